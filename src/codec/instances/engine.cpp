#include "codec/boxed.h"
#include "codec/instances/geo_json.h"
#include "engine/entry_core.h"
#include "engine/replayed.h"
#include "engine/state.h"
#include "engine/submit.h"

namespace voorzien::codec {
VOORZIEN_JSON(engine::Accepted)
VOORZIEN_JSON(engine::EntryCore)
VOORZIEN_JSON(engine::Sealed)
template Result<engine::SealedCore> decode<engine::SealedCore>(std::string_view);  // read only
VOORZIEN_JSON(engine::RegionState)
VOORZIEN_JSON(engine::SnapshotState)
}  // namespace voorzien::codec
