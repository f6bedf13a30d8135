// What comes back: a regression of a value on what was measured just before, a day and days before, and a
// week before, by recursive least squares.
//
// Traffic, load and people repeat their days and weeks more sharply than a few waves can draw, and what is
// off now is off for a while: eighteen lags (the last three slots, five about a day ago, the days before it,
// five about a week ago) say both. Lags that the step or the history does not have say nothing. An empty slot
// holds what was expected for it, and teaches nothing. Values are far from no limit of double; what is
// foretold stays within the range that was seen, widened by itself. No clock; a copy is a checkpoint. As much
// of the past is kept as the lags of the step ask for: 0.7 kB of hours, 4 kB of ten minutes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/instant.h"

namespace voorzien::detection {

constexpr std::size_t echo_lags = 18;
constexpr std::size_t echo_regressors = echo_lags + 1;
constexpr std::size_t echo_slots = 2048;  // of the past at most: a week of five minutes

struct EchoGrid {
  explicit EchoGrid(Duration step);  // > 0
  std::array<std::uint32_t, echo_lags> lag{};
  std::size_t used = 0;    // the first of them; 0: a step of more than four hours knows no day
  std::uint32_t day = 0;   // slots
  std::uint32_t kept = 0;  // slots of the past: the longest lag and one
};

struct Echoes {
  std::vector<float> past;   // by slot, a ring of grid.kept; deviations from nothing: the caller's own zero
  std::uint32_t slots = 0;   // filled
  std::uint32_t newest = 0;  // index in `past`
  std::uint32_t rows = 0;    // measured
  double mean = 0;
  double square = 0;  // of deviations from the mean
  double lowest = 0;
  double highest = 0;
  std::uint8_t known = 0;  // 1: the lags of about a day, 2: all of them; weights are doubted as it rises
  double scale = 1;  // standard deviation of the values when all was doubted last: the unit of the regressors
  std::array<float, echo_regressors> weight{};
  std::array<float, echo_regressors*(echo_regressors + 1) / 2> covariance{};  // lower, by rows
};

// The value of the next slot. share: how much it may teach (1: as usual); keep: what is kept of what was
// learnt.
void learn_echo(const EchoGrid& grid, Echoes& state, double value, double share, double keep);
// The next `slots` slots hold no value.
void pass_echoes(const EchoGrid& grid, Echoes& state, std::int64_t slots);
// Before a day is known: empty.
[[nodiscard]] std::vector<double> echoes_ahead(const EchoGrid& grid, const Echoes& state, std::size_t steps);

}  // namespace voorzien::detection
