#include "detection/forecast/echoes.h"

#include <algorithm>
#include <cmath>

#include "base/ensure.h"
#include "detection/forecast/least_squares.h"

namespace voorzien::detection {
namespace {
constexpr double prior = 1;          // variance of a weight, in units of the noise over that of the values
constexpr double beyond = 0.3;       // of the range that was seen
constexpr double mean_rows = 1'000;  // memory of mean and range
using Row = std::array<double, echo_regressors>;

double value_before(const Echoes& s, std::size_t slots) {  // 0: the newest
  return s.past[(s.newest + echo_slots - slots) % echo_slots];
}

// Regressors of the next slot.
Row row_of(const EchoGrid& grid, const Echoes& s) {
  Row out{};
  out[0] = 1;
  for (std::size_t k = 0; k < grid.used; ++k)
    if (grid.lag[k] <= s.slots) out[k + 1] = value_before(s, grid.lag[k] - 1) - s.mean;
  return out;
}

double within(const Echoes& s, double value) {
  const double range = s.highest - s.lowest;
  return std::clamp(value, s.lowest - beyond * range, s.highest + beyond * range);
}

void put(Echoes& s, double value) {
  s.newest = (s.newest + 1) % echo_slots;
  s.past[s.newest] = static_cast<float>(value);
  s.slots = std::min<std::uint32_t>(s.slots + 1, echo_slots);
}

void begin(Echoes& s) {
  s.begun = true;
  const double variance = std::max(s.square, 1e-12 * (1 + s.mean * s.mean));
  s.covariance.fill(0);
  std::size_t k = 0;
  for (std::size_t i = 0; i < echo_regressors; ++i) {
    k += i;
    s.covariance[k++] = i == 0 ? prior : prior / variance;
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
}

void learn_echo(const EchoGrid& grid, Echoes& s, double measured, double share, double keep) {
  if (grid.used == 0) return;
  // One wild value must not stand in the past for a week; a level that is really new is reached in a few
  // rows.
  const double value = s.begun && s.highest > s.lowest ? within(s, measured) : measured;
  if (s.slots == grid.day + 2 || s.slots == grid.lag[grid.used - 1])
    begin(s);  // all is doubted when lags come in
  if (s.begun && s.slots > grid.day) {
    learn_squares(s.weight, s.covariance, row_of(grid, s), value - s.mean, keep, share);
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
  put(s, value);
}

void pass_echoes(const EchoGrid& grid, Echoes& s, std::int64_t slots) {
  if (slots > static_cast<std::int64_t>(echo_slots) / 2) s.slots = 0;  // nothing of it is known any more
  for (std::int64_t k = 0; s.slots > 0 && k < slots; ++k) {
    const auto next = echoes_ahead(grid, s, 1);
    put(s, next.empty() ? s.mean : next.front());
  }
}

std::vector<double> echoes_ahead(const EchoGrid& grid, const Echoes& s, std::size_t steps) {
  if (!s.begun || s.slots <= grid.day) return {};
  std::vector<double> out(steps, s.weight[0]);  // deviations from the mean
  // What the past says of all steps, then what each step says of later ones.
  for (std::size_t k = 0; k < grid.used; ++k)
    for (std::size_t ahead = 1; ahead <= std::min<std::size_t>(steps, grid.lag[k]); ++ahead)
      if (grid.lag[k] - ahead < s.slots)
        out[ahead - 1] += s.weight[k + 1] * (value_before(s, grid.lag[k] - ahead) - s.mean);
  for (std::size_t ahead = 1; ahead <= steps; ++ahead) {
    for (std::size_t k = 0; k < grid.used && grid.lag[k] < ahead; ++k)
      out[ahead - 1] += s.weight[k + 1] * out[ahead - 1 - grid.lag[k]];
    out[ahead - 1] = within(s, s.mean + out[ahead - 1]) - s.mean;
  }
  for (double& value : out) value += s.mean;
  return out;
}

}  // namespace voorzien::detection
