// What a place may expect in the coming periods, from its own past and the region's rhythm.
//
// The region's total is forecast by the model of count series (counts/count_model.h: level, trend, day of the
// week, season), from periods before the window alone, so what is tested has not taught. A place has a steady
// share of it, drawn towards the mean of all places while it has few reports. Its dispersion is what its past
// shows, drawn towards that of all places; a past outbreak counts at five standard deviations.
// docs/detection/clusters.md.
#pragma once

#include "base/result.h"
#include "detection/clusters/cylinders.h"
#include "detection/clusters/null_worlds.h"
#include "detection/counts/count_model.h"

namespace voorzien::detection {

struct BaselineOptions {
  Period period = Period::Day;
  std::size_t first = 0;  // the past begins here
  std::size_t until = 0;  // and ends before this period
  std::size_t ahead = 1;  // periods to forecast, from `until` on
  bool poisson = false;   // counts vary as Poisson and nothing is in doubt (Neill 2005 as published)
};

constexpr std::size_t least_baseline_days = 28;
constexpr std::size_t least_baseline_hours = 14 * 24;

// Error: fewer periods of past than the model needs, or no report in them.
[[nodiscard]] Result<Forecast> forecast_of(std::size_t places, const std::vector<ScanCase>& cases,
                                           const BaselineOptions& options);
// What is expected in windows that lie within the forecast, which begins at period `from`.
[[nodiscard]] Expectation expectation_of(const Forecast& forecast, std::vector<TimeWindow> windows,
                                         std::size_t from);

}  // namespace voorzien::detection
