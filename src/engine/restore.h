// Restoring the state from a store: the newest snapshot that is whole, then the entries after it.
#pragma once

#include "engine/core.h"

namespace voorzien::engine {

struct Restored {
  std::uint64_t from_snapshot = 0;  // seq of the snapshot used, 0 = none
  std::uint64_t replayed = 0;       // entries replayed after it
};

// Fills a fresh core with the state after entry `until`, or after the last one. Snapshots that are damaged or
// of another journal are passed over, older ones tried, and the journal has all; a damaged entry is an error
// that names it.
[[nodiscard]] Result<Restored> restore_state(Core& core, journal::Store& store,
                                             std::uint64_t until = UINT64_MAX);
// Brings a core that stands at an earlier entry to `until`; how many entries that took.
[[nodiscard]] Result<std::uint64_t> replay_to(Core& core, journal::Store& store, std::uint64_t until);
// The state and the command ids that were answered: all that the loop needs to go on.
[[nodiscard]] Result<Restored> restore(Core& core, journal::Store& store);
// Nothing when there is none after that entry, or it is damaged or of another journal.
[[nodiscard]] std::optional<SnapshotState> whole_snapshot(journal::Store& store, std::uint64_t seq);
[[nodiscard]] Done keep_snapshot(journal::Store& store, const SnapshotState& data);

}  // namespace voorzien::engine
