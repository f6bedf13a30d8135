// Recursive least squares, one row at a time.
#pragma once

#include <array>
#include <cstddef>

namespace voorzien::detection {

// weight is moved by what `row` shows of `value`; covariance: lower triangle by rows, in units of the noise.
// keep: what is kept of what was learnt, (0, 1]; share: how much this row teaches beside others, > 0.
template <std::size_t N>
void learn_squares(std::array<double, N>& weight, std::array<double, N*(N + 1) / 2>& covariance,
                   const std::array<double, N>& row, double value, double keep, double share) {
  std::array<double, N> leverage{};
  double off = value;
  std::size_t k = 0;
  for (std::size_t i = 0; i < N; ++i) {
    off -= row[i] * weight[i];
    double own = 0;
    for (std::size_t j = 0; j < i; ++j, ++k) {
      own += covariance[k] * row[j];
      leverage[j] += covariance[k] * row[i];
    }
    leverage[i] += own + covariance[k++] * row[i];
  }
  const double grown = 1 / keep;
  double total = keep / share;  // the covariance grows by 1 / keep before it is used
  for (std::size_t i = 0; i < N; ++i) total += row[i] * leverage[i];
  k = 0;
  for (std::size_t i = 0; i < N; ++i) {
    const double moved = leverage[i] / total;
    weight[i] += moved * off;
    for (std::size_t j = 0; j <= i; ++j, ++k) covariance[k] = grown * (covariance[k] - moved * leverage[j]);
  }
}

}  // namespace voorzien::detection
