// Random numbers of the shapes that null worlds need, from the seeded generator alone: the same on every
// machine whose logarithm is. Each takes means in counts.
#pragma once

#include <cstdint>
#include <vector>

#include "base/random.h"

namespace voorzien::detection {

// In [0, 1), 53 bits.
[[nodiscard]] inline double unit(Random& random) {
  return static_cast<double>(random.next() >> 11U) * 0x1p-53;
}
// Uniform in [0, bound), bound < 2^32.
[[nodiscard]] inline std::uint32_t below(Random& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(((random.next() >> 32U) * bound) >> 32U);
}
[[nodiscard]] double normal(Random& random);
// Mean 1 and the given variance (a gamma distribution); 1 when the variance is 0.
[[nodiscard]] double level(Random& random, double variance);
[[nodiscard]] std::uint32_t poisson(Random& random, double mean);
// Of one report of a negative binomial with variance / mean = dispersion: how many come together (a
// logarithmic distribution, so that a Poisson number of such groups is that negative binomial). 1 when
// dispersion is 1.
[[nodiscard]] std::uint32_t group(Random& random, double dispersion);
// The mean number of such groups for one expected report.
[[nodiscard]] double groups_a_report(double dispersion);

// Draws an index in proportion to its weight, in constant time (Walker 1977, by Vose 1991).
class Alias {
 public:
  explicit Alias(const std::vector<double>& weights);  // >= 0, not all zero
  [[nodiscard]] std::uint32_t draw(Random& random) const {
    const std::uint64_t bits = random.next();
    const auto index = static_cast<std::uint32_t>(((bits >> 32U) * keep_.size()) >> 32U);
    return static_cast<std::uint32_t>(bits) < keep_[index] ? index : other_[index];
  }

 private:
  std::vector<std::uint32_t> keep_;  // of 2^32
  std::vector<std::uint32_t> other_;
};

// How many of `trials` succeed, by inversion of a table: for one pair of trials and chance, drawn often.
class Binomial {
 public:
  Binomial(std::uint32_t trials, double chance);
  [[nodiscard]] std::uint32_t draw(Random& random) const;

 private:
  std::uint32_t first_ = 0;
  std::vector<double> up_to_;  // P(X <= first_ + i)
};

}  // namespace voorzien::detection
