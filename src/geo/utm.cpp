// Inverse of the transverse Mercator projection by Krüger's series to the third order of the flattening:
// better than a millimetre this near to the central meridian.
#include "geo/utm.h"

#include <cmath>
#include <numbers>

namespace voorzien::geo {
namespace {
constexpr double radians_a_degree = std::numbers::pi / 180;
constexpr double flattening = 1 / 298.257222101;  // GRS80
constexpr double half_axis_m = 6'378'137;
constexpr double scale = 0.9996;
constexpr double false_easting_m = 500'000;
constexpr double central_lon = 3;
constexpr double n = flattening / (2 - flattening);
constexpr double rectifying_m = half_axis_m / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64);
constexpr double beta[] = {n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96, n* n / 48 + n* n* n / 15,
                           17 * n* n* n / 480};
constexpr double delta[] = {2 * n - 2 * n * n / 3 - 2 * n * n * n, 7 * n* n / 3 - 8 * n* n* n / 5,
                            56 * n* n* n / 15};
}  // namespace

bool is_in_utm31_grid(Utm31 utm) {
  return utm.x_m >= 400'000 && utm.x_m <= 800'000 && utm.y_m >= 5'600'000 && utm.y_m <= 6'250'000;
}

Point from_utm31(Utm31 utm) {
  const double xi = utm.y_m / (scale * rectifying_m);
  const double eta = (utm.x_m - false_easting_m) / (scale * rectifying_m);
  double xi_on_sphere = xi;
  double eta_on_sphere = eta;
  for (int i = 0; i < 3; ++i) {
    const double order = 2 * (i + 1);
    xi_on_sphere -= beta[i] * std::sin(order * xi) * std::cosh(order * eta);
    eta_on_sphere -= beta[i] * std::cos(order * xi) * std::sinh(order * eta);
  }
  const double chi = std::asin(std::sin(xi_on_sphere) / std::cosh(eta_on_sphere));
  double lat = chi;
  for (int i = 0; i < 3; ++i) lat += delta[i] * std::sin(2 * (i + 1) * chi);
  const double lon = std::atan2(std::sinh(eta_on_sphere), std::cos(xi_on_sphere));
  return {central_lon + lon / radians_a_degree, lat / radians_a_degree};
}

}  // namespace voorzien::geo
