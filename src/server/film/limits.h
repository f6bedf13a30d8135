// Limits of films and their scripts (rule 11). Tests reach them.
#pragma once

#include <cstddef>

namespace voorzien::film::limits {
// A document of feeds::limits::document_bytes_max in base64, with room for the other fields.
inline constexpr std::size_t line_bytes_max = 90U << 20U;
inline constexpr std::size_t lines_max = 10'000'000;
inline constexpr std::size_t check_faults_max = 100;  // `film check` stops naming faults after this many
inline constexpr std::size_t script_bytes_max = 4U << 20U;
inline constexpr std::size_t script_line_bytes_max = 8'192;
inline constexpr std::size_t composed_lines_max = 1'000'000;
inline constexpr std::size_t acts_max = 10'000;  // of the film's people
inline constexpr double speed_max = 600;
}  // namespace voorzien::film::limits
