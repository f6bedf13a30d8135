#include "adapters/memory/store.h"

#include <algorithm>

#include "base/ensure.h"

namespace voorzien::adapters {
using journal::Batch;
using journal::Entry;
using journal::Raw;
using journal::Snapshot;
using journal::SnapshotMark;

Done MemoryStore::append(const Batch& batch) {
  const std::lock_guard lock(mutex_);
  if (failing_ > 0) {
    --failing_;
    return Error{ErrorCode::StoreFailed, "", "planted failure"};
  }
  if (entries_.size() + batch.entries.size() > capacity_)
    return Error{ErrorCode::StoreFailed, "", "disk full"};
  for (const Entry& entry : batch.entries) {
    ENSURE(entry.seq == entries_.size() + 1, "the journal has no gaps");
    entries_.push_back(entry);
  }
  for (const Raw& raw : batch.raws) raws_.try_emplace(raw.sha256, raw);
  command_ids_.insert(command_ids_.end(), batch.command_ids.begin(), batch.command_ids.end());
  for (const journal::Erasure& one : batch.erasures) carry_out(one);
  ++appends_;
  return Nothing{};
}

void MemoryStore::carry_out(const journal::Erasure& erasure) {
  for (const journal::SeqRange& range : erasure.sealed)
    for (std::uint64_t seq = range.first; seq <= range.last; ++seq) {
      entries_.at(seq - 1).sealed.clear();
      entries_.at(seq - 1).salt.clear();
    }
  for (const journal::SeqRange& range : erasure.sealed)
    for (Batch::CommandId& id : command_ids_)
      if (id.seq >= range.first && id.seq <= range.last) id.body_sha256 = {};
  for (const std::string& sha256 : erasure.raws) {
    const auto found = raws_.find(sha256);
    if (found == raws_.end()) continue;
    if (!found->second.personal) erased_raws_.emplace(sha256, erasure.by);
    raws_.erase(found);
  }
  is_scrubbed_ = false;
}

Result<std::optional<std::uint64_t>> MemoryStore::raw_erased_by(std::string_view sha256) {
  const std::lock_guard lock(mutex_);
  const auto found = erased_raws_.find(sha256);
  return found == erased_raws_.end() ? std::optional<std::uint64_t>{} : std::optional{found->second};
}

Result<std::vector<journal::KeptRaw>> MemoryStore::raws_before(std::string_view source, Instant before,
                                                               std::size_t limit) {
  const std::lock_guard lock(mutex_);
  std::vector<journal::KeptRaw> out;
  for (const auto& [sha256, raw] : raws_)
    if (raw.source == source && raw.received < before) out.push_back({sha256, raw.received, raw.personal});
  std::ranges::sort(out, {}, &journal::KeptRaw::received);
  if (out.size() > limit) out.resize(limit);
  return out;
}

Done MemoryStore::each_personal_raw(
    const std::function<bool(const std::string& sha256, std::string_view bytes)>& each) {
  const std::lock_guard lock(mutex_);
  for (const auto& [sha256, raw] : raws_)
    if (raw.personal && !each(sha256, raw.bytes)) break;
  return Nothing{};
}

Done MemoryStore::scrub() {
  const std::lock_guard lock(mutex_);
  is_scrubbed_ = true;
  return Nothing{};
}

Result<bool> MemoryStore::is_scrubbed() {
  const std::lock_guard lock(mutex_);
  return is_scrubbed_;
}

std::uint64_t MemoryStore::last_seq() {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

Done MemoryStore::read(std::uint64_t from, std::uint64_t to, const std::function<bool(Entry&)>& each) {
  for (std::uint64_t seq = std::max<std::uint64_t>(from, 1); seq <= to; ++seq) {
    Entry entry;
    {
      const std::lock_guard lock(mutex_);
      if (seq > entries_.size()) break;
      entry = entries_[seq - 1];
    }
    if (!each(entry)) break;
  }
  return Nothing{};
}

Result<std::optional<Raw>> MemoryStore::raw(std::string_view sha256) {
  const std::lock_guard lock(mutex_);
  const auto found = raws_.find(sha256);
  return found == raws_.end() ? std::optional<Raw>{} : std::optional<Raw>{found->second};
}

Result<std::vector<Batch::CommandId>> MemoryStore::recent_command_ids(std::size_t limit) {
  const std::lock_guard lock(mutex_);
  const std::size_t skip = command_ids_.size() > limit ? command_ids_.size() - limit : 0;
  return std::vector(command_ids_.begin() + static_cast<std::ptrdiff_t>(skip), command_ids_.end());
}

Result<std::uint64_t> MemoryStore::seq_at(Instant at) {
  const std::lock_guard lock(mutex_);
  const auto after = std::ranges::upper_bound(entries_, at, {}, &Entry::at);
  return static_cast<std::uint64_t>(after - entries_.begin());
}

Done MemoryStore::save_snapshot(const Snapshot& snapshot) {
  const std::lock_guard lock(mutex_);
  snapshots_.insert_or_assign(snapshot.seq, snapshot);
  return Nothing{};
}

Result<std::vector<SnapshotMark>> MemoryStore::snapshots() {
  const std::lock_guard lock(mutex_);
  std::vector<SnapshotMark> out;
  for (const auto& [seq, snapshot] : snapshots_) out.push_back({seq, snapshot.at});
  return out;
}

Result<std::optional<Snapshot>> MemoryStore::snapshot(std::uint64_t seq) {
  const std::lock_guard lock(mutex_);
  const auto found = snapshots_.find(seq);
  return found == snapshots_.end() ? std::optional<Snapshot>{} : std::optional<Snapshot>{found->second};
}

Done MemoryStore::drop_snapshots(const std::vector<std::uint64_t>& seqs) {
  const std::lock_guard lock(mutex_);
  for (const std::uint64_t seq : seqs) snapshots_.erase(seq);
  return Nothing{};
}

Result<std::vector<journal::Hash>> MemoryStore::leaves(std::uint64_t from, std::uint64_t to) {
  const std::lock_guard lock(mutex_);
  std::vector<journal::Hash> out;
  for (std::uint64_t n = from; n < to && n < entries_.size(); ++n) out.push_back(entries_[n].leaf_hash);
  return out;
}

Result<std::vector<journal::Hash>> MemoryStore::tiles() {
  const std::lock_guard lock(mutex_);
  return tiles_;
}

Result<std::optional<journal::SignedCheckpoint>> MemoryStore::last_checkpoint() {
  const std::lock_guard lock(mutex_);
  return checkpoint_;
}

Done MemoryStore::save_checkpoint(const journal::SignedCheckpoint& checkpoint, std::uint64_t tiles_before,
                                  std::span<const journal::Hash> tiles) {
  const std::lock_guard lock(mutex_);
  tiles_.resize(tiles_before);
  tiles_.insert(tiles_.end(), tiles.begin(), tiles.end());
  checkpoint_ = checkpoint;
  return Nothing{};
}

Done MemoryStore::save_key_change(Instant /*at*/, const std::string& note) {
  const std::lock_guard lock(mutex_);
  key_changes_.push_back(note);
  return Nothing{};
}

void MemoryStore::fail_appends(int count) {
  const std::lock_guard lock(mutex_);
  failing_ = count;
}

void MemoryStore::set_capacity(std::size_t entries) {
  const std::lock_guard lock(mutex_);
  capacity_ = entries;
}

void MemoryStore::flip_byte(std::uint64_t seq, std::size_t at) {
  const std::lock_guard lock(mutex_);
  ENSURE(seq >= 1 && seq <= entries_.size() && at < entries_[seq - 1].core.size(), "there is such a byte");
  entries_[seq - 1].core[at] = static_cast<char>(entries_[seq - 1].core[at] ^ 1);
}

std::size_t MemoryStore::appends() {
  const std::lock_guard lock(mutex_);
  return appends_;
}
}  // namespace voorzien::adapters
