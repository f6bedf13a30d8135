// Named maxima of the plan's files. No plan of a region comes near; they bound the work of the checks.
#pragma once

#include <cstddef>

namespace voorzien::doctrine {
inline constexpr std::size_t plan_file_bytes_max = 256 * 1024;
inline constexpr std::size_t plan_list_max = 512;  // tables or texts in one list
inline constexpr std::size_t procedures_max = 16;
inline constexpr std::size_t phases_max = 64;  // of a procedure: more, no person can follow
inline constexpr std::size_t steps_max = 256;  // of a procedure
}  // namespace voorzien::doctrine
