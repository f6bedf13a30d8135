// SqliteArchive: the Archive port on DIR/journal.db, read-only, in one read transaction; also on a store of
// version 1, which has no checkpoints yet.
#pragma once

#include <memory>
#include <string>

#include "journal/archive.h"

namespace voorzien::adapters {
[[nodiscard]] Result<std::unique_ptr<journal::Archive>> open_archive(const std::string& data_dir);
}  // namespace voorzien::adapters
