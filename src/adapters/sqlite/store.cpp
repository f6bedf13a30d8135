#include "adapters/sqlite/store.h"

#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>

#include "adapters/sqlite/checkpointer.h"
#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/folder_lock.h"
#include "adapters/sqlite/packing.h"
#include "adapters/sqlite/schema.h"
#include "base/ensure.h"

namespace voorzien::adapters {
namespace {
using journal::Batch;
using journal::Entry;
using journal::Raw;
using journal::Snapshot;
using sqlite::Connection;
using sqlite::Statement;

constexpr std::size_t deflate_from_bytes = 1'024;
constexpr std::uint64_t read_page_entries = 4'096;

std::int64_t to_signed(std::uint64_t n) { return static_cast<std::int64_t>(n); }

Entry entry_of(const Statement& row) {
  Entry entry;
  entry.seq = static_cast<std::uint64_t>(row.integer(0));
  entry.at = Instant{row.integer(1)};
  entry.core = row.bytes(2);
  const std::string_view leaf = row.bytes(3);
  if (leaf.size() == entry.leaf_hash.size()) std::memcpy(entry.leaf_hash.data(), leaf.data(), leaf.size());
  entry.sealed = row.bytes(4);
  entry.salt = row.bytes(5);
  return entry;
}

// The writing side: one connection, its prepared statements, its checkpoints.
class Writer {
 public:
  Done open(const std::string& path) {
    ASSIGN_OR_RETURN(connection_, Connection::open(path, Connection::Mode::ReadWrite));
    RETURN_IF_ERROR(
        connection_.execute("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                            "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;"));
    RETURN_IF_ERROR(connection_.execute(sqlite::schema_sql));
    RETURN_IF_ERROR(check_version());
    RETURN_IF_ERROR(prepare());
    ASSIGN_OR_RETURN(auto checkpoints, Connection::open(path, Connection::Mode::ReadWrite));
    RETURN_IF_ERROR(checkpoints.execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"));
    checkpointer_ = std::make_unique<sqlite::Checkpointer>(std::move(checkpoints));
    sqlite3_wal_hook(connection_.handle(), sqlite::Checkpointer::on_wal, checkpointer_.get());
    return Nothing{};
  }

  Done append(const Batch& batch) {
    RETURN_IF_ERROR(begin_.run());
    Done written = write(batch);
    if (written) written = commit_.run();
    if (!written) {
      (void)rollback_.run();
      return written.error();
    }
    return Nothing{};
  }

  Done save(const Snapshot& snapshot) {
    insert_snapshot_.bind(1, to_signed(snapshot.seq));
    insert_snapshot_.bind_blob(2, snapshot.state);
    insert_snapshot_.bind_text(3, snapshot.state_sha256);
    RETURN_IF_ERROR(insert_snapshot_.run());
    return old_snapshots_.run();
  }

 private:
  Done check_version() {
    ASSIGN_OR_RETURN(Statement row, connection_.prepare("PRAGMA user_version"));
    ASSIGN_OR_RETURN(const bool found, row.step());
    const std::int64_t version = found ? row.integer(0) : 0;
    if (version > sqlite::schema_version)
      return Error{ErrorCode::StoreCorrupt, "user_version",
                   "the store was written by a newer version of Voorzien"};
    row.reset();
    return version == sqlite::schema_version ? Done{Nothing{}}
                                             : connection_.execute("PRAGMA user_version = 1");
  }

  Done prepare_one(Statement& into, std::string_view sql) {
    ASSIGN_OR_RETURN(into, connection_.prepare(sql));
    return Nothing{};
  }

  Done prepare() {
    RETURN_IF_ERROR(prepare_one(begin_, "BEGIN IMMEDIATE"));
    RETURN_IF_ERROR(prepare_one(commit_, "COMMIT"));
    RETURN_IF_ERROR(prepare_one(rollback_, "ROLLBACK"));
    RETURN_IF_ERROR(prepare_one(
        insert_entry_,
        "INSERT INTO entry (seq, at_us, core, leaf, sealed, salt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    RETURN_IF_ERROR(prepare_one(known_raw_, "SELECT 1 FROM raw WHERE sha256 = ?1 LIMIT 1"));
    RETURN_IF_ERROR(
        prepare_one(insert_raw_,
                    "INSERT INTO raw (sha256, source, received_us, personal, deflated_from, bytes) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    RETURN_IF_ERROR(prepare_one(
        insert_command_id_,
        "INSERT INTO command_id (id, body_sha256, seq, answer, at_us) VALUES (?1, ?2, ?3, ?4, ?5)"));
    RETURN_IF_ERROR(prepare_one(
        insert_snapshot_, "INSERT OR REPLACE INTO snapshot (seq, state, state_sha256) VALUES (?1, ?2, ?3)"));
    return prepare_one(
        old_snapshots_,
        "DELETE FROM snapshot WHERE seq NOT IN (SELECT seq FROM snapshot ORDER BY seq DESC LIMIT 2)");
  }

  Done write(const Batch& batch) {
    for (const Entry& entry : batch.entries) RETURN_IF_ERROR(write_entry(entry));
    for (const Raw& raw : batch.raws) RETURN_IF_ERROR(write_raw(raw));
    for (const Batch::CommandId& id : batch.command_ids) {
      insert_command_id_.bind_text(1, id.id);
      insert_command_id_.bind_text(2, id.body_sha256);
      insert_command_id_.bind(3, to_signed(id.seq));
      insert_command_id_.bind_text(4, id.answer);
      insert_command_id_.bind(5, id.at.us);
      RETURN_IF_ERROR(insert_command_id_.run());
    }
    return Nothing{};
  }

  Done write_entry(const Entry& entry) {
    insert_entry_.bind(1, to_signed(entry.seq));
    insert_entry_.bind(2, entry.at.us);
    insert_entry_.bind_blob(3, entry.core);
    insert_entry_.bind_blob(4,
                            {reinterpret_cast<const char*>(entry.leaf_hash.data()), entry.leaf_hash.size()});
    if (entry.sealed.empty()) {
      insert_entry_.bind_null(5);
      insert_entry_.bind_null(6);
    } else {
      insert_entry_.bind_blob(5, entry.sealed);
      insert_entry_.bind_blob(6, entry.salt);
    }
    return insert_entry_.run();
  }

  Done write_raw(const Raw& raw) {
    known_raw_.bind_text(1, raw.sha256);
    const Result<bool> known = known_raw_.step();
    known_raw_.reset();
    if (!known) return known.error();
    if (*known) return Nothing{};
    const bool deflate = raw.bytes.size() >= deflate_from_bytes;
    const std::string packed = deflate ? sqlite::deflated(raw.bytes) : std::string{};
    insert_raw_.bind_text(1, raw.sha256);
    insert_raw_.bind_text(2, raw.source);
    insert_raw_.bind(3, raw.received.us);
    insert_raw_.bind(4, raw.personal ? 1 : 0);
    insert_raw_.bind(5, static_cast<std::int64_t>(deflate ? raw.bytes.size() : 0));
    insert_raw_.bind_blob(6, deflate ? packed : raw.bytes);
    return insert_raw_.run();
  }

  Connection connection_;
  Statement begin_, commit_, rollback_, insert_entry_, known_raw_, insert_raw_, insert_command_id_,
      insert_snapshot_, old_snapshots_;
  std::unique_ptr<sqlite::Checkpointer> checkpointer_;
};

class SqliteStore final : public journal::Store {
 public:
  static Result<std::unique_ptr<journal::Store>> open(const std::string& dir, StoreAccess access) {
    auto out = std::unique_ptr<SqliteStore>(new SqliteStore);
    const std::string path = dir + "/journal.db";
    if (access == StoreAccess::Write) {
      if (::mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST)
        return Error{ErrorCode::StoreFailed, dir, std::strerror(errno)};
      ASSIGN_OR_RETURN(out->lock_, sqlite::FolderLock::take(dir));
      out->writer_ = std::make_unique<Writer>();
      RETURN_IF_ERROR(out->writer_->open(path));
    }
    ASSIGN_OR_RETURN(out->reader_, Connection::open(path, Connection::Mode::ReadOnly));
    ASSIGN_OR_RETURN(Statement row, out->reader_.prepare("SELECT coalesce(max(seq), 0) FROM entry"));
    RETURN_IF_ERROR(row.step());
    out->last_seq_ = static_cast<std::uint64_t>(row.integer(0));
    return std::unique_ptr<journal::Store>(std::move(out));
  }

  Done append(const Batch& batch) override {
    ENSURE(writer_ != nullptr, "only the writer appends");
    RETURN_IF_ERROR(writer_->append(batch));
    if (!batch.entries.empty()) last_seq_ = batch.entries.back().seq;
    return Nothing{};
  }

  std::uint64_t last_seq() override { return last_seq_; }

  Done read(std::uint64_t from, std::uint64_t to, const std::function<bool(const Entry&)>& each) override {
    // In pages, so that no read transaction holds the log back while `each` works.
    std::vector<Entry> entries;
    for (std::uint64_t next = std::max<std::uint64_t>(from, 1); next <= to;) {
      entries.clear();
      const std::uint64_t end = to - next < read_page_entries ? to : next + read_page_entries - 1;
      RETURN_IF_ERROR(read_page(next, end, entries));
      for (const Entry& entry : entries)
        if (!each(entry)) return Nothing{};
      if (entries.empty()) return Nothing{};
      next = entries.back().seq + 1;
    }
    return Nothing{};
  }

  Result<std::optional<Raw>> raw(std::string_view sha256) override {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row,
                     reader_.prepare("SELECT source, received_us, personal, deflated_from, bytes FROM raw "
                                     "WHERE sha256 = ?1 ORDER BY id LIMIT 1"));
    row.bind_text(1, sha256);
    ASSIGN_OR_RETURN(const bool found, row.step());
    if (!found) return std::optional<Raw>{};
    Raw out{std::string(sha256), "", std::string(row.bytes(0)), Instant{row.integer(1)}, row.integer(2) != 0};
    const auto size = static_cast<std::size_t>(row.integer(3));
    if (size == 0) {
      out.bytes = row.bytes(4);
    } else {
      ASSIGN_OR_RETURN(out.bytes, sqlite::inflated(row.bytes(4), size));
    }
    return std::optional<Raw>{std::move(out)};
  }

  Result<std::vector<Batch::CommandId>> recent_command_ids(std::size_t limit) override {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row,
                     reader_.prepare("SELECT id, body_sha256, seq, answer, at_us FROM "
                                     "(SELECT * FROM command_id ORDER BY n DESC LIMIT ?1) ORDER BY n"));
    row.bind(1, static_cast<std::int64_t>(limit));
    std::vector<Batch::CommandId> out;
    for (;;) {
      ASSIGN_OR_RETURN(const bool more, row.step());
      if (!more) return out;
      out.push_back({std::string(row.bytes(0)), std::string(row.bytes(1)),
                     static_cast<std::uint64_t>(row.integer(2)), std::string(row.bytes(3)),
                     Instant{row.integer(4)}});
    }
  }

  Done save_snapshot(const Snapshot& snapshot) override {
    ENSURE(writer_ != nullptr, "only the writer saves snapshots");
    return writer_->save(snapshot);
  }

  Result<std::optional<Snapshot>> last_snapshot() override {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(
        Statement row,
        reader_.prepare("SELECT seq, state, state_sha256 FROM snapshot ORDER BY seq DESC LIMIT 1"));
    ASSIGN_OR_RETURN(const bool found, row.step());
    if (!found) return std::optional<Snapshot>{};
    return std::optional<Snapshot>{Snapshot{static_cast<std::uint64_t>(row.integer(0)),
                                            std::string(row.bytes(1)), std::string(row.bytes(2))}};
  }

 private:
  SqliteStore() = default;

  Done read_page(std::uint64_t from, std::uint64_t to, std::vector<Entry>& out) {
    const std::lock_guard lock(read_mutex_);
    ASSIGN_OR_RETURN(Statement row, reader_.prepare("SELECT seq, at_us, core, leaf, sealed, salt FROM entry "
                                                    "WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq"));
    row.bind(1, to_signed(from));
    row.bind(2, to_signed(std::min<std::uint64_t>(to, INT64_MAX)));
    for (;;) {
      ASSIGN_OR_RETURN(const bool more, row.step());
      if (!more) return Nothing{};
      out.push_back(entry_of(row));
    }
  }

  sqlite::FolderLock lock_;
  std::unique_ptr<Writer> writer_;
  std::mutex read_mutex_;
  Connection reader_;
  std::atomic<std::uint64_t> last_seq_ = 0;
};
}  // namespace

Result<std::unique_ptr<journal::Store>> open_sqlite_store(const std::string& data_dir, StoreAccess access) {
  return SqliteStore::open(data_dir, access);
}
}  // namespace voorzien::adapters
