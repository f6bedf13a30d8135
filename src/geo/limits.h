// Every limit of reading boundaries (rule 11). A test reaches each of them.
#pragma once

#include <cstddef>

namespace voorzien::geo::limits {
inline constexpr std::size_t boundary_bytes_max = 128U << 20U;
inline constexpr std::size_t boundary_depth_max = 32;
inline constexpr std::size_t boundary_areas_max = 10'000;
inline constexpr std::size_t boundary_points_max = 4'000'000;  // after arcs are put together
inline constexpr std::size_t gazetteer_text_bytes_max = 128;   // longer search texts find nothing
}  // namespace voorzien::geo::limits
