#include "engine/state.h"

#include "codec/json.h"
#include "journal/hash.h"

namespace voorzien::engine {
std::string state_hash(const RegionState& state) {
  return journal::to_hex(journal::sha256(codec::encode(state)));
}
}  // namespace voorzien::engine
