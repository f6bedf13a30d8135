// FolderLock: DIR/lock, held for the life of the process that writes the data folder.
#pragma once

#include <string>

#include "base/result.h"

namespace voorzien::adapters::sqlite {

class FolderLock {
 public:
  [[nodiscard]] static Result<FolderLock> take(const std::string& data_dir);
  FolderLock() = default;
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int fd_ = -1;
};

}  // namespace voorzien::adapters::sqlite
