// RD New (EPSG:28992, metres) to and from WGS84, by the polynomial of Schreutelkamp and Strang van Hees
// (2001); worst difference with the exact transformation about 0.3 m inside the RD grid.
#pragma once

#include "geo/geometry.h"

namespace voorzien::geo {
struct Rd {
  double x_m = 0;
  double y_m = 0;
};
[[nodiscard]] bool is_in_rd_grid(Rd rd);
[[nodiscard]] Point from_rd(Rd rd);
[[nodiscard]] Rd to_rd(Point point);
}  // namespace voorzien::geo
