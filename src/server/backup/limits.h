// What a backup holds beside the journal: named maxima, so that a folder of other things is not swept in.
#pragma once

#include <cstddef>
#include <cstdint>

namespace voorzien::server::limits {
inline constexpr std::size_t backup_files_max = 1'000;
inline constexpr std::uintmax_t backup_file_bytes_max = 512U << 20U;  // SQLite itself ends at 1,000 million
}  // namespace voorzien::server::limits
