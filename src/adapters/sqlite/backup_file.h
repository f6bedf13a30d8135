// A backup: one SQLite file that is a copy of DIR/journal.db, with the other files of the data folder in a
// table beside the journal's own (docs/formats/backup.md).
//
// BackupWriter copies the journal in one step, in one read transaction: a server that writes meanwhile is not
// held up, and the copy is of one moment. BackupReader trusts nothing of what it opens.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "adapters/sqlite/connection.h"
#include "base/instant.h"

namespace voorzien::adapters::sqlite {

struct KeptFile {
  std::string path;  // relative to the data folder
  std::uint32_t mode = 0;
  std::string bytes;
};

class BackupWriter {
 public:
  // `into` is a new file. It is not yet durable when finish() returns: who made it syncs and names it.
  [[nodiscard]] static Result<BackupWriter> copy_journal(const std::string& data_dir,
                                                         const std::string& into);
  Done add(const KeptFile& file);
  // DIR/accounts.db as it is now, also beside a running server; nothing when there is none.
  Done add_accounts(const std::string& data_dir);
  Result<std::uint64_t> finish(Instant made);  // the number of entries in it

 private:
  Connection connection_;
};

struct BackupAbout {
  Instant made;
  std::uint64_t entries = 0;
};

class BackupReader {
 public:
  // BadBackup when it is not a backup, of a newer version, cut short, or not sound.
  [[nodiscard]] static Result<BackupReader> open(const std::string& file);
  [[nodiscard]] const BackupAbout& about() const { return about_; }
  // Each with its bytes compared with their hash and its path found to stay inside the folder.
  Done each_file(const std::function<Done(const KeptFile&)>& each);
  Done copy_journal(const std::string& into);

 private:
  Done check();
  Error bad(std::string why) const { return {ErrorCode::BadBackup, file_, std::move(why)}; }

  std::string file_;
  Connection connection_;
  BackupAbout about_;
};

}  // namespace voorzien::adapters::sqlite
