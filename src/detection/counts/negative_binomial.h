// Tails of the negative binomial (Poisson as its limit), given by mean and variance, in logarithms.
//
// Used by everything that tests a count: one period, sums of periods, sums over groups. Mean and variance
// are in counts and counts squared; a variance at or below the mean means Poisson. Exact to about 0.1 % of p
// over the whole range (negative_binomial_test.cpp compares with Boost.Math), also where p underflows.
// Pure; the same bits for the same arguments.
#pragma once

namespace voorzien::detection {

// -log10 P(Y >= count), count >= 0 (need not be whole: read as a continuous argument). 0 when count <= 0.
[[nodiscard]] double upper_tail_score(double count, double mean, double variance);

// The smallest whole count c with P(Y >= c) <= 10^-score: what is at or above it is as rare as `score` says.
[[nodiscard]] double smallest_rare_count(double mean, double variance, double score);

// Nine of ten counts lie between, both included.
struct UsualRange {
  double low = 0;
  double high = 0;
};
[[nodiscard]] UsualRange usual_range(double mean, double variance);

}  // namespace voorzien::detection
