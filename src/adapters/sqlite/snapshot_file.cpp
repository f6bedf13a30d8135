#include "adapters/sqlite/snapshot_file.h"

#include <filesystem>

#include "adapters/sqlite/packing.h"

namespace voorzien::adapters::sqlite {
namespace {
constexpr const char* schema = R"sql(
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS snapshot (
  seq INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  deflated_from INTEGER NOT NULL,
  state BLOB NOT NULL,
  state_sha256 TEXT NOT NULL
) STRICT;
)sql";

std::int64_t to_signed(std::uint64_t n) { return static_cast<std::int64_t>(n); }

Error no_file() { return {ErrorCode::StoreFailed, "snapshots.db", "cannot be opened"}; }
}  // namespace

Done SnapshotFile::try_open(const std::string& path, bool for_writing) {
  ASSIGN_OR_RETURN(Connection opened, Connection::open(path, for_writing ? Connection::Mode::ReadWrite
                                                                         : Connection::Mode::ReadOnly));
  if (for_writing) RETURN_IF_ERROR(opened.execute(schema));
  RETURN_IF_ERROR(opened.prepare("SELECT seq, at_us, deflated_from, state, state_sha256 FROM snapshot"));
  connection_ = std::move(opened);
  return Nothing{};
}

void SnapshotFile::open(const std::string& path, bool for_writing) {
  if (try_open(path, for_writing) || !for_writing) return;
  std::error_code ignored;
  for (const char* tail : {"", "-wal", "-shm"}) std::filesystem::remove(path + tail, ignored);
  (void)try_open(path, for_writing);
}

Done SnapshotFile::save(const journal::Snapshot& snapshot) {
  const std::string packed = deflated(snapshot.state);
  const std::lock_guard lock(mutex_);
  if (!connection_) return no_file();
  ASSIGN_OR_RETURN(Statement row,
                   connection_->prepare("INSERT OR REPLACE INTO snapshot (seq, at_us, deflated_from, state, "
                                        "state_sha256) VALUES (?1, ?2, ?3, ?4, ?5)"));
  row.bind(1, to_signed(snapshot.seq));
  row.bind(2, snapshot.at.us);
  row.bind(3, static_cast<std::int64_t>(snapshot.state.size()));
  row.bind_blob(4, packed);
  row.bind_text(5, snapshot.state_sha256);
  return row.run();
}

Result<std::vector<journal::SnapshotMark>> SnapshotFile::marks() {
  const std::lock_guard lock(mutex_);
  std::vector<journal::SnapshotMark> out;
  if (!connection_) return out;
  ASSIGN_OR_RETURN(Statement row, connection_->prepare("SELECT seq, at_us FROM snapshot ORDER BY seq"));
  for (;;) {
    ASSIGN_OR_RETURN(const bool more, row.step());
    if (!more) return out;
    out.push_back({static_cast<std::uint64_t>(row.integer(0)), Instant{row.integer(1)}});
  }
}

Result<std::optional<journal::Snapshot>> SnapshotFile::find(std::uint64_t seq) {
  std::string packed;
  std::size_t size = 0;
  journal::Snapshot out;
  out.seq = seq;
  {
    const std::lock_guard lock(mutex_);
    if (!connection_) return std::optional<journal::Snapshot>{};
    ASSIGN_OR_RETURN(Statement row,
                     connection_->prepare(
                         "SELECT at_us, deflated_from, state, state_sha256 FROM snapshot WHERE seq = ?1"));
    row.bind(1, to_signed(seq));
    ASSIGN_OR_RETURN(const bool found, row.step());
    if (!found) return std::optional<journal::Snapshot>{};
    out.at = Instant{row.integer(0)};
    size = static_cast<std::size_t>(row.integer(1));
    packed = row.bytes(2);
    out.state_sha256 = row.bytes(3);
  }
  ASSIGN_OR_RETURN(out.state, inflated(packed, size));
  return std::optional<journal::Snapshot>{std::move(out)};
}

Done SnapshotFile::drop(const std::vector<std::uint64_t>& seqs) {
  const std::lock_guard lock(mutex_);
  if (!connection_) return no_file();
  ASSIGN_OR_RETURN(Statement row, connection_->prepare("DELETE FROM snapshot WHERE seq = ?1"));
  for (const std::uint64_t seq : seqs) {
    row.bind(1, to_signed(seq));
    RETURN_IF_ERROR(row.run());
  }
  return Nothing{};
}

Done SnapshotFile::scrub() {
  const std::lock_guard lock(mutex_);
  if (!connection_) return Nothing{};
  const int code =
      sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code == SQLITE_OK) return Nothing{};
  return Error{ErrorCode::StoreFailed, "snapshots.db-wal", sqlite3_errstr(code)};
}
}  // namespace voorzien::adapters::sqlite
