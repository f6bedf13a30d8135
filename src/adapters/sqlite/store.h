// SqliteStore: the Store port on one SQLite file, DIR/journal.db.
//
// WAL with synchronous=FULL: COMMIT returns after fdatasync, so `append` is durable when it returns. One
// writer (the engine's thread); reads go through a second connection, in pages, and never hold the log back
// for long. Large raw bytes are deflated. Snapshots lie beside it (snapshot_file.h). The log is checkpointed
// by a thread of its own, outside the commit path. Format: docs/formats/journal.md. Opening for writing takes
// DIR/lock, so that two processes never write one folder.
#pragma once

#include <memory>
#include <string>

#include "journal/proof_store.h"
#include "journal/store.h"

namespace voorzien::adapters {

enum class StoreAccess { Write, Read };

// One file fulfils the ports.
class SqliteJournal : public journal::Store, public journal::ProofStore, public journal::Erasures {};

[[nodiscard]] Result<std::unique_ptr<SqliteJournal>> open_sqlite_store(const std::string& data_dir,
                                                                       StoreAccess access);

}  // namespace voorzien::adapters
