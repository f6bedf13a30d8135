#include "adapters/sqlite/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace voorzien::adapters::sqlite {
namespace {
// The number of the process that took the lock, as it wrote it down.
std::string holder(int fd) {
  char text[32];
  const ssize_t n = ::pread(fd, text, sizeof text, 0);
  const std::string_view digits(text, n > 0 ? static_cast<std::size_t>(n) : 0);
  const std::size_t end = digits.find_first_not_of("0123456789");
  return end == 0 || digits.empty() ? "(unknown)" : std::string(digits.substr(0, end));
}
}  // namespace

Result<FolderLock> FolderLock::take(const std::string& data_dir) {
  const std::string path = data_dir + "/lock";
  FolderLock out;
  out.fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (out.fd_ < 0) return Error{ErrorCode::StoreFailed, path, std::strerror(errno)};
  if (::flock(out.fd_, LOCK_EX | LOCK_NB) != 0)
    return Error{ErrorCode::StoreLocked, path, "process " + holder(out.fd_) + " holds it"};
  const std::string own = std::to_string(::getpid()) + "\n";
  if (::ftruncate(out.fd_, 0) != 0 || ::pwrite(out.fd_, own.data(), own.size(), 0) < 0)
    return Error{ErrorCode::StoreFailed, path, std::strerror(errno)};
  return out;
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}
}  // namespace voorzien::adapters::sqlite
