#include "adapters/sqlite/writer.h"

#include "adapters/sqlite/answered.h"
#include "adapters/sqlite/hash_column.h"
#include "adapters/sqlite/packing.h"
#include "adapters/sqlite/row_check.h"
#include "adapters/sqlite/schema.h"

namespace voorzien::adapters::sqlite {
namespace {
using journal::Batch;
using journal::Entry;
using journal::Raw;

constexpr int scrub_waits_ms = 200;
// Of checkpoints older than this, the last of each hour stays: a year is then some 53,000 signatures.
constexpr Duration every_checkpoint_kept = days(31);

std::int64_t to_signed(std::uint64_t n) { return static_cast<std::int64_t>(n); }
}  // namespace

Done Writer::open(const std::string& path) {
  ASSIGN_OR_RETURN(connection_, Connection::open(path, Connection::Mode::ReadWrite));
  ASSIGN_OR_RETURN(const int version, version_of(connection_));
  (void)version;  // asked first: a newer store is left as it is
  // Pages of 16 KB (of a new file) hold more of a crowd's acts each, and cost one act no more than 8 KB did.
  // A thousand of them, 16 MB: the log is moved into the file by the commit that fills it and then begun
  // anew, so that it stays as long as it is. Moved by another thread while commits go on, it would only grow.
  RETURN_IF_ERROR(
      connection_.execute("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                          "PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = 67108864;"
                          "PRAGMA secure_delete = ON;"));
  RETURN_IF_ERROR(prepare_schema(connection_));
  RETURN_IF_ERROR(prepare());
  return Nothing{};
}

Done Writer::prepare() {
  const std::pair<Statement*, std::string_view> statements[] = {
      {&begin_, "BEGIN IMMEDIATE"},
      {&commit_, "COMMIT"},
      {&rollback_, "ROLLBACK"},
      {&insert_entry_,
       "INSERT INTO entry (seq, at_us, core, leaf, sealed, salt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
      {&known_raw_, "SELECT 1 FROM raw WHERE sha256 = ?1 LIMIT 1"},
      {&insert_raw_,
       "INSERT INTO raw (sha256, source, received_us, personal, deflated_from, bytes, row_check) "
       "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"},
      {&insert_answered_, "INSERT INTO answered (seq, commands) VALUES (?1, ?2)"},
      {&find_answered_, "SELECT n, seq, commands FROM answered WHERE n >= ?1 ORDER BY n LIMIT 1"},
      {&change_answered_, "UPDATE answered SET commands = ?2 WHERE n = ?1"},
      {&insert_checkpoint_, "INSERT INTO checkpoint (size, at_us, note) VALUES (?1, ?2, ?3)"},
      {&old_checkpoints_,
       "DELETE FROM checkpoint WHERE at_us < ?1 AND n NOT IN "
       "(SELECT max(n) FROM checkpoint WHERE at_us < ?1 GROUP BY at_us / 3600000000)"},
      {&insert_tile_, "INSERT OR REPLACE INTO tile (n, root) VALUES (?1, ?2)"},
      {&insert_key_change_, "INSERT INTO key_change (at_us, note) VALUES (?1, ?2)"},
      {&erase_sealed_, "UPDATE entry SET sealed = NULL, salt = NULL WHERE seq BETWEEN ?1 AND ?2"},
      {&remember_raw_,
       "INSERT OR IGNORE INTO erased_raw SELECT sha256, ?2 FROM raw WHERE sha256 = ?1 AND personal = 0"},
      {&erase_raw_, "DELETE FROM raw WHERE sha256 = ?1"},
      {&insert_erasure_, "INSERT INTO erasure (by_seq, scrubbed) VALUES (?1, 0)"},
      {&scrubbed_, "UPDATE erasure SET scrubbed = 1 WHERE scrubbed = 0"}};
  for (const auto& [into, sql] : statements) {
    ASSIGN_OR_RETURN(*into, connection_.prepare(sql));
  }
  return Nothing{};
}

template <class Write>
Done Writer::in_transaction(const Write& write) {
  const std::lock_guard lock(mutex_);
  RETURN_IF_ERROR(begin_.run());
  Done written = write();
  if (written) written = commit_.run();
  if (!written) (void)rollback_.run();
  return written;
}

Done Writer::append(const Batch& batch) {
  return in_transaction([&] { return write(batch); });
}

Done Writer::write(const Batch& batch) {
  for (const Entry& entry : batch.entries) RETURN_IF_ERROR(write_entry(entry));
  for (const Raw& raw : batch.raws) RETURN_IF_ERROR(write_raw(raw));
  RETURN_IF_ERROR(write_answered(batch.command_ids));
  for (const journal::Erasure& one : batch.erasures) RETURN_IF_ERROR(write_erasure(one));
  return Nothing{};
}

Done Writer::write_entry(const Entry& entry) {
  insert_entry_.bind(1, to_signed(entry.seq));
  insert_entry_.bind(2, entry.at.us);
  insert_entry_.bind_blob(3, entry.core);
  insert_entry_.bind_blob(4, view_of(entry.leaf_hash));
  if (entry.sealed.empty()) {
    insert_entry_.bind_null(5);
    insert_entry_.bind_null(6);
  } else {
    insert_entry_.bind_blob(5, entry.sealed);
    insert_entry_.bind_blob(6, entry.salt);
  }
  return insert_entry_.run();
}

Done Writer::write_raw(const Raw& raw) {
  known_raw_.bind_text(1, raw.sha256);
  const Result<bool> known = known_raw_.step();
  known_raw_.reset();
  if (!known) return known.error();
  if (*known) return Nothing{};
  const bool deflate = is_worth_deflating(raw.bytes);
  const std::string packed = deflate ? deflated(raw.bytes) : std::string{};
  const std::string check = row_check_of_raw(raw.sha256, raw.source, raw.received.us, raw.personal ? 1 : 0);
  insert_raw_.bind_text(1, raw.sha256);
  insert_raw_.bind_text(2, raw.source);
  insert_raw_.bind(3, raw.received.us);
  insert_raw_.bind(4, raw.personal ? 1 : 0);
  insert_raw_.bind(5, static_cast<std::int64_t>(deflate ? raw.bytes.size() : 0));
  insert_raw_.bind_blob(6, deflate ? packed : raw.bytes);
  insert_raw_.bind_blob(7, check);
  return insert_raw_.run();
}

Done Writer::write_answered(const std::vector<Batch::CommandId>& commands) {
  if (commands.empty()) return Nothing{};
  packed_.clear();
  for (const Batch::CommandId& one : commands) pack_onto(packed_, one);
  insert_answered_.bind(1, to_signed(commands.back().seq));
  insert_answered_.bind_blob(2, packed_);
  return insert_answered_.run();
}

// Row n of `answered` or the next one there is, into n, its seq and, when asked for, packed_; false behind
// the last.
Result<bool> Writer::read_answered(std::int64_t& n, std::uint64_t& seq, std::string* packed) {
  find_answered_.bind(1, n);
  const Result<bool> found = find_answered_.step();
  if (found && *found) {
    n = find_answered_.integer(0);
    seq = static_cast<std::uint64_t>(find_answered_.integer(1));
    if (packed != nullptr) *packed = find_answered_.bytes(2);
  }
  find_answered_.reset();
  return found;
}

// The rows are in order of seq, as their commands were answered in order: the first one that can hold any
// from `seq` on is found by halving.
Result<std::int64_t> Writer::first_answered_from(std::uint64_t seq) {
  ASSIGN_OR_RETURN(Statement last, connection_.prepare("SELECT coalesce(max(n), 0) FROM answered"));
  RETURN_IF_ERROR(last.step());
  std::int64_t from = 1;
  for (std::int64_t until = last.integer(0) + 1; from < until;) {
    const std::int64_t middle = from + (until - from) / 2;
    std::int64_t n = middle;
    std::uint64_t seq_there = 0;
    ASSIGN_OR_RETURN(const bool found, read_answered(n, seq_there, nullptr));
    if (found && seq_there < seq)
      from = n + 1;
    else
      until = middle;
  }
  return from;
}

// What a person wrote could be guessed, and tried on the hash of the whole body.
Done Writer::clear_answered(journal::SeqRange range) {
  ASSIGN_OR_RETURN(std::int64_t n, first_answered_from(range.first));
  for (std::uint64_t seq = 0; seq <= range.last; ++n) {
    ASSIGN_OR_RETURN(const bool found, read_answered(n, seq, &packed_));
    if (!found) break;
    if (!clear_bodies(packed_, range)) continue;
    change_answered_.bind(1, n);
    change_answered_.bind_blob(2, packed_);
    RETURN_IF_ERROR(change_answered_.run());
  }
  return Nothing{};
}

Done Writer::write_erasure(const journal::Erasure& erasure) {
  for (const journal::SeqRange& range : erasure.sealed) {
    erase_sealed_.bind(1, to_signed(range.first));
    erase_sealed_.bind(2, to_signed(range.last));
    RETURN_IF_ERROR(erase_sealed_.run());
    RETURN_IF_ERROR(clear_answered(range));
  }
  for (const std::string& sha256 : erasure.raws) {
    remember_raw_.bind_text(1, sha256);
    remember_raw_.bind(2, to_signed(erasure.by));
    RETURN_IF_ERROR(remember_raw_.run());
    erase_raw_.bind_text(1, sha256);
    RETURN_IF_ERROR(erase_raw_.run());
  }
  insert_erasure_.bind(1, to_signed(erasure.by));
  return insert_erasure_.run();
}

Done Writer::scrub() {
  {
    const std::lock_guard lock(mutex_);  // appends wait, so a reader is not waited for long
    sqlite3_busy_timeout(connection_.handle(), scrub_waits_ms);
    const int code = sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                               nullptr, nullptr);
    sqlite3_busy_timeout(connection_.handle(), busy_timeout_ms);
    if (code != SQLITE_OK)
      return Error{ErrorCode::StoreFailed, "journal.db-wal",
                   std::string("something still reads it: ") + sqlite3_errstr(code)};
  }
  return in_transaction([this] { return scrubbed_.run(); });
}

Done Writer::save(const journal::SignedCheckpoint& checkpoint, std::uint64_t tiles_before,
                  std::span<const journal::Hash> tiles) {
  return in_transaction([&]() -> Done {
    for (std::uint64_t n = 0; n < tiles.size(); ++n) {
      insert_tile_.bind(1, to_signed(tiles_before + n));
      insert_tile_.bind_blob(2, view_of(tiles[n]));
      RETURN_IF_ERROR(insert_tile_.run());
    }
    insert_checkpoint_.bind(1, to_signed(checkpoint.size));
    insert_checkpoint_.bind(2, checkpoint.at.us);
    insert_checkpoint_.bind_text(3, checkpoint.note);
    RETURN_IF_ERROR(insert_checkpoint_.run());
    if (const std::int64_t hour = checkpoint.at.us / hours(1).us; std::exchange(thinned_hour_, hour) == hour)
      return Nothing{};
    old_checkpoints_.bind(1, (checkpoint.at - every_checkpoint_kept).us);
    return old_checkpoints_.run();
  });
}

Done Writer::save_key_change(Instant at, const std::string& note) {
  const std::lock_guard lock(mutex_);
  insert_key_change_.bind(1, at.us);
  insert_key_change_.bind_text(2, note);
  return insert_key_change_.run();
}
}  // namespace voorzien::adapters::sqlite
