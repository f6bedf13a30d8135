#include "detection/desk/week_profile.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace voorzien::detection {
namespace {
constexpr std::size_t hours_a_day = 24;
constexpr std::size_t days = 7;

struct Product {
  std::array<double, hours_a_day> hour;
  std::array<double, days> day;
};

// Hour x day by iterative proportional fitting; half a count of prior keeps empty margins away from zero.
Product fit_product(const WeekHours& counts, const WeekHours& expected) {
  Product out;
  out.hour.fill(1);
  out.day.fill(1);
  for (int round = 0; round < 4; ++round) {
    for (std::size_t h = 0; h < hours_a_day; ++h) {
      double y = 0.5;
      double e = 0.5;
      for (std::size_t d = 0; d < days; ++d) {
        y += counts[d * hours_a_day + h];
        e += expected[d * hours_a_day + h] * out.day[d];
      }
      out.hour[h] = y / e;
    }
    for (std::size_t d = 0; d < days; ++d) {
      double y = 20;  // days of a week differ little: twenty counts say that they do not
      double e = 20;
      for (std::size_t h = 0; h < hours_a_day; ++h) {
        y += counts[d * hours_a_day + h];
        e += expected[d * hours_a_day + h] * out.hour[h];
      }
      out.day[d] = y / e;
    }
  }
  return out;
}

// Keeps three waves of the logarithm whole and of the rest what exceeds the noise.
void smooth_hours(std::array<double, hours_a_day>& hour, double noise) {
  std::array<double, hours_a_day> log_hour;
  std::array<double, hours_a_day> waves{};
  for (std::size_t h = 0; h < hours_a_day; ++h) log_hour[h] = std::log(hour[h]);
  for (int n = 0; n <= 3; ++n) {
    double c = 0;
    double s = 0;
    for (std::size_t h = 0; h < hours_a_day; ++h) {
      const double angle = 2 * std::numbers::pi * n * static_cast<double>(h) / hours_a_day;
      c += log_hour[h] * std::cos(angle) / hours_a_day * (n == 0 ? 1 : 2);
      s += log_hour[h] * std::sin(angle) / hours_a_day * (n == 0 ? 1 : 2);
    }
    for (std::size_t h = 0; h < hours_a_day; ++h) {
      const double angle = 2 * std::numbers::pi * n * static_cast<double>(h) / hours_a_day;
      waves[h] += c * std::cos(angle) + s * std::sin(angle);
    }
  }
  double scatter = 0;
  for (std::size_t h = 0; h < hours_a_day; ++h)
    scatter += (log_hour[h] - waves[h]) * (log_hour[h] - waves[h]) / (hours_a_day - 7);
  const double keep = std::max(0.0, scatter - noise) / std::max(scatter, 1e-12);
  for (std::size_t h = 0; h < hours_a_day; ++h)
    hour[h] = std::exp(waves[h] + keep * (log_hour[h] - waves[h]));
}
}  // namespace

WeekHours week_profile(const WeekHours& counts, const WeekHours& expected, double dispersion) {
  Product product = fit_product(counts, expected);
  double total = 1;
  for (const double y : counts) total += y;
  smooth_hours(product.hour, dispersion * hours_a_day / total);
  WeekHours fit;
  for (std::size_t k = 0; k < hours_a_week; ++k)
    fit[k] = product.hour[k % hours_a_day] * product.day[k / hours_a_day];
  WeekHours rest;
  WeekHours noise;
  double excess = 0;
  constexpr std::array<double, 3> kernel{0.25, 0.5, 0.25};
  for (std::size_t k = 0; k < hours_a_week; ++k) {
    double y = 0;
    double e = 1e-9;
    for (std::size_t j = 0; j < 3; ++j) {
      const std::size_t at = (k + hours_a_week + j - 1) % hours_a_week;
      y += kernel[j] * counts[at];
      e += kernel[j] * expected[at] * fit[at];
    }
    rest[k] = y / e - 1;
    noise[k] = dispersion * 0.375 / e;
    excess += std::max(-noise[k], rest[k] * rest[k] - noise[k]) / hours_a_week;
  }
  const double spread = std::max(0.0, excess);
  for (std::size_t k = 0; k < hours_a_week; ++k) {
    const double shared = spread / (spread + noise[k]);
    const double own = 1 - 6 * noise[k] / (rest[k] * rest[k] + 1e-12);  // far above its noise: it is so
    fit[k] *= 1 + std::clamp(std::max(shared, own), 0.0, 1.0) * rest[k];
  }
  return fit;
}

}  // namespace voorzien::detection
