// Files that are on the disk, not only in its cache, when a call returns.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::server {

// Whole or not at all: written beside its place, synced, and moved into it.
[[nodiscard]] Done write_durably(const std::string& path, std::string_view content, mode_t mode);
// Of a file or folder that another library wrote.
[[nodiscard]] Done sync_path(const std::string& path);
// Both in folders that are on one file system; the folder of `to` is synced.
[[nodiscard]] Done move_durably(const std::string& from, const std::string& to);
[[nodiscard]] Done remove_durably(const std::string& path);

}  // namespace voorzien::server
