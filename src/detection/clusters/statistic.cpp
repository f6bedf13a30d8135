#include "detection/clusters/statistic.h"

#include <algorithm>

namespace voorzien::detection {

// The ratio is convex in the count. So Newton's step from a point on its left lands on its right, and the
// chord between the two crosses on its left again: a bound from below after three logarithms.
double Statistic::reached_from(double expected, double dispersion, double ratio) const {
  const double goal = ratio * dispersion;
  double left = expected + std::sqrt(2 * expected * goal);
  if (total > 0) {
    if (left >= total - expected) return std::max(1.0, std::floor(expected));  // near everything: look at all
    left = expected + (left - expected) * std::sqrt((total - expected) / total);
  }
  const double at_left = (*this)(left, expected) - goal;
  double slope = std::log(left / expected);
  if (total > 0) slope -= std::log((total - left) / (total - expected));
  if (!(at_left < 0) || !(slope > 0)) return std::max(1.0, std::floor(left));
  const double right = left - at_left / slope;
  if (total > 0 && right >= total) return std::max(1.0, std::floor(left));
  const double at_right = (*this)(right, expected) - goal;
  if (!(at_right > at_left)) return std::max(1.0, std::floor(left));
  const double crossing = left - at_left * (right - left) / (at_right - at_left);
  return std::max(1.0, std::ceil(std::min(crossing, right) - 1e-6));
}

}  // namespace voorzien::detection
