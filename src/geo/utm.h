// ETRS89 / UTM zone 31N (EPSG:25831, metres), in which Rijkswaterstaat's older downloads give their stations,
// to WGS84. The two differ by less than a metre, which is left out.
#pragma once

#include "geo/geometry.h"

namespace voorzien::geo {
struct Utm31 {
  double x_m = 0;
  double y_m = 0;
};
// Roughly the Netherlands with its part of the North Sea.
[[nodiscard]] bool is_in_utm31_grid(Utm31 utm);
[[nodiscard]] Point from_utm31(Utm31 utm);
}  // namespace voorzien::geo
