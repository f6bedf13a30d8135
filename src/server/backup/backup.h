// Backup and restore of a data folder (docs/operations/backup.md).
//
// A backup is one file, made beside a running server, of one moment of the journal. A restore fills an empty
// folder; the folder is either whole afterwards, or as it was.
#pragma once

#include <string>
#include <vector>

#include "base/instant.h"
#include "engine/audit.h"
#include "server/backup/kept_files.h"

namespace voorzien::server {

struct BackupReport {
  std::uint64_t entries = 0;
  std::uint64_t bytes = 0;
  std::size_t files = 0;
  std::vector<KeptFiles::LeftOut> left_out;
};
// FILE is written beside itself, synced, and named last: a file of that name is whole. One that is there
// already is not replaced.
[[nodiscard]] Result<BackupReport> back_up(const std::string& data_dir, const std::string& doctrine_dir,
                                           const std::string& file, Instant now);

struct RestoreOptions {
  std::string file;
  std::string data_dir;
  std::string key_file;  // verifier strings; empty: those in the backup
};
struct RestoreReport {
  Instant made;
  std::size_t files = 0;
  engine::AuditReport audit;
};
[[nodiscard]] Result<RestoreReport> restore_backup(const RestoreOptions& options);

// An error when a restore into the folder was cut off: what lies there is not whole.
[[nodiscard]] Done refuse_half_restored(const std::string& data_dir);

}  // namespace voorzien::server
