#include "detection/clusters/draws.h"

#include <algorithm>
#include <cmath>

namespace voorzien::detection {
namespace {
constexpr double least_dispersion = 1.0005;  // below it Poisson
constexpr double small_mean = 12;            // a larger one is the sum of smaller ones
}  // namespace

double normal(Random& random) {  // polar method (Marsaglia 1964)
  while (true) {
    const double x = 2 * unit(random) - 1;
    const double y = 2 * unit(random) - 1;
    const double s = x * x + y * y;
    if (s > 0 && s < 1) return x * std::sqrt(-2 * std::log(s) / s);
  }
}

double level(Random& random, double variance) {
  if (!(variance > 0)) return 1;
  double shape = 1 / variance;
  double boost = 1;
  if (shape < 1) {
    boost = std::pow(1 - unit(random), 1 / shape);
    shape += 1;
  }
  const double d = shape - 1.0 / 3;  // Marsaglia and Tsang 2000
  const double c = 1 / std::sqrt(9 * d);
  while (true) {
    const double z = normal(random);
    const double v = 1 + c * z;
    if (v <= 0) continue;
    const double cube = v * v * v;
    if (std::log(1 - unit(random)) < 0.5 * z * z + d - d * cube + d * std::log(cube))
      return boost * d * cube * variance;
  }
}

std::uint32_t poisson(Random& random, double mean) {
  std::uint32_t out = 0;
  for (; mean > small_mean; mean -= small_mean) out += poisson(random, small_mean);
  double chance = std::exp(-mean);
  double left = unit(random);
  for (std::uint32_t k = 0; k < 200; ++k) {
    left -= chance;
    if (left < 0) return out + k;
    chance *= mean / (k + 1);
  }
  return out + 200;
}

std::uint32_t group(Random& random, double dispersion) {  // Kemp 1981, algorithm LK
  if (dispersion < least_dispersion) return 1;
  const double theta = 1 - 1 / dispersion;
  const double v = 1 - unit(random);
  if (v >= theta) return 1;
  const double q = 1 - std::exp(-std::log(dispersion) * (1 - unit(random)));
  if (v <= q * q) return static_cast<std::uint32_t>(std::min(1 + std::floor(std::log(v) / std::log(q)), 1e6));
  return v > q ? 1 : 2;
}

double groups_a_report(double dispersion) {
  return dispersion < least_dispersion ? 1 : std::log(dispersion) / (dispersion - 1);
}

Alias::Alias(const std::vector<double>& weights) : keep_(weights.size()), other_(weights.size()) {
  double total = 0;
  for (const double weight : weights) total += weight;
  std::vector<double> share;
  std::vector<std::uint32_t> small;
  std::vector<std::uint32_t> large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    share.push_back(weights[i] / total * static_cast<double>(weights.size()));
    (share[i] < 1 ? small : large).push_back(i);
    keep_[i] = UINT32_MAX;
    other_[i] = i;
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t s = small.back();
    small.pop_back();
    const std::uint32_t l = large.back();
    keep_[s] = static_cast<std::uint32_t>(std::min(share[s] * 0x1p32, 0x1p32 - 1));
    other_[s] = l;
    share[l] -= 1 - share[s];
    if (share[l] < 1) {
      large.pop_back();
      small.push_back(l);
    }
  }
}

Binomial::Binomial(std::uint32_t trials, double chance) {
  if (chance >= 1 || trials == 0) {
    first_ = trials;
    up_to_.push_back(1);
    return;
  }
  const double n = trials;
  const double spread = 12 * std::sqrt(n * chance * (1 - chance)) + 40;
  first_ = static_cast<std::uint32_t>(std::max(0.0, std::floor(n * chance - spread)));
  const auto last = static_cast<std::uint32_t>(std::min(n, std::ceil(n * chance + spread)));
  // Outward from the mode, whose chance stands for 1 until all are summed: no gamma function is needed.
  const auto mode = static_cast<std::uint32_t>(std::min(n, std::floor((n + 1) * chance)));
  std::vector<double> mass(last - first_ + 1);
  mass[mode - first_] = 1;
  for (std::uint32_t k = mode; k < last; ++k)
    mass[k + 1 - first_] = mass[k - first_] * (n - k) / (k + 1.0) * chance / (1 - chance);
  for (std::uint32_t k = mode; k > first_; --k)
    mass[k - 1 - first_] = mass[k - first_] * k / (n - k + 1.0) * (1 - chance) / chance;
  double total = 0;
  for (const double m : mass) up_to_.push_back(total += m);
  for (double& u : up_to_) u /= total;
}

std::uint32_t Binomial::draw(Random& random) const {
  const auto at = std::upper_bound(up_to_.begin(), up_to_.end(), unit(random));
  return first_ + static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(
                      at - up_to_.begin(), static_cast<std::ptrdiff_t>(up_to_.size()) - 1));
}

}  // namespace voorzien::detection
