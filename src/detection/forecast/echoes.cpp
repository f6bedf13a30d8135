#include "detection/forecast/echoes.h"

#include <algorithm>
#include <cmath>

#include "base/ensure.h"
#include "detection/forecast/least_squares.h"

namespace voorzien::detection {
namespace {
constexpr float prior = 1;           // variance of a weight, in units of the noise
constexpr double most_doubt = 10;    // what rows never show is forgotten no further
constexpr double beyond = 0.3;       // of the range that was seen
constexpr double mean_rows = 1'000;  // memory of mean and range
using Row = std::array<double, echo_regressors>;

std::size_t index_before(const Echoes& s, std::size_t slots) {  // 0: of the newest
  return s.newest >= slots ? s.newest - slots : s.newest + s.past.size() - slots;
}

// Regressors of the next slot: the level as it is, lags in units of their spread.
Row row_of(const EchoGrid& grid, const Echoes& s) {
  Row out{};
  out[0] = 1;
  for (std::size_t k = 0; k < grid.used; ++k)
    if (grid.lag[k] <= s.slots) out[k + 1] = (s.past[index_before(s, grid.lag[k] - 1)] - s.mean) / s.scale;
  return out;
}

// What was seen, widened by itself.
struct Range {
  double lowest;
  double highest;
};
Range range_of(const Echoes& s) {
  const double more = beyond * (s.highest - s.lowest);
  return {s.lowest - more, s.highest + more};
}
double within(const Range& range, double value) { return std::clamp(value, range.lowest, range.highest); }

void put(const EchoGrid& grid, Echoes& s, double value) {
  if (s.past.empty()) s.past.resize(grid.kept);
  s.newest = s.newest + 1 < grid.kept ? s.newest + 1 : 0;
  s.past[s.newest] = static_cast<float>(value);
  s.slots = std::min(s.slots + 1, grid.kept);
}

void begin(Echoes& s) {
  const double before = s.scale;
  s.scale = std::sqrt(std::max(s.square, 1e-12 * (1 + s.mean * s.mean)));
  for (std::size_t i = 1; i < echo_regressors; ++i)
    s.weight[i] = static_cast<float>(s.weight[i] * (s.scale / before));
  s.covariance.fill(0);
  std::size_t k = 0;
  for (std::size_t i = 0; i < echo_regressors; ++i) {
    k += i;
    s.covariance[k++] = prior;
  }
}
}  // namespace

EchoGrid::EchoGrid(Duration step) {
  ENSURE(step.us > 0, "a grid needs a step");
  constexpr std::int64_t day_us = 86'400'000'000;
  const auto slots = [&](std::int64_t days) {
    return static_cast<std::uint32_t>(
        std::min<std::int64_t>((days * day_us + step.us / 2) / step.us, 1U << 20));
  };
  day = slots(1);
  if (day < 6) return;
  std::array<std::uint32_t, echo_lags> all{1, 2, 3, day - 2, day - 1, day, day + 1, day + 2};
  std::size_t k = 8;
  for (std::int64_t days = 2; days <= 6; ++days) all[k++] = slots(days);
  for (std::uint32_t about = 0; about < 5; ++about) all[k++] = slots(7) + about - 2;
  for (const std::uint32_t one : all)
    if (one < echo_slots) lag[used++] = one;
  kept = lag[used - 1] + 1;
}

void learn_echo(const EchoGrid& grid, Echoes& s, double measured, double share, double keep) {
  if (grid.used == 0) return;
  // One wild value must not stand in the past for a week; a level that is really new is reached in a few
  // rows.
  const double value = s.known > 0 && s.highest > s.lowest ? within(range_of(s), measured) : measured;
  const std::uint8_t known = s.slots >= grid.lag[grid.used - 1] ? 2 : s.slots >= grid.day + 2 ? 1 : 0;
  if (known > s.known) begin(s);  // all is doubted when lags come in
  s.known = known;
  if (s.known > 0) {
    learn_squares(s.weight, s.covariance, row_of(grid, s), value - s.mean, keep, share, most_doubt);
  }
  const double part = 1 / std::min(s.rows + 1.0, mean_rows);
  const double off = value - s.mean;
  s.mean += off * part;
  s.square += (off * off * (1 - part) - s.square) * part;
  if (s.rows == 0) s.lowest = s.highest = value;
  // The range forgets too: one wild value is no range for ever.
  s.lowest = std::min(value, s.lowest + (s.mean - s.lowest) * 1e-4);
  s.highest = std::max(value, s.highest + (s.mean - s.highest) * 1e-4);
  ++s.rows;
  put(grid, s, value);
}

void pass_echoes(const EchoGrid& grid, Echoes& s, std::int64_t slots) {
  if (slots > static_cast<std::int64_t>(echo_slots) / 2) s.slots = 0;  // nothing of it is known any more
  for (std::int64_t k = 0; s.slots > 0 && k < slots; ++k) {
    const auto next = echoes_ahead(grid, s, 1);
    put(grid, s, next.empty() ? s.mean : next.front());
  }
}

std::vector<double> echoes_ahead(const EchoGrid& grid, const Echoes& s, std::size_t steps) {
  if (s.known == 0 || s.slots <= grid.day) return {};
  std::vector<double> out(steps, s.weight[0]);  // deviations from the mean
  std::array<double, echo_lags> echo{};         // of a lag, as it is
  for (std::size_t k = 0; k < grid.used; ++k) echo[k] = s.weight[k + 1] / s.scale;
  const Range range = range_of(s);
  const double mean = s.mean;
  // What the past says of all steps, then what each step says of later ones.
  for (std::size_t k = 0; k < grid.used; ++k) {
    const std::size_t lag = grid.lag[k];
    const std::size_t last = std::min(steps, lag);
    std::size_t ahead = lag > s.slots ? lag - s.slots + 1 : 1;  // what lies before is not known
    std::size_t at = index_before(s, lag - std::min(ahead, lag));
    while (ahead <= last) {  // in one run, or in two where the ring ends
      const std::size_t run = std::min(last + 1 - ahead, s.past.size() - at);
      for (std::size_t n = 0; n < run; ++n) out[ahead - 1 + n] += echo[k] * (s.past[at + n] - mean);
      ahead += run;
      at = 0;
    }
  }
  for (std::size_t ahead = 1; ahead <= steps; ++ahead) {
    double sum = out[ahead - 1];
    for (std::size_t k = 0; k < grid.used && grid.lag[k] < ahead; ++k)
      sum += echo[k] * out[ahead - 1 - grid.lag[k]];
    out[ahead - 1] = within(range, mean + sum) - mean;
  }
  for (double& value : out) value += mean;
  return out;
}

}  // namespace voorzien::detection
