#include "engine/restore.h"

#include "codec/json.h"
#include "engine/limits.h"
#include "journal/hash.h"

namespace voorzien::engine {
namespace {
std::optional<SnapshotState> whole_snapshot(journal::Store& store, Instant until) {
  const Result<std::optional<journal::Snapshot>> stored = store.last_snapshot();
  if (!stored || !stored->has_value()) return std::nullopt;
  const journal::Snapshot& snapshot = **stored;
  if (journal::to_hex(journal::sha256(snapshot.state)) != snapshot.state_sha256) return std::nullopt;
  Result<SnapshotState> data = codec::decode<SnapshotState>(snapshot.state);
  const bool fits =
      data && data->state.seq == snapshot.seq && snapshot.seq <= store.last_seq() && data->state.at <= until;
  if (!fits) return std::nullopt;
  return std::move(*data);
}
}  // namespace

Result<Restored> restore(Core& core, journal::Store& store, Instant until) {
  Restored out;
  if (std::optional<SnapshotState> snapshot = whole_snapshot(store, until)) {
    out.from_snapshot = snapshot->state.seq;
    core.restore(std::move(*snapshot));
  }
  Done replayed = Nothing{};
  RETURN_IF_ERROR(store.read(out.from_snapshot + 1, UINT64_MAX, [&](const journal::Entry& entry) {
    if (entry.at > until) return false;
    replayed = core.replay(entry);
    if (replayed) ++out.replayed;
    return static_cast<bool>(replayed);
  }));
  if (!replayed) return replayed.error();
  ASSIGN_OR_RETURN(const auto ids, store.recent_command_ids(limits::command_ids_max));
  for (const journal::Batch::CommandId& id : ids) core.remember(id);
  return out;
}

journal::Snapshot to_snapshot(const SnapshotState& data) {
  journal::Snapshot out;
  out.seq = data.state.seq;
  out.state = codec::encode(data);
  out.state_sha256 = journal::to_hex(journal::sha256(out.state));
  return out;
}
}  // namespace voorzien::engine
