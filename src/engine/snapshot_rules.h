// When a snapshot is due and which are worth keeping (limits.h). Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "base/instant.h"
#include "journal/store.h"

namespace voorzien::engine {

// `entries` written and `passed` of region time since the newest snapshot.
[[nodiscard]] bool is_snapshot_due(std::uint64_t entries, Duration passed);
// The ones to drop, of all there are, oldest first: those of the last day stay, before that one in a number
// of entries, and sparser as their number would pass its limit.
[[nodiscard]] std::vector<std::uint64_t> superfluous(const std::vector<journal::SnapshotMark>& all);

}  // namespace voorzien::engine
