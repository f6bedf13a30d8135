#include "detection/measurement/rare_tail.h"

#include <algorithm>
#include <cmath>

namespace voorzien::detection {
namespace {
constexpr double shape = 0.3;  // of the Pareto: heavier than exponential, variance still finite
constexpr double most_decades = 40;
// Twelve values that lie closer together than this many tolerances say nothing about the next: a level that
// sinks towards zero makes new lows without end.
constexpr double coarse = 3'000;
}  // namespace

double rarity(const RareTail& tail, double value, double tolerance, double rows) {
  if (tail.filled < RareTail::size || !(value > tail.largest.back() + tolerance)) return 0;
  const double threshold = tail.largest.back();
  double excess = 0;
  for (const float one : tail.largest) excess += one - threshold;
  const double scale = std::max(excess / RareTail::size, coarse * tolerance) * (1 - shape);
  const double among = std::log10(std::max(rows / RareTail::size, 1.0));
  if (!(scale > 0)) return std::min(among + 4, most_decades);  // the first ever to differ
  return std::min(among + std::log1p(shape * (value - threshold) / scale) / shape / std::log(10.0),
                  most_decades);
}

void remember(RareTail& tail, double value, std::uint32_t row) {
  const float number = static_cast<float>(value);
  std::size_t at = tail.filled;
  if (at == RareTail::size) {
    if (!(number > tail.largest.back())) return;
    --at;
  } else {
    ++tail.filled;
  }
  for (; at > 0 && tail.largest[at - 1] < number; --at) {
    tail.largest[at] = tail.largest[at - 1];
    tail.row[at] = tail.row[at - 1];
  }
  tail.largest[at] = number;
  tail.row[at] = static_cast<std::uint16_t>(row);
}

void forget_older(RareTail& tail, std::uint32_t row, std::uint32_t rows) {
  for (std::size_t i = 0; i < tail.filled; ++i) {
    if (static_cast<std::uint16_t>(row - tail.row[i]) <= rows) continue;
    for (; i + 1 < tail.filled; ++i) {
      tail.largest[i] = tail.largest[i + 1];
      tail.row[i] = tail.row[i + 1];
    }
    --tail.filled;
    return;
  }
}

}  // namespace voorzien::detection
