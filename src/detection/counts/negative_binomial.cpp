#include "detection/counts/negative_binomial.h"

#include <cmath>

namespace voorzien::detection {
namespace {
constexpr double least_dispersion = 1.0005;  // below it the two distributions cannot be told apart
constexpr double log10_e = 0.43429448190325182765;

// ln Gamma(x), x > 0: recurrence up to 6, then Stirling's series (Abramowitz and Stegun 6.1.41); error <
// 1e-9.
double log_gamma(double x) {
  double shift = 1;
  if (x < 6) {
    shift = x * (x + 1) * (x + 2) * (x + 3) * (x + 4) * (x + 5);
    x += 6;
  }
  const double inverse = 1 / x;
  const double square = inverse * inverse;
  const double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260)));
  const double stirling = (x - 0.5) * std::log(x) - x + 0.91893853320467274178 + series;
  return shift > 1 || shift < 1 ? stirling - std::log(shift) : stirling;
}

struct Shape {
  double size;         // r: mean^2 / (variance - mean)
  double odds;         // q: how much each further count costs in the far tail
  double log_odds;     // ln q
  double log_nothing;  // ln P(0) = -r ln(dispersion)
};

Shape shape_of(double mean, double variance) {
  const double dispersion = std::fmax(variance / mean, least_dispersion);
  const double odds = 1 - 1 / dispersion;
  const double size = mean / (dispersion - 1);
  return {size, odds, std::log(odds), -size * std::log(dispersion)};
}

double log_probability(double count, const Shape& shape) {
  if (count <= 16) {  // one logarithm of a product instead of three gamma functions
    const double whole = std::floor(count);
    if (whole >= count) {
      double product = 1;
      for (double j = 0; j < whole; ++j) product *= (shape.size + j) / (j + 1);
      return std::log(product) + whole * shape.log_odds + shape.log_nothing;
    }
  }
  return log_gamma(count + shape.size) - log_gamma(shape.size) - log_gamma(count + 1) +
         count * shape.log_odds + shape.log_nothing;
}

// P(Y >= count) / P(Y = count). Terms fall at a ratio that tends to q; what is left is closed as geometric.
double upper_sum(double count, const Shape& shape) {
  double term = 1;
  double sum = 1;
  for (int j = 0; j < 100'000; ++j) {
    const double ratio = (count + j + shape.size) / (count + j + 1) * shape.odds;
    term *= ratio;
    sum += term;
    if (ratio < 1 && term * ratio < 5e-3 * sum * (1 - ratio)) return sum + term * ratio / (1 - ratio);
  }
  return sum;
}

// P(Y <= count) / P(Y = count).
double lower_sum(double count, const Shape& shape) {
  double term = 1;
  double sum = 1;
  for (double k = count; k >= 1; --k) {
    term *= k / ((k - 1 + shape.size) * shape.odds);
    sum += term;
    if (term < 1e-6 * sum) break;
  }
  return sum;
}
}  // namespace

double upper_tail_score(double count, double mean, double variance) {
  if (!(count > 0)) return 0;
  const Shape shape = shape_of(std::fmax(mean, 1e-9), variance);
  if (count > mean) return -(log_probability(count, shape) + std::log(upper_sum(count, shape))) * log10_e;
  const double below = std::exp(log_probability(count - 1, shape)) * lower_sum(count - 1, shape);
  return -std::log1p(-std::fmin(below, 1 - 1e-12)) * log10_e;
}

double smallest_rare_count(double mean, double variance, double score) {
  double high = std::floor(mean) + 1;
  double low = 0;
  while (upper_tail_score(high, mean, variance) < score) {
    low = high;
    high = std::floor(high * 1.5) + 2;
  }
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (upper_tail_score(middle, mean, variance) < score ? low : high) = middle;
  }
  return high;
}

UsualRange usual_range(double mean, double variance) {
  constexpr double one_of_twenty = 1.30103;  // -log10
  UsualRange out;
  if (!(mean > 0)) return out;
  out.high = smallest_rare_count(mean, variance, one_of_twenty) - 1;
  // Of the lower end the same by the upper tail: the largest count that nineteen of twenty reach.
  const double common = -std::log10(0.95);
  while (upper_tail_score(out.low + 1, mean, variance) <= common) ++out.low;
  return out;
}

}  // namespace voorzien::detection
