// What a measured quantity will be in the next steps, by three that are weighed by how wrong each has been at
// each length: waves of day, week and tide by recursive least squares with an autoregression of order two on
// what is left; what comes back from just before, the days and the week before (echoes.h); and the same on
// the logarithm, while all values are positive.
//
// Time is a grid of equal steps, told by the caller; rows are put in their slot by their time stamp, an empty
// slot is missing, and a row that is not new (measurement/row_clock.h) teaches nothing. Beside the model each
// of eighteen lengths (1 to 512 steps) keeps the mean square of its past errors and follows seven quantiles
// of the standardised error, so that intervals hold in the long run also where the model is wrong (adaptive
// conformal inference: Gibbs and Candes, NeurIPS 2021). Lengths between are interpolated.
//
//   ForecastGrid grid(minutes(10));
//   MeasurementForecaster state;
//   for (const auto& [at, value] : rows) learn(grid, state, at, value);
//   MeasurementOutlook ahead = look_ahead(grid, state, 24);   double q90 = quantile(ahead, 24, 0.9);
//
// A copy is a checkpoint: 7.6 kB of an hourly series, 14 kB of one each ten minutes, of which the past is
// what grows (echoes.h). What is learnt is kept in single precision and reckoned in double. No clock; the
// same bits however rows are batched.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/instant.h"
#include "detection/forecast/echoes.h"
#include "detection/measurement/row_clock.h"

namespace voorzien::detection {

constexpr std::size_t forecast_waves = 12;
constexpr std::size_t forecast_regressors = 1 + 2 * forecast_waves;
// Steps at which errors are kept.
inline constexpr std::array<std::size_t, 18> forecast_steps{1,  2,  3,  4,  6,   8,   12,  16,  24,
                                                            32, 48, 64, 96, 128, 192, 256, 384, 512};
constexpr std::size_t forecast_lengths = forecast_steps.size();
constexpr std::size_t forecast_experts = 3;  // waves, echoes, echoes of the logarithm
constexpr std::size_t forecast_knots = 7;
// Student's quantiles at 2.5, 10, 25, 50, 75, 90, 97.5 %, variance 1: where the knots begin.
inline constexpr std::array<float, forecast_knots> knot_begin{-1.9912F, -1.1432F, -0.5629F, 0,
                                                              0.5629F,  1.1432F,  1.9912F};
constexpr std::size_t longest_forecast = 2000;  // steps; beyond 512 the doubt of 512 is told

// What depends on the step only.
class ForecastGrid {
 public:
  explicit ForecastGrid(Duration step);  // > 0

  Duration step;
  EchoGrid echoes;
  std::array<bool, forecast_waves> used{};  // waves that this step can see
  // Cosine and sine of what each wave turns in forecast_steps[k].
  std::array<std::array<std::array<double, 2>, forecast_waves>, forecast_lengths> turn{};
};

// Numbers of errors stop at 65,535: what is reckoned from them has long stopped moving.
struct ForecastLength {
  float error = 0;                                     // root mean square
  std::array<float, forecast_knots> knots{};           // quantiles of error / its root mean square
  std::array<float, forecast_experts> expert_error{};  // of each by itself
  std::uint16_t errors = 0;
  std::array<std::uint16_t, forecast_experts> expert_errors{};
  bool operator==(const ForecastLength&) const = default;
};

struct Foretold {  // less the origin
  float together;
  std::array<float, forecast_experts> by;
};
// A length is foretold from slots so far apart that six or eight of it are awaited at any time.
constexpr std::size_t foretold_apart(std::size_t steps) {
  std::size_t out = 1;
  while (out * 12 <= steps) out *= 2;
  return out;
}
constexpr std::size_t foretold_slots = [] {
  std::size_t out = 0;
  for (const std::size_t steps : forecast_steps) out += steps / foretold_apart(steps);
  return out;
}();

struct MeasurementForecaster {
  RowClock clock;
  std::int64_t slot = 0;                          // of the last row
  std::uint32_t rows = 0;                         // learnt
  double origin = 0;                              // first value; all below is relative to it
  std::array<double, forecast_regressors> row{};  // 1 and the waves' cosines and sines in that slot
  std::array<float, forecast_regressors> weight{};
  std::array<float, forecast_regressors*(forecast_regressors + 1) / 2> covariance{};  // lower, by rows
  double noise = 0;                  // variance of what the waves leave
  std::array<double, 2> memory{};    // coefficients of the autoregression
  std::array<double, 3> doubt{};     // their covariance: 00, 10, 11
  std::array<double, 2> residual{};  // of the last two slots
  std::array<ForecastLength, forecast_lengths> lengths{};
  Echoes echoes;
  Echoes log_echoes;
  bool positive = true;  // all values so far
  // For each length what was foretold for the slots to come, NaN where nothing was.
  std::array<Foretold, foretold_slots> foretold{};
};

void learn(const ForecastGrid& grid, MeasurementForecaster& state, Instant at, double value);

struct MeasurementOutlook {
  std::vector<double> expected;                           // of step 1, 2, ...
  std::vector<double> spread;                             // root mean square of errors
  std::vector<std::array<double, forecast_knots>> knots;  // of the standardised error
  std::vector<double> kinship;  // correlation of the error with that of the step before
};

// steps <= longest_forecast. Nothing learnt yet: empty.
[[nodiscard]] MeasurementOutlook look_ahead(const ForecastGrid& grid, const MeasurementForecaster& state,
                                            std::size_t steps);
// Of the value `step` (from 1) steps after the last row; 0 < probability < 1.
[[nodiscard]] double quantile(const MeasurementOutlook& outlook, std::size_t step, double probability);
[[nodiscard]] double probability_above(const MeasurementOutlook& outlook, std::size_t step, double threshold);
// Of each step k: P(above `threshold` at one of the steps 1..k at least), errors taken as a Markov chain.
[[nodiscard]] std::vector<double> crossing_curve(const MeasurementOutlook& outlook, std::size_t steps,
                                                 double threshold);
// Its last value; 0 for no step.
[[nodiscard]] double probability_of_crossing(const MeasurementOutlook& outlook, std::size_t steps,
                                             double threshold);

// The most usual distance of rows, to the second, at least one second. Fewer than two times: an hour.
[[nodiscard]] Duration usual_step(const std::vector<Instant>& times);

}  // namespace voorzien::detection
