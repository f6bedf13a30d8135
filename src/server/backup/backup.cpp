#include "server/backup/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "adapters/sqlite/backup_file.h"
#include "server/durable_files.h"
#include "server/files.h"

namespace voorzien::server {
namespace {
namespace fs = std::filesystem;

// FILE.part, gone unless it became FILE.
class PartFile {
 public:
  static Result<std::unique_ptr<PartFile>> make(const std::string& file) {
    std::string path = file + ".part";
    // It holds personal values: for its owner only, from its first byte.
    const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made < 0)
      return Error{errno == EEXIST ? ErrorCode::NotEmpty : ErrorCode::StoreFailed, path,
                   errno == EEXIST ? "another backup is being made, or one was cut off: remove it"
                                   : std::strerror(errno)};
    ::close(made);
    return std::make_unique<PartFile>(std::move(path));
  }
  explicit PartFile(std::string path) : path_(std::move(path)) {}
  ~PartFile() {
    (void)::unlink(path_.c_str());
    (void)::unlink((path_ + "-journal").c_str());
  }
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

Done add(adapters::sqlite::BackupWriter& writer, const std::string& data_dir, const std::string& path) {
  const std::string from = data_dir + "/" + path;
  struct stat about {};
  if (::stat(from.c_str(), &about) != 0) return Error{ErrorCode::NotFound, from, std::strerror(errno)};
  ASSIGN_OR_RETURN(std::string bytes, read_file(from));
  return writer.add({path, static_cast<std::uint32_t>(about.st_mode & 0777U), std::move(bytes)});
}
}  // namespace

Result<BackupReport> back_up(const std::string& data_dir, const std::string& doctrine_dir,
                             const std::string& file, Instant now) {
  if (!fs::exists(data_dir + "/journal.db"))
    return Error{ErrorCode::NotFound, data_dir + "/journal.db", "there is no journal; see --data"};
  RETURN_IF_ERROR(refuse_half_restored(data_dir));
  if (fs::exists(file))
    return Error{ErrorCode::BadUse, file, "it is there already; a backup replaces nothing: name another"};
  ASSIGN_OR_RETURN(KeptFiles files, files_to_keep(data_dir, doctrine_dir));
  ASSIGN_OR_RETURN(const auto part, PartFile::make(file));
  ASSIGN_OR_RETURN(auto writer, adapters::sqlite::BackupWriter::copy_journal(data_dir, part->path()));
  RETURN_IF_ERROR(writer.add_accounts(data_dir));
  for (const std::string& path : files.kept) RETURN_IF_ERROR(add(writer, data_dir, path));
  BackupReport out;
  ASSIGN_OR_RETURN(out.entries, writer.finish(now));
  RETURN_IF_ERROR(sync_path(part->path()));
  out.bytes = fs::file_size(part->path());
  RETURN_IF_ERROR(move_durably(part->path(), file));
  out.files = files.kept.size();
  out.left_out = std::move(files.left_out);
  return out;
}
}  // namespace voorzien::server
