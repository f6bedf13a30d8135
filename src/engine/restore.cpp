#include "engine/restore.h"

#include <ranges>

#include "codec/packed.h"
#include "engine/limits.h"
#include "journal/hash.h"

namespace voorzien::engine {
namespace {
// A snapshot belongs to the journal whose entry it follows on: the leaf of that entry is part of its hash, so
// that a file left beside another journal is never taken.
Result<std::string> hash_of(journal::Store& store, std::uint64_t seq, std::string_view state) {
  std::optional<journal::Hash> leaf;
  RETURN_IF_ERROR(store.read(seq, seq, [&](const journal::Entry& entry) {
    leaf = entry.leaf_hash;
    return false;
  }));
  if (!leaf) return Error{ErrorCode::NotFound, "entry " + std::to_string(seq), ""};
  return journal::to_hex(journal::sha256({reinterpret_cast<const char*>(leaf->data()), leaf->size()}, state));
}

}  // namespace

std::optional<SnapshotState> whole_snapshot(journal::Store& store, std::uint64_t seq) {
  const Result<std::optional<journal::Snapshot>> stored = store.snapshot(seq);
  if (!stored || !stored->has_value()) return std::nullopt;
  const Result<std::string> hash = hash_of(store, seq, (*stored)->state);
  if (!hash || *hash != (*stored)->state_sha256) return std::nullopt;
  Result<SnapshotState> data = codec::unpack<SnapshotState>((*stored)->state);
  if (!data || data->state.seq != seq) return std::nullopt;
  return std::move(*data);
}

namespace {
std::optional<SnapshotState> newest_snapshot(journal::Store& store, std::uint64_t until) {
  const Result<std::vector<journal::SnapshotMark>> marks = store.snapshots();
  if (!marks) return std::nullopt;
  for (const journal::SnapshotMark& mark : *marks | std::views::reverse)
    if (mark.seq <= until)
      if (std::optional<SnapshotState> found = whole_snapshot(store, mark.seq)) return found;
  return std::nullopt;
}
}  // namespace

Result<std::uint64_t> replay_to(Core& core, journal::Store& store, std::uint64_t until) {
  std::uint64_t replayed = 0;
  Done done = Nothing{};
  RETURN_IF_ERROR(store.read(core.state().seq + 1, until, [&](const journal::Entry& entry) {
    done = core.replay(entry);
    if (done) ++replayed;
    return static_cast<bool>(done);
  }));
  core.forget_touched();
  if (!done) return done.error();
  return replayed;
}

Result<Restored> restore_state(Core& core, journal::Store& store, std::uint64_t until) {
  Restored out;
  if (std::optional<SnapshotState> snapshot = newest_snapshot(store, std::min(until, store.last_seq()))) {
    out.from_snapshot = snapshot->state.seq;
    core.restore(std::move(*snapshot));
  }
  ASSIGN_OR_RETURN(out.replayed, replay_to(core, store, until));
  return out;
}

Result<Restored> restore(Core& core, journal::Store& store) {
  ASSIGN_OR_RETURN(const Restored out, restore_state(core, store));
  ASSIGN_OR_RETURN(auto ids, store.recent_command_ids(limits::command_ids_max));
  core.remember(std::move(ids));
  return out;
}

Done keep_snapshot(journal::Store& store, const SnapshotState& data) {
  journal::Snapshot out;
  out.seq = data.state.seq;
  out.at = data.state.at;
  out.state = codec::pack(data);
  ASSIGN_OR_RETURN(out.state_sha256, hash_of(store, out.seq, out.state));
  return store.save_snapshot(out);
}
}  // namespace voorzien::engine
