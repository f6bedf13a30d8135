// Restoring the state from a store: the newest snapshot that is whole, then the entries after it.
#pragma once

#include "engine/core.h"

namespace voorzien::engine {

struct Restored {
  std::uint64_t from_snapshot = 0;  // seq of the snapshot used, 0 = none
  std::uint64_t replayed = 0;       // entries replayed after it
};

// Fills a fresh core up to and including `until` (by region time). A damaged snapshot is passed over, since
// the journal has all; a damaged entry is an error that names it.
[[nodiscard]] Result<Restored> restore(Core& core, journal::Store& store, Instant until = Instant{INT64_MAX});
[[nodiscard]] journal::Snapshot to_snapshot(const SnapshotState& data);

}  // namespace voorzien::engine
