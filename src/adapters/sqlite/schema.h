// The tables of DIR/journal.db. A change of these is a new schema version with an upgrade
// (docs/formats/journal.md).
#pragma once

namespace voorzien::adapters::sqlite {

inline constexpr int schema_version = 1;

// Command ids have no unique index: a random unique index slows every commit; the engine keeps the window in
// memory and is the only writer.
inline constexpr const char* schema_sql = R"sql(
CREATE TABLE IF NOT EXISTS entry (
  seq INTEGER PRIMARY KEY,
  at_us INTEGER NOT NULL,
  core BLOB NOT NULL,
  leaf BLOB NOT NULL,
  sealed BLOB,
  salt BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS entry_at ON entry (at_us);
CREATE TABLE IF NOT EXISTS raw (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  source TEXT NOT NULL,
  received_us INTEGER NOT NULL,
  personal INTEGER NOT NULL,
  deflated_from INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS raw_sha256 ON raw (sha256);
CREATE TABLE IF NOT EXISTS command_id (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  seq INTEGER NOT NULL,
  answer TEXT NOT NULL,
  at_us INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS snapshot (
  seq INTEGER PRIMARY KEY,
  state BLOB NOT NULL,
  state_sha256 TEXT NOT NULL
) STRICT;
)sql";

}  // namespace voorzien::adapters::sqlite
