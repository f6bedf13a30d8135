#include "engine/submit.h"

#include "codec/instances/geo_json.h"
#if __has_include("engine/entry_core.h")
#include "engine/entry_core.h"
#include "engine/state.h"
#endif

namespace voorzien::codec {
#if __has_include("engine/entry_core.h")
VOORZIEN_JSON(engine::Accepted)
VOORZIEN_JSON(engine::EntryCore)
VOORZIEN_JSON(engine::Sealed)
VOORZIEN_JSON(engine::RegionState)
VOORZIEN_JSON(engine::SnapshotState)
#endif
}  // namespace voorzien::codec
