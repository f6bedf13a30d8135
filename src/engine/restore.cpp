#include "engine/restore.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <ranges>
#include <thread>
#include <utility>
#include <vector>

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
// decoding costs several times what evolving does and needs nothing but the entry. The threads start with the
// first full block: a short replay is not worth one. Blocks are used again, so that what the next entries
// need of memory is mostly there, and what was decoded is let go where it was made.
class Replaying {
 public:
  explicit Replaying(Core& core) : core_(core) {}
  ~Replaying() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    has_work_.notify_all();
    for (std::thread& one : decoders_) one.join();
  }
  Replaying(const Replaying&) = delete;
  Replaying& operator=(const Replaying&) = delete;

  bool add(journal::Entry& entry) {  // takes it; false: no more
    if (!filling_) filling_ = empty_block();
    if (filling_->count == filling_->entries.size()) filling_->entries.emplace_back();
    std::swap(filling_->entries[filling_->count++], entry);
    if (filling_->count < limits::replay_block) return true;
    hand_over(std::exchange(filling_, nullptr));
    if (ahead_.size() > limits::replay_blocks_ahead) evolve_oldest();
    return static_cast<bool>(done_);
  }

  Result<std::uint64_t> finish() {
    while (!ahead_.empty()) evolve_oldest();
    if (filling_) {
      decode(*filling_);
      evolve(*filling_);
    }
    if (!done_) return done_.error();
    return replayed_;
  }

 private:
  struct Block {
    std::vector<journal::Entry> entries;
    std::size_t count = 0;  // of them, in use
    std::vector<Result<Replayed>> decoded;
    bool is_decoded = false;
  };

  static void decode(Block& block) {
    block.decoded.clear();
    block.decoded.reserve(block.count);
    for (std::size_t i = 0; i < block.count; ++i) block.decoded.push_back(to_replay(block.entries[i]));
  }

  std::unique_ptr<Block> empty_block() {
    if (spent_.empty()) return std::make_unique<Block>();
    std::unique_ptr<Block> out = std::move(spent_.back());
    spent_.pop_back();
    out->count = 0;
    out->is_decoded = false;
    return out;
  }

  void hand_over(std::unique_ptr<Block> block) {
    if (decoders_.empty())
      for (std::size_t i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
        decoders_.emplace_back([this] { decode_blocks(); });
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(block.get());
    }
    has_work_.notify_one();
    ahead_.push_back(std::move(block));
  }

  void decode_blocks() {
    std::unique_lock lock(mutex_);
    for (;;) {
      has_work_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
      if (ending_) return;
      Block& block = *waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      decode(block);
      lock.lock();
      block.is_decoded = true;
      is_ready_.notify_one();
    }
  }

  void evolve_oldest() {
    std::unique_ptr<Block> block = std::move(ahead_.front());
    ahead_.pop_front();
    {
      std::unique_lock lock(mutex_);
      is_ready_.wait(lock, [&] { return block->is_decoded; });
    }
    evolve(*block);
    spent_.push_back(std::move(block));
  }

  void evolve(const Block& block) {
    for (const Result<Replayed>& one : block.decoded) {
      if (!done_) return;
      done_ = one ? core_.replay(*one) : Done(one.error());
      if (done_) ++replayed_;
    }
  }

  Core& core_;
  std::unique_ptr<Block> filling_;
  std::deque<std::unique_ptr<Block>> ahead_;  // handed over, in order
  std::vector<std::unique_ptr<Block>> spent_;
  std::uint64_t replayed_ = 0;
  Done done_ = Nothing{};

  std::mutex mutex_;  // of the rest, and of each block's is_decoded
  std::condition_variable has_work_, is_ready_;
  std::deque<Block*> waiting_;
  bool ending_ = false;
  std::vector<std::thread> decoders_;  // last: they use all of the above
};
}  // namespace

Result<std::uint64_t> replay_to(Core& core, journal::Store& store, std::uint64_t until) {
  Replaying replaying(core);
  const Done read =
      store.read(core.state().seq + 1, until, [&](journal::Entry& entry) { return replaying.add(entry); });
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
