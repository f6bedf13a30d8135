#include "engine/snapshot_rules.h"

#include <span>

#include "engine/limits.h"

namespace voorzien::engine {
namespace {
using Marks = std::span<const journal::SnapshotMark>;

// The first of each `stride` entries stays; the stride doubles until no more than the limit do.
void thin(Marks marks, std::uint64_t stride, std::vector<std::uint64_t>& dropped) {
  std::vector<std::uint64_t> out;
  do {
    out.clear();
    std::uint64_t last = UINT64_MAX;
    for (const journal::SnapshotMark& mark : marks) {
      if (mark.seq / stride == last)
        out.push_back(mark.seq);
      else
        last = mark.seq / stride;
    }
    stride *= 2;
  } while (marks.size() - out.size() > limits::snapshots_max);
  dropped.insert(dropped.end(), out.begin(), out.end());
}
}  // namespace

bool is_snapshot_due(std::uint64_t entries, Duration passed) {
  return entries >= limits::snapshot_entries_max ||
         (entries >= limits::snapshot_every_entries && passed >= limits::snapshot_apart);
}

std::vector<std::uint64_t> superfluous(const std::vector<journal::SnapshotMark>& all) {
  std::vector<std::uint64_t> out;
  if (all.empty()) return out;
  const Instant edge = all.back().at - limits::snapshots_dense_for;
  const auto dense = std::ranges::lower_bound(all, edge, {}, &journal::SnapshotMark::at);
  thin({all.begin(), dense}, limits::snapshots_sparse_entries, out);
  thin({dense, all.end()}, 1, out);
  return out;
}
}  // namespace voorzien::engine
