// Recursive least squares, one row at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace voorzien::detection {

// No variance above `most`; correlations stay as they are. One that rounding made less than nothing is
// doubted anew, without correlations.
template <std::size_t N>
void limit_doubt(std::array<float, N*(N + 1) / 2>& covariance, double most) {
  for (std::size_t i = 0; i < N; ++i) {
    const double doubt = covariance[i * (i + 1) / 2 + i];
    if (doubt >= 0 && doubt <= most) continue;
    const double less = doubt > most ? std::sqrt(most / doubt) : 0;
    for (std::size_t j = 0; j < N; ++j) {
      float& one = covariance[j <= i ? i * (i + 1) / 2 + j : j * (j + 1) / 2 + i];
      one = static_cast<float>(i == j ? most : less * one);
    }
  }
}

// weight is moved by what `row` shows of `value`; covariance: lower triangle by rows, in units of the noise.
// keep: what is kept of what was learnt, (0, 1]; share: how much this row teaches beside others, > 0.
// Stored in single precision and reckoned in double: forgetting does not blow rounding up as long as only a
// triangle is kept (symmetric; Liavas and Regalia, IEEE Trans. Signal Processing 47:88, 1999) and no doubt
// grows beyond `most`, which forgetting would do with what the rows never show.
template <std::size_t N>
void learn_squares(std::array<float, N>& weight, std::array<float, N*(N + 1) / 2>& covariance,
                   const std::array<double, N>& row, double value, double keep, double share, double most) {
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
  double shown = 0;
  for (std::size_t i = 0; i < N; ++i) shown += row[i] * leverage[i];
  if (shown < 0) {  // by rounding: what is known of each weight stays, how they hang together does not
    for (std::size_t i = 0; i < N; ++i) std::fill_n(&covariance[i * (i + 1) / 2], i, 0.0F);
    return learn_squares(weight, covariance, row, value, keep, share, most);
  }
  const double total = keep / share + shown;  // the covariance grows by 1 / keep before it is used
  k = 0;
  for (std::size_t i = 0; i < N; ++i) {
    const double moved = leverage[i] / total;
    weight[i] = static_cast<float>(weight[i] + moved * off);
    for (std::size_t j = 0; j <= i; ++j, ++k)
      covariance[k] = static_cast<float>(grown * (covariance[k] - moved * leverage[j]));
  }
  limit_doubt<N>(covariance, most);
}

}  // namespace voorzien::detection
