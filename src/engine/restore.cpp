#include "engine/restore.h"

#include <deque>
#include <future>
#include <ranges>
#include <thread>

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

namespace {
// Entries are read here, decoded ahead in blocks on threads of their own, and evolved here again, in order:
// decoding costs several times what evolving does and needs nothing but the entry.
class Replaying {
 public:
  explicit Replaying(Core& core) : core_(core) {}

  bool add(const journal::Entry& entry) {  // false: no more
    block_.push_back(entry);
    return block_.size() < limits::replay_block || decode_block();
  }

  Result<std::uint64_t> finish() {
    if (!ahead_.empty()) (void)decode_block();
    while (!ahead_.empty()) evolve_oldest();
    evolve(decoded(block_));  // of a short replay, which is not worth a thread
    if (!done_) return done_.error();
    return replayed_;
  }

 private:
  using Block = std::vector<journal::Entry>;
  using Decoded = std::vector<Result<Replayed>>;

  static Decoded decoded(const Block& block) {
    Decoded out;
    out.reserve(block.size());
    for (const journal::Entry& entry : block) out.push_back(to_replay(entry));
    return out;
  }

  bool decode_block() {
    ahead_.push_back(
        std::async(std::launch::async, [block = std::exchange(block_, {})] { return decoded(block); }));
    if (ahead_.size() > blocks_ahead_) evolve_oldest();
    return static_cast<bool>(done_);
  }

  void evolve_oldest() {
    const Decoded block = ahead_.front().get();
    ahead_.pop_front();
    evolve(block);
  }

  void evolve(const Decoded& block) {
    for (const Result<Replayed>& one : block) {
      if (!done_) return;
      done_ = one ? core_.replay(*one) : Done(one.error());
      if (done_) ++replayed_;
    }
  }

  Core& core_;
  Block block_;
  std::deque<std::future<Decoded>> ahead_;
  const std::size_t blocks_ahead_ = std::max(1U, std::thread::hardware_concurrency());
  std::uint64_t replayed_ = 0;
  Done done_ = Nothing{};
};
}  // namespace

Result<std::uint64_t> replay_to(Core& core, journal::Store& store, std::uint64_t until) {
  Replaying replaying(core);
  const Done read = store.read(core.state().seq + 1, until,
                               [&](const journal::Entry& entry) { return replaying.add(entry); });
  const Result<std::uint64_t> replayed = replaying.finish();
  core.forget_touched();
  if (replayed && !read) return read.error();  // what could not be replayed stands before it
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
