#include "adapters/sqlite/schema.h"

#include <string>

#include "adapters/sqlite/answered.h"

namespace voorzien::adapters::sqlite {
namespace {
constexpr const char* version_1 = R"sql(
CREATE TABLE entry (
  seq INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  core BLOB NOT NULL,
  leaf BLOB NOT NULL,
  sealed BLOB,
  salt BLOB
) STRICT;
CREATE INDEX entry_at ON entry (at_us);
CREATE TABLE raw (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  source TEXT NOT NULL,
  received_us INTEGER NOT NULL,
  personal INTEGER NOT NULL,
  deflated_from INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX raw_sha256 ON raw (sha256);
CREATE TABLE command_id (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  seq INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at_us INTEGER NOT NULL
) STRICT;
)sql";

// What lets the journal be proven; row_check (row_check.h) finds bit rot in what no leaf commits to.
// Snapshots went to a file of their own (snapshot_file.h).
constexpr const char* version_2 = R"sql(
DROP TABLE IF EXISTS snapshot;
CREATE TABLE checkpoint (
  n INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  at_us INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
CREATE INDEX checkpoint_at ON checkpoint (at_us);
CREATE TABLE tile (
  n INTEGER PRIMARY KEY,
  root BLOB NOT NULL
) STRICT;
CREATE TABLE key_change (
  n INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
ALTER TABLE raw ADD COLUMN row_check BLOB;
ALTER TABLE command_id ADD COLUMN row_check BLOB;
)sql";

// What was erased: of documents that were not personal the hash, so that who asks is told; and whether the
// file has been scrubbed since.
constexpr const char* version_3 = R"sql(
CREATE TABLE erased_raw (
  sha256 TEXT PRIMARY KEY,
  by_seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE erasure (
  by_seq INTEGER PRIMARY KEY,
  scrubbed INTEGER NOT NULL
) STRICT;
CREATE INDEX raw_received ON raw (source, received_us);
)sql";

// Region time never goes back, so entries are in order of time by themselves: a page less to write in every
// commit (store.cpp, seq_at).
constexpr const char* version_4 = "DROP INDEX entry_at;";

// The answered commands of a commit in one row (answered.h). Their ids have no unique index: a random unique
// index slows every commit; the engine keeps the window in memory and is the only writer.
constexpr const char* version_5 = R"sql(
CREATE TABLE answered (
  n INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  commands BLOB NOT NULL
) STRICT;
)sql";

Done to_version_5(Connection& connection) {
  RETURN_IF_ERROR(connection.execute(version_5));
  RETURN_IF_ERROR(pack_command_ids(connection));
  return connection.execute("DROP TABLE command_id");
}

// [n]: from version n to n + 1
constexpr const char* upgrades[] = {version_1, version_2, version_3, version_4};

Done upgrade(Connection& connection, int from) {
  for (; from < 4; ++from) RETURN_IF_ERROR(connection.execute(upgrades[from]));
  RETURN_IF_ERROR(to_version_5(connection));
  return connection.execute(("PRAGMA user_version = " + std::to_string(schema_version)).c_str());
}
}  // namespace

Result<int> version_of(Connection& connection) {
  ASSIGN_OR_RETURN(Statement row, connection.prepare("PRAGMA user_version"));
  ASSIGN_OR_RETURN(const bool found, row.step());
  const std::int64_t version = found ? row.integer(0) : 0;
  if (version > schema_version || version < 0)
    return Error{ErrorCode::StoreCorrupt, "journal.db",
                 "a newer Voorzien wrote it (version " + std::to_string(version) + ", this one knows " +
                     std::to_string(schema_version) + "): start that one, or restore a backup of this one"};
  return static_cast<int>(version);
}

Done prepare_schema(Connection& connection) {
  ASSIGN_OR_RETURN(const int version, version_of(connection));
  if (version == schema_version) return Nothing{};
  RETURN_IF_ERROR(connection.execute("BEGIN IMMEDIATE"));
  Done done = upgrade(connection, version);
  if (done) done = connection.execute("COMMIT");
  if (!done) (void)connection.execute("ROLLBACK");
  return done;
}
}  // namespace voorzien::adapters::sqlite
