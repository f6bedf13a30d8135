#include "server/durable_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace voorzien::server {
namespace {
Error failed(const std::string& path) { return {ErrorCode::StoreFailed, path, std::strerror(errno)}; }

bool write_whole(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0;
}
}  // namespace

Done write_durably(const std::string& path, std::string_view content, mode_t mode) {
  const std::string beside = path + ".new";
  (void)::unlink(beside.c_str());
  const int file = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return failed(beside);
  const bool is_written = write_whole(file, content);
  const Error fault = failed(beside);
  ::close(file);
  if (is_written) return move_durably(beside, path);
  (void)::unlink(beside.c_str());
  return fault;
}

Done sync_path(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed(path);
  const Done done = ::fsync(file) == 0 ? Done{Nothing{}} : Done{failed(path)};
  ::close(file);
  return done;
}

namespace {
Done sync_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return sync_path(folder.empty() ? "." : folder.string());
}
}  // namespace

Done move_durably(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return failed(to);
  return sync_folder_of(to);
}

Done remove_durably(const std::string& path) {
  if (::unlink(path.c_str()) != 0) return failed(path);
  return sync_folder_of(path);
}
}  // namespace voorzien::server
