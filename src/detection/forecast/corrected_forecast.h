// A forecast that its source made, corrected by what was measured since, with the doubt that forecasts of
// each length have shown.
//
// The difference between the last measurement and what was foretold for that moment dies out by a share an
// hour. Errors grow by independent steps: that of a moment and that of the step before share the smaller one.
// The result is read by the same functions as that of our own model (measurement_forecast.h).
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "base/instant.h"
#include "detection/forecast/measurement_forecast.h"

namespace voorzien::detection {

struct ToldPoint {
  Instant at;
  double value = 0;
};

struct LengthDoubt {
  double ahead_h = 0;
  double error = 0;  // root mean square of forecasts so far ahead, in the unit of the values
};

struct Correction {
  double lasting = 0.9;            // share of a difference that is left after an hour, 0..1
  std::vector<LengthDoubt> doubt;  // by length, rising; beyond the last the last
};

// Of the moments `from` + step, 2 step, ... up to `steps` or the last point told. told: by time. `last`: what
// was measured at `from`. A forecast that begins later than `from` is reached in a straight line.
// Nothing told after `from`: empty.
[[nodiscard]] MeasurementOutlook corrected_outlook(Instant from, double last,
                                                   const std::vector<ToldPoint>& told,
                                                   const Correction& correction, Duration step,
                                                   std::size_t steps);

// Mean of the pinball losses at the seven levels of `forecast_levels`, twice: the continuous ranked
// probability score in the unit of the values as far as seven quantiles tell it (Laio and Tamea, HESS 2007;
// Gneiting and Ranjan 2011). Smaller is better; for a forecast without doubt it is the absolute error.
inline constexpr std::array<double, forecast_knots> forecast_levels{0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
[[nodiscard]] double quantile_score(const std::array<double, forecast_knots>& quantiles, double truth);

}  // namespace voorzien::detection
