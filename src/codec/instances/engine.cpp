#include "codec/instances/geo_json.h"
<<<<<<< HEAD

#include "engine/entry_core.h"
#include "engine/state.h"

namespace voorzien::codec {

=======
#include "engine/entry_core.h"
#include "engine/state.h"
#include "engine/submit.h"

namespace voorzien::codec {
>>>>>>> main
VOORZIEN_JSON(engine::Accepted)
VOORZIEN_JSON(engine::EntryCore)
VOORZIEN_JSON(engine::Sealed)
VOORZIEN_JSON(engine::RegionState)
VOORZIEN_JSON(engine::SnapshotState)
<<<<<<< HEAD

=======
>>>>>>> main
}  // namespace voorzien::codec
