// RegionState: everything that the journal folds into, and Index: what is derived beside it for clients.
//
// The state hash is SHA-256 over the canonical JSON of RegionState. Index does not count in it: which
// removals a client is told of depends on how inputs were batched, what the region knows does not.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "crisis/state.h"
#include "desk/desk.h"
#include "network/network.h"
#include "picture/state.h"
#include "views/entities.h"

namespace voorzien::engine {

struct RegionState {
  std::uint64_t seq = 0;  // of the last entry
  Instant at;             // region time of the last entry; never goes back
  picture::State picture;
  desk::State desk;
  network::State network;
  crisis::State crisis;
  std::optional<std::int64_t> film_line;  // every film line up to here has been taken in
};
DESCRIBE(RegionState, seq, at, picture, desk, network, crisis, film_line)

struct Index {
  std::map<std::string, std::map<std::string, std::uint64_t>>
      versions;                                              // by type and id: seq of its last change
  std::vector<views::Removal> removals;                      // oldest first, at most limits::removals_kept
  std::map<std::string, std::uint64_t> observation_entries;  // observation id -> seq of its newest version
  std::uint64_t erased = 0;  // entries whose personal part was gone when they were replayed
};
DESCRIBE(Index, versions, removals, observation_entries, erased)

struct SnapshotState {
  RegionState state;
  Index index;
};
DESCRIBE(SnapshotState, state, index)

[[nodiscard]] std::string state_hash(const RegionState& state);

}  // namespace voorzien::engine
