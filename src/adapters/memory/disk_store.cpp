#include "adapters/memory/disk_store.h"

#include <algorithm>
#include <cstring>

#include "base/ensure.h"

namespace voorzien::adapters {
namespace {
using journal::Batch;
using journal::Entry;
using journal::Hash;
using journal::Raw;
using journal::Snapshot;
using journal::SnapshotMark;

constexpr std::size_t header_size = 17;  // size, check, kind
constexpr char batch_kind = 'b';
constexpr char checkpoint_kind = 'c';
constexpr char key_change_kind = 'k';
constexpr char snapshot_kind = 's';

// FNV-1a: tells a torn record from a whole one; what keeps the journal honest are its own hashes.
std::uint64_t check_of(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

void put(std::string& out, std::uint64_t number) {
  for (int n = 0; n < 8; ++n) out += static_cast<char>(number >> (8 * n) & 0xff);
}
void put(std::string& out, std::string_view text) {
  put(out, text.size());
  out += text;
}
void put(std::string& out, Instant at) { put(out, static_cast<std::uint64_t>(at.us)); }
void put(std::string& out, const Hash& hash) {
  out.append(reinterpret_cast<const char*>(hash.data()), hash.size());
}
std::uint64_t number_at(std::string_view bytes, std::size_t at) {
  std::uint64_t out = 0;
  for (std::size_t n = 0; n < 8; ++n)
    out |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[at + n])) << (8 * n);
  return out;
}
std::string record_of(char kind, const std::string& content) {
  std::string out;
  out.reserve(header_size + content.size());
  put(out, content.size());
  put(out, check_of(content));
  out += kind;
  return out + content;
}
std::string snapshot_file(std::uint64_t seq) { return "snapshot-" + std::to_string(seq); }
}  // namespace

const std::string DiskStore::log_file = "journal.log";

// Reads what `put` wrote. The structure of a record is never damaged here (docs/operations/simulation.md),
// only its content: so running out of bytes is a bug.
class DiskStore::Reader {
 public:
  Reader(std::string_view bytes, std::size_t base) : bytes_(bytes), base_(base) {}
  std::uint64_t number() {
    ENSURE(at_ + 8 <= bytes_.size(), "a record holds what it says");
    at_ += 8;
    return number_at(bytes_, at_ - 8);
  }
  Instant instant() { return {static_cast<std::int64_t>(number())}; }
  Span span(std::size_t size) {
    ENSURE(size <= bytes_.size() - at_, "a record holds what it says");
    const Span out{base_ + at_, size};
    at_ += size;
    return out;
  }
  Span text_span() { return span(number()); }
  std::string text() {
    const Span place = text_span();
    return std::string(bytes_.substr(place.at - base_, place.size));
  }
  Hash hash() {
    Hash out{};
    const Span place = span(out.size());
    std::memcpy(out.data(), bytes_.data() + (place.at - base_), out.size());
    return out;
  }

 private:
  std::string_view bytes_;
  std::size_t base_;
  std::size_t at_ = 0;
};

Result<std::unique_ptr<DiskStore>> DiskStore::open(FakeDisk& disk) {
  std::unique_ptr<DiskStore> out(new DiskStore(disk));
  RETURN_IF_ERROR(out->scan());
  return out;
}

Done DiskStore::scan() {
  const std::size_t size = disk_.size(log_file);
  std::size_t at = 0;
  if (size > 0) {
    ASSIGN_OR_RETURN(const std::string_view log, disk_.read(log_file, 0, size));
    while (at + header_size <= size && number_at(log, at) <= size - at - header_size) {
      const std::size_t end = at + header_size + number_at(log, at);
      if (!take_record(log.substr(at, end - at), at) && end == size) break;  // the last one, torn
      at = end;
    }
  }
  disk_.cut(log_file, at);
  std::vector<std::string> torn;
  for (const auto& [name, file] : disk_.files()) {
    if (!name.starts_with("snapshot-")) continue;
    const std::string& bytes = file.bytes;
    const bool is_whole =
        bytes.size() >= header_size + 16 && number_at(bytes, 0) == bytes.size() - header_size;
    if (!is_whole) {
      torn.push_back(name);
      continue;
    }
    Reader reader(std::string_view(bytes).substr(header_size), header_size);
    const std::uint64_t seq = reader.number();
    snapshots_[seq] = reader.instant();
  }
  for (const std::string& name : torn) disk_.remove(name);
  return Nothing{};
}

// False when the check does not fit.
bool DiskStore::take_record(std::string_view record, std::size_t at) {
  const std::string_view content = record.substr(header_size);
  const bool fits = number_at(record, 8) == check_of(content);
  if (!fits && at + record.size() == disk_.size(log_file)) return false;
  Reader reader(content, at + header_size);
  switch (record[16]) {
    case batch_kind:
      take_batch(reader);
      break;
    case checkpoint_kind:
      take_checkpoint(reader);
      break;
    case key_change_kind:
      (void)reader.instant();
      key_changes_.push_back(reader.text());
      break;
    default:
      ENSURE(false, "the kind of a record is known");
  }
  return fits;
}

void DiskStore::take_batch(Reader& reader) {
  for (std::uint64_t n = reader.number(); n > 0; --n) {
    EntryPlace place;
    place.seq = reader.number();
    place.at = reader.instant();
    place.leaf = reader.span(sizeof(Hash));
    place.core = reader.text_span();
    place.sealed = reader.text_span();
    place.salt = reader.text_span();
    entries_.push_back(place);
  }
  for (std::uint64_t n = reader.number(); n > 0; --n) {
    RawPlace place;
    place.sha256 = reader.text();
    place.source = reader.text();
    place.received = reader.instant();
    place.personal = reader.number() != 0;
    place.bytes = reader.text_span();
    if (raw_by_hash_.try_emplace(place.sha256, raws_.size()).second) raws_.push_back(std::move(place));
  }
  for (std::uint64_t n = reader.number(); n > 0; --n) {
    Batch::CommandId id;
    id.id = reader.text();
    id.body_sha256 = reader.hash();
    id.seq = reader.number();
    id.at = reader.instant();
    id.answer = reader.text();
    command_ids_.push_back(std::move(id));
  }
}

void DiskStore::take_checkpoint(Reader& reader) {
  journal::SignedCheckpoint one;
  one.size = reader.number();
  one.at = reader.instant();
  one.note = reader.text();
  checkpoints_.push_back(std::move(one));
  tiles_.resize(reader.number());
  for (std::uint64_t n = reader.number(); n > 0; --n) tiles_.push_back(reader.hash());
}

// Durable, or as if nothing had been written.
Done DiskStore::write(char kind, const std::string& content) {
  const std::size_t before = disk_.size(log_file);
  const std::string record = record_of(kind, content);
  Done done = disk_.append(log_file, record);
  if (done) done = disk_.sync(log_file);
  if (!done) {
    disk_.cut(log_file, before);
    return done;
  }
  ENSURE(take_record(record, before), "what was just written is whole");
  return Nothing{};
}

Done DiskStore::append(const Batch& batch) {
  ENSURE(batch.erasures.empty(), "the simulation erases nothing");
  std::string out;
  std::uint64_t expected = last_seq();
  put(out, batch.entries.size());
  for (const Entry& entry : batch.entries) {
    ENSURE(entry.seq == ++expected, "the journal has no gaps");
    put(out, entry.seq);
    put(out, entry.at);
    put(out, entry.leaf_hash);
    put(out, entry.core);
    put(out, entry.sealed);
    put(out, entry.salt);
  }
  const auto is_new = [&](const Raw& raw) { return !raw_by_hash_.contains(raw.sha256); };
  put(out, static_cast<std::uint64_t>(std::ranges::count_if(batch.raws, is_new)));
  for (const Raw& raw : batch.raws) {
    if (!is_new(raw)) continue;
    put(out, raw.sha256);
    put(out, raw.source);
    put(out, raw.received);
    put(out, std::uint64_t{raw.personal});
    put(out, raw.bytes);
  }
  put(out, batch.command_ids.size());
  for (const Batch::CommandId& id : batch.command_ids) {
    put(out, id.id);
    put(out, id.body_sha256);
    put(out, id.seq);
    put(out, id.at);
    put(out, id.answer);
  }
  return write(batch_kind, out);
}

Result<std::string_view> DiskStore::bytes_of(Span span) { return disk_.read(log_file, span.at, span.size); }

Result<Entry> DiskStore::entry_at(const EntryPlace& place) {
  Entry out;
  out.seq = place.seq;
  out.at = place.at;
  ASSIGN_OR_RETURN(const std::string_view leaf, bytes_of(place.leaf));
  std::memcpy(out.leaf_hash.data(), leaf.data(), leaf.size());
  ASSIGN_OR_RETURN(out.core, bytes_of(place.core));
  ASSIGN_OR_RETURN(out.sealed, bytes_of(place.sealed));
  ASSIGN_OR_RETURN(out.salt, bytes_of(place.salt));
  return out;
}

Done DiskStore::read(std::uint64_t from, std::uint64_t to, const std::function<bool(Entry&)>& each) {
  for (std::uint64_t seq = std::max<std::uint64_t>(from, 1); seq <= to && seq <= entries_.size(); ++seq) {
    ASSIGN_OR_RETURN(Entry entry, entry_at(entries_[seq - 1]));
    if (!each(entry)) break;
  }
  return Nothing{};
}

Result<std::optional<Raw>> DiskStore::raw(std::string_view sha256) {
  const auto found = raw_by_hash_.find(sha256);
  if (found == raw_by_hash_.end()) return std::optional<Raw>{};
  const RawPlace& place = raws_[found->second];
  ASSIGN_OR_RETURN(const std::string_view bytes, bytes_of(place.bytes));
  return std::optional<Raw>{{place.sha256, std::string(bytes), place.source, place.received, place.personal}};
}

Result<std::vector<Batch::CommandId>> DiskStore::recent_command_ids(std::size_t limit) {
  const std::size_t skip = command_ids_.size() > limit ? command_ids_.size() - limit : 0;
  return std::vector(command_ids_.begin() + static_cast<std::ptrdiff_t>(skip), command_ids_.end());
}

Result<std::uint64_t> DiskStore::seq_at(Instant at) {
  const auto after = std::ranges::upper_bound(entries_, at, {}, &EntryPlace::at);
  return static_cast<std::uint64_t>(after - entries_.begin());
}

// ---- snapshots

Done DiskStore::save_snapshot(const Snapshot& snapshot) {
  std::string content;
  put(content, snapshot.seq);
  put(content, snapshot.at);
  put(content, snapshot.state_sha256);
  put(content, snapshot.state);
  const std::string name = snapshot_file(snapshot.seq);
  disk_.remove(name);
  Done done = disk_.append(name, record_of(snapshot_kind, content));
  if (done) done = disk_.sync(name);
  if (!done) {
    disk_.remove(name);
    return done;
  }
  snapshots_[snapshot.seq] = snapshot.at;
  return Nothing{};
}

Result<std::vector<SnapshotMark>> DiskStore::snapshots() {
  std::vector<SnapshotMark> out;
  for (const auto& [seq, at] : snapshots_) out.push_back({seq, at});
  return out;
}

Result<std::optional<Snapshot>> DiskStore::snapshot(std::uint64_t seq) {
  if (!snapshots_.contains(seq)) return std::optional<Snapshot>{};
  const std::string name = snapshot_file(seq);
  ASSIGN_OR_RETURN(const std::string_view bytes, disk_.read(name, 0, disk_.size(name)));
  Reader reader(bytes.substr(header_size), header_size);
  Snapshot out;
  out.seq = reader.number();
  out.at = reader.instant();
  out.state_sha256 = reader.text();
  out.state = reader.text();
  return std::optional<Snapshot>{std::move(out)};
}

Done DiskStore::drop_snapshots(const std::vector<std::uint64_t>& seqs) {
  for (const std::uint64_t seq : seqs)
    if (snapshots_.erase(seq) > 0) disk_.remove(snapshot_file(seq));
  return Nothing{};
}

// ---- proofs

Result<std::vector<Hash>> DiskStore::leaves(std::uint64_t from, std::uint64_t to) {
  std::vector<Hash> out;
  for (std::uint64_t n = from; n < to && n < entries_.size(); ++n) {
    ASSIGN_OR_RETURN(const std::string_view leaf, bytes_of(entries_[n].leaf));
    std::memcpy(out.emplace_back().data(), leaf.data(), leaf.size());
  }
  return out;
}

Result<std::optional<journal::SignedCheckpoint>> DiskStore::last_checkpoint() {
  if (checkpoints_.empty()) return std::optional<journal::SignedCheckpoint>{};
  return std::optional{checkpoints_.back()};
}

Done DiskStore::save_checkpoint(const journal::SignedCheckpoint& checkpoint, std::uint64_t tiles_before,
                                std::span<const Hash> tiles) {
  std::string content;
  put(content, checkpoint.size);
  put(content, checkpoint.at);
  put(content, checkpoint.note);
  put(content, tiles_before);
  put(content, tiles.size());
  for (const Hash& one : tiles) put(content, one);
  return write(checkpoint_kind, content);
}

Done DiskStore::save_key_change(Instant at, const std::string& note) {
  std::string content;
  put(content, at);
  put(content, note);
  return write(key_change_kind, content);
}

// ---- everything, unjudged

Done DiskStore::each_entry(const std::function<void(const journal::EntryRow&)>& each) {
  for (const EntryPlace& place : entries_) {
    journal::EntryRow row{place.seq, place.at, {}, {}, {}, {}};
    ASSIGN_OR_RETURN(row.core, bytes_of(place.core));
    ASSIGN_OR_RETURN(row.leaf, bytes_of(place.leaf));
    ASSIGN_OR_RETURN(row.sealed, bytes_of(place.sealed));
    ASSIGN_OR_RETURN(row.salt, bytes_of(place.salt));
    each(row);
  }
  return Nothing{};
}

Done DiskStore::each_raw(const std::function<void(const journal::RawRow&)>& each) {
  for (const RawPlace& place : raws_) {
    ASSIGN_OR_RETURN(const std::string_view bytes, bytes_of(place.bytes));
    each({place.sha256, place.source, place.received, true, bytes});
  }
  return Nothing{};
}

Done DiskStore::each_command(const std::function<void(const journal::CommandRow&)>& each) {
  for (const Batch::CommandId& id : command_ids_) each({id.id, id.seq, true});
  return Nothing{};
}

}  // namespace voorzien::adapters
