// The tables of DIR/journal.db and their versions (docs/formats/journal.md). A change of these is a new
// version with an upgrade from the one before.
#pragma once

#include "adapters/sqlite/connection.h"

namespace voorzien::adapters::sqlite {

inline constexpr int schema_version = 5;

// 0: an empty file. An error when a newer version of the program wrote it.
[[nodiscard]] Result<int> version_of(Connection& connection);
// Makes the tables, or brings those of an older version up to date, all at once or not at all.
[[nodiscard]] Done prepare_schema(Connection& connection);

}  // namespace voorzien::adapters::sqlite
