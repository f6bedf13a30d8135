// Restoring goes through DIR/restoring: all is written and checked there, then moved, the journal last.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "adapters/sqlite/accounts.h"
#include "adapters/sqlite/archive.h"
#include "adapters/sqlite/backup_file.h"
#include "adapters/sqlite/folder_lock.h"
#include "server/backup/backup.h"
#include "server/durable_files.h"
#include "server/proofs/journal_keys.h"

namespace voorzien::server {
namespace {
namespace fs = std::filesystem;
using adapters::sqlite::BackupReader;
using adapters::sqlite::KeptFile;

std::string staging_of(const std::string& data_dir) { return data_dir + "/restoring"; }

// Takes away what was put into the folder, and the folder when it was made here, unless all went well.
class Attempt {
 public:
  static Result<std::unique_ptr<Attempt>> begin(const std::string& data_dir) {
    std::error_code failed;
    const bool was_there = fs::exists(data_dir, failed);
    if (!failed && was_there && (!fs::is_directory(data_dir) || !fs::is_empty(data_dir, failed)))
      return Error{ErrorCode::NotEmpty, data_dir, "a restore replaces nothing"};
    if (!failed) fs::create_directories(data_dir, failed);
    if (failed) return Error{ErrorCode::StoreFailed, data_dir, failed.message()};
    auto out = std::make_unique<Attempt>(data_dir, !was_there);
    if (::chmod(data_dir.c_str(), 0700) != 0)
      return Error{ErrorCode::StoreFailed, data_dir, std::strerror(errno)};
    ASSIGN_OR_RETURN(out->lock_, adapters::sqlite::FolderLock::take(data_dir));
    out->put(data_dir + "/lock");
    if (::mkdir(staging_of(data_dir).c_str(), 0700) != 0)
      return Error{ErrorCode::StoreFailed, staging_of(data_dir), std::strerror(errno)};
    out->put(staging_of(data_dir));
    return out;
  }

  Attempt(std::string data_dir, bool is_new) : data_dir_(std::move(data_dir)), is_new_(is_new) {}
  ~Attempt() {
    if (is_whole_) return;
    std::error_code ignored;
    for (const std::string& path : put_) fs::remove_all(path, ignored);
    if (is_new_) fs::remove(data_dir_, ignored);
  }
  Attempt(const Attempt&) = delete;
  Attempt& operator=(const Attempt&) = delete;

  void put(std::string path) { put_.push_back(std::move(path)); }

  Done move_in() {
    std::error_code failed;
    std::vector<std::string> names;
    for (const auto& one : fs::directory_iterator(staging_of(data_dir_), failed))
      if (one.path().filename() != "journal.db") names.push_back(one.path().filename().string());
    if (failed) return Error{ErrorCode::StoreFailed, staging_of(data_dir_), failed.message()};
    names.emplace_back("journal.db");
    for (const std::string& name : names) {
      put(data_dir_ + "/" + name);
      RETURN_IF_ERROR(move_durably(staging_of(data_dir_) + "/" + name, data_dir_ + "/" + name));
    }
    fs::remove(staging_of(data_dir_), failed);
    if (failed) return Error{ErrorCode::StoreFailed, staging_of(data_dir_), failed.message()};
    RETURN_IF_ERROR(sync_path(data_dir_));
    is_whole_ = true;
    return Nothing{};
  }

 private:
  std::string data_dir_;
  bool is_new_;
  bool is_whole_ = false;
  std::vector<std::string> put_;
  adapters::sqlite::FolderLock lock_;  // released after what was put there is gone
};

Done write(const std::string& folder, const KeptFile& file) {
  const fs::path path = fs::path(folder) / file.path;
  std::error_code failed;
  fs::create_directories(path.parent_path(), failed);
  if (failed) return Error{ErrorCode::StoreFailed, path.string(), failed.message()};
  if (fs::exists(path)) return Error{ErrorCode::BadBackup, file.path, "it stands in the way of another file"};
  return write_durably(path.string(), file.bytes, file.mode);
}

Result<std::vector<journal::PublicKey>> keys_of(const RestoreOptions& options, const std::string& folder) {
  if (!options.key_file.empty()) return load_key_list(options.key_file);
  if (!fs::exists(key_list_path(folder))) return std::vector<journal::PublicKey>{};
  return load_key_list(key_list_path(folder));
}

Result<engine::AuditReport> judge(const RestoreOptions& options, const std::string& folder) {
  ASSIGN_OR_RETURN(const auto keys, keys_of(options, folder));
  ASSIGN_OR_RETURN(const auto archive, adapters::open_archive(folder));
  ASSIGN_OR_RETURN(const auto beside, adapters::open_archive(folder));
  engine::AuditReport report = engine::audit(*archive, *beside, keys);
  if (const engine::AuditFault* bad = report.first_bad())
    return Error{ErrorCode::BadBackup, options.file, bad->where + ": " + bad->what};
  return report;
}
}  // namespace

Result<RestoreReport> restore_backup(const RestoreOptions& options) {
  ASSIGN_OR_RETURN(BackupReader reader, BackupReader::open(options.file));
  ASSIGN_OR_RETURN(const auto attempt, Attempt::begin(options.data_dir));
  const std::string staging = staging_of(options.data_dir);
  RestoreReport out;
  out.made = reader.about().made;
  RETURN_IF_ERROR(reader.copy_journal(staging + "/journal.db"));
  if (::chmod((staging + "/journal.db").c_str(), 0600) != 0)
    return Error{ErrorCode::StoreFailed, staging, std::strerror(errno)};
  RETURN_IF_ERROR(reader.each_file([&](const KeptFile& file) {
    ++out.files;
    return write(staging, file);
  }));
  RETURN_IF_ERROR(adapters::end_restored_sessions(staging));
  ASSIGN_OR_RETURN(out.audit, judge(options, staging));
  if (out.audit.entries != reader.about().entries)
    return Error{ErrorCode::BadBackup, options.file,
                 "it was made of " + std::to_string(reader.about().entries) + " entries and holds " +
                     std::to_string(out.audit.entries)};
  RETURN_IF_ERROR(sync_path(staging + "/journal.db"));
  RETURN_IF_ERROR(attempt->move_in());
  return out;
}

Done refuse_half_restored(const std::string& data_dir) {
  if (!fs::exists(staging_of(data_dir))) return Nothing{};
  return Error{ErrorCode::BadBackup, staging_of(data_dir),
               "a restore into this folder was cut off: empty the folder and restore again"};
}
}  // namespace voorzien::server
