#include "adapters/sqlite/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace voorzien::adapters::sqlite {
Result<FolderLock> FolderLock::take(const std::string& data_dir) {
  const std::string path = data_dir + "/lock";
  FolderLock out;
  out.fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (out.fd_ < 0) return Error{ErrorCode::StoreFailed, path, std::strerror(errno)};
  if (::flock(out.fd_, LOCK_EX | LOCK_NB) != 0) return Error{ErrorCode::StoreLocked, path, ""};
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
