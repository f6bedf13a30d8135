// How unlikely a cylinder is: log-likelihood ratios of "more inside than expected", over their dispersion.
//
// Conditional (Kulldorff 2001, J R Stat Soc A 164:61): c ln(c/m) + (C-c) ln((C-c)/(C-m)) with C reports in
// all, for Poisson with population and for the permutation (Kulldorff et al. 2005, PLoS Med 2:e59).
// Expectation-based (Neill 2005): c ln(c/m) + m - c, no total. Counts that vary more than Poisson by a factor
// phi have the ratio divided by phi (quasi-likelihood). Zero unless c > m. Pure.
#pragma once

#include <cmath>

namespace voorzien::detection {

struct Statistic {
  double total = 0;  // C; 0: expectation-based

  // observed >= 0, expected > 0, dispersion >= 1.
  [[nodiscard]] double operator()(double observed, double expected, double dispersion = 1) const {
    if (!(observed > expected)) return 0;
    const double inside = observed * std::log(observed / expected);
    if (!(total > 0)) return (inside + expected - observed) / dispersion;
    const double rest = total - observed;
    const double outside = rest > 0 ? rest * std::log(rest / (total - expected)) : 0;
    return (inside + outside) / dispersion;
  }
  // Never below the ratio, and cheap: it spares the logarithms of what cannot be the largest. Both ratios are
  // bounded by half of Pearson's chi-squared, the conditional one while c <= C - m, else by all of it.
  [[nodiscard]] double at_most(double observed, double expected, double dispersion = 1) const {
    const double excess = observed - expected;
    if (!(excess > 0)) return 0;
    double bound = excess * excess / (2 * expected * dispersion);
    if (total > 0) bound *= total / (total - expected) * (observed <= total - expected ? 1 : 2);
    return bound * (1 + 1e-9);
  }
  // A whole number at or below the least count whose ratio reaches `ratio`, at least 1.
  [[nodiscard]] double reached_from(double expected, double dispersion, double ratio) const;
};

}  // namespace voorzien::detection
