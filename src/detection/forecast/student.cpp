#include "detection/forecast/student.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace voorzien::detection {
namespace {
constexpr double least_probability = 1e-12;

template <class Below>
double inverse(double probability, Below below) {
  const double p = std::clamp(probability, least_probability, 1 - least_probability);
  double low = -1e3;
  double high = 1e3;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (below(middle) < p ? low : high) = middle;
  }
  return (low + high) / 2;
}
}  // namespace

// Abramowitz and Stegun 26.7.3, odd degrees of freedom.
double student_below(double z) {
  const double angle = std::atan2(z, std::sqrt(3.0));  // t / sqrt(5), t = z sqrt(5/3)
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  return 0.5 + (angle + s * (c + 2.0 / 3 * c * c * c)) / std::numbers::pi;
}

double student_quantile(double probability) { return inverse(probability, student_below); }

double normal_below(double z) { return 0.5 * std::erfc(-z / std::numbers::sqrt2); }

double normal_quantile(double probability) { return inverse(probability, normal_below); }

double both_below(double a, double b, double correlation) {
  // d/dr P = density of both at (a, b) with correlation r: integrate from independence (Gauss-Legendre, 6).
  constexpr double nodes[3] = {0.9324695142031521, 0.6612093864662645, 0.2386191860831969};
  constexpr double weights[3] = {0.1713244923791704, 0.3607615730481386, 0.4679139345726910};
  double sum = 0;
  for (int k = 0; k < 6; ++k) {
    const double node = k < 3 ? nodes[k] : -nodes[k - 3];
    // In the arc sine of r the integrand stays smooth up to |r| = 1.
    const double angle = std::asin(correlation) * (1 + node) / 2;
    const double r = std::sin(angle);
    sum += weights[k % 3] * std::exp(-(a * a - 2 * a * b * r + b * b) / (2 * (1 - r * r)));
  }
  return std::clamp(normal_below(a) * normal_below(b) + sum * std::asin(correlation) / (4 * std::numbers::pi),
                    0.0, 1.0);
}

}  // namespace voorzien::detection
