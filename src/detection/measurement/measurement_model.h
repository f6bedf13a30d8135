// One measured quantity, judged as it comes in: water level, air quality, travel time, load of a machine.
//
// From each row two dozen plain signals are made (value, change, distance from what is usual at this hour,
// means and noise over 4, 16 and 64 rows). Each has its own record of how rare it is (rare_tail.h); the mean
// of 1/p over all of them, also an e-value, is the evidence of the row. There is no training run: a stream is
// judged from its 31st row on. The row n is judged by rows <= n only.
//
//   MeasurementState state;
//   for (const auto& [at, value] : rows) { MeasurementScore s = step(state, at, value); ... }
//
// Plain data of five kilobytes: a copy is a checkpoint. No allocation, no clock; the same bits on the
// same machine however rows are batched. A stream moved in time by whole hours, or scaled by a > 0 and moved
// in value, keeps its scores but for rounding. docs/detection/measurement.md tells the method and what it
// reaches.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/instant.h"
#include "detection/measurement/rare_tail.h"
#include "detection/measurement/row_clock.h"
#include "detection/measurement/seasons.h"

namespace voorzien::detection {

// Forgetting means over one number of rows.
struct MeasurementScale {
  double level = 0;
  double residual = 0;
  double residual_square = 0;
  double change_square = 0;
  bool operator==(const MeasurementScale&) const = default;
};

constexpr std::size_t measurement_scales = 3;
constexpr std::size_t measurement_signals = 5 + 6 * measurement_scales;

struct MeasurementState {
  RowClock clock;
  std::uint32_t rows = 0;  // judged and learnt
  double origin = 0;       // the first value; all below is relative to it
  double last = 0;
  std::array<MeasurementScale, measurement_scales> scales{};
  double slow_level = 0;
  double slow_variance = 0;
  double change_variance = 0;
  double residual_variance = 0;
  double widest_variance = 0;  // a slowly sinking maximum: what "flat" is measured against
  Seasons seasons;
  std::array<RareTail, measurement_signals> high{};
  std::array<RareTail, measurement_signals> low{};
  double alarmed = 0;  // evidence of the row that now holds back weaker ones
  std::uint32_t alarmed_row = 0;

  bool operator==(const MeasurementState&) const = default;
};

struct MeasurementScore {
  double score = 0;     // 0 to 1, 0.5 at the default threshold; higher is stranger, the same in every series
  double evidence = 0;  // decades, before weaker neighbours of an alarm are held back
  bool alarm = false;
  bool judged = false;  // false: missing, not new, or among the first rows
};

// Judges `value` at `at` and learns from it. NaN is missing; beyond 1e30 either way is read as 1e30. Both and
// rows that are not later than the newest one score 0 and teach nothing.
MeasurementScore step(MeasurementState& state, Instant at, double value);

}  // namespace voorzien::detection
