#include "detection/forecast/measurement_forecast.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/ensure.h"
#include "detection/forecast/student.h"

namespace voorzien::detection {
namespace {
// Hours. Day and three overtones, week and one, and the tides M2, O1, N2, M4 (S2 is the half day).
constexpr std::array<double, forecast_waves> wave_h{24, 12,         8,          6,          168,
                                                    84, 12.4206012, 25.8193417, 12.6583482, 6.2103006};
constexpr std::array<double, forecast_knots> knot_at{0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
// Student's quantiles there, variance 1: where the knots begin.
constexpr std::array<double, forecast_knots> knot_begin{-1.9912, -1.1432, -0.5629, 0, 0.5629, 1.1432, 1.9912};
constexpr double memory_h = 60 * 24;       // of the waves
constexpr double residual_memory = 0.998;  // of the autoregression, per row
constexpr double error_rows = 400;         // memory of the errors
constexpr double knot_stride = 0.02;
constexpr double freedom = 5;  // of Student's weight of an outlier in learning
constexpr double outlier_sd = 6;
constexpr double level_doubt = 1e4;  // prior variances, in units of the noise
constexpr double wave_doubt = 100;
constexpr double largest_value = 1e30;
constexpr double none = std::numeric_limits<double>::quiet_NaN();

using Regressors = std::array<double, forecast_regressors>;

double hours_of(Duration d) { return static_cast<double>(d.us) / 3.6e9; }

Regressors waves_at(const ForecastGrid& grid, std::int64_t slot) {
  Regressors out{};
  out[0] = 1;
  const double hours = static_cast<double>(slot) * hours_of(grid.step);
  for (std::size_t k = 0; k < forecast_waves; ++k) {
    if (!grid.used[k]) continue;
    const double angle = 2 * std::numbers::pi * std::fmod(hours, wave_h[k]) / wave_h[k];
    out[1 + 2 * k] = std::cos(angle);
    out[2 + 2 * k] = std::sin(angle);
  }
  return out;
}

double sum_of(const Regressors& row, const Regressors& weight) {
  double out = 0;
  for (std::size_t i = 0; i < forecast_regressors; ++i) out += row[i] * weight[i];
  return out;
}

// The waves' value after the turn of a length, from the cosines and sines of now.
double turned(const Regressors& row, const Regressors& weight,
              const std::array<std::array<double, 2>, forecast_waves>& turn) {
  double out = weight[0];
  for (std::size_t k = 0; k < forecast_waves; ++k) {
    const double c = row[1 + 2 * k] * turn[k][0] - row[2 + 2 * k] * turn[k][1];
    const double s = row[2 + 2 * k] * turn[k][0] + row[1 + 2 * k] * turn[k][1];
    out += weight[1 + 2 * k] * c + weight[2 + 2 * k] * s;
  }
  return out;
}

// Recursive least squares with Student's weight: an outlier teaches little.
void learn_waves(MeasurementForecaster& s, const Regressors& row, double off, double keep, double share) {
  Regressors leverage{};
  const double grown = 1 / keep;
  std::size_t k = 0;
  for (std::size_t i = 0; i < forecast_regressors; ++i) {
    for (std::size_t j = 0; j < i; ++j, ++k) {
      s.covariance[k] *= grown;
      leverage[i] += s.covariance[k] * row[j];
      leverage[j] += s.covariance[k] * row[i];
    }
    s.covariance[k] *= grown;
    leverage[i] += s.covariance[k++] * row[i];
  }
  const double total = sum_of(row, leverage) + 1 / share;
  k = 0;
  for (std::size_t i = 0; i < forecast_regressors; ++i) {
    s.weight[i] += leverage[i] / total * off;
    for (std::size_t j = 0; j <= i; ++j) s.covariance[k++] -= leverage[i] * leverage[j] / total;
  }
}

void learn_memory(MeasurementForecaster& s, double residual, double share) {
  auto& [p00, p10, p11] = s.doubt;
  const double x = s.residual[0];
  const double y = s.residual[1];
  const double scale = s.noise + 1e-300;
  const double gain0 = p00 * x + p10 * y;
  const double gain1 = p10 * x + p11 * y;
  const double total = residual_memory * scale / share + x * gain0 + y * gain1;
  const double off = residual - s.memory[0] * x - s.memory[1] * y;
  s.memory[0] += gain0 / total * off;
  s.memory[1] += gain1 / total * off;
  p00 = std::min((p00 - gain0 * gain0 / total) / residual_memory, 1.0);
  p11 = std::min((p11 - gain1 * gain1 / total) / residual_memory, 1.0);
  p10 = std::clamp((p10 - gain0 * gain1 / total) / residual_memory, -0.99 * std::sqrt(p00 * p11),
                   0.99 * std::sqrt(p00 * p11));
  // Inside the triangle where the autoregression dies out.
  s.memory[1] = std::clamp(s.memory[1], -0.98, 0.98);
  const double most = 0.998 - s.memory[1];
  s.memory[0] = std::clamp(s.memory[0], -most, most);
}

void begin_at(MeasurementForecaster& s, double value) {
  s.origin = value;
  std::size_t k = 0;
  for (std::size_t i = 0; i < forecast_regressors; ++i) {
    k += i;
    s.covariance[k++] = i == 0 ? level_doubt : wave_doubt;
  }
  s.doubt = {1, 0, 1};
  s.memory = {0.8, 0};
  s.foretold.fill(none);
  for (ForecastLength& length : s.lengths) length.knots = knot_begin;
}

double& foretold_of(MeasurementForecaster& s, std::size_t length, std::int64_t slot) {
  const std::int64_t rows = std::int64_t{1} << length;
  const std::int64_t at = (slot % rows + rows) % rows;
  return s.foretold[static_cast<std::size_t>(rows - 1 + at)];
}

// Slots without a row: what was foretold for them is never compared, and the residual dies out as it would.
void pass_over(MeasurementForecaster& s, std::int64_t until) {
  for (std::size_t k = 0; k < forecast_lengths; ++k) {
    const std::int64_t from = std::max(s.slot + 1, until - (std::int64_t{1} << k));
    for (std::int64_t slot = from; slot < until; ++slot) foretold_of(s, k, slot) = none;
  }
  const std::int64_t empty = std::min<std::int64_t>(until - s.slot - 1, 1024);
  for (std::int64_t i = 0; i < empty; ++i) {
    const double next = s.memory[0] * s.residual[0] + s.memory[1] * s.residual[1];
    s.residual = {next, s.residual[0]};
  }
}

void learn_error(ForecastLength& length, double error) {
  const double spread = std::sqrt(length.error_square);
  ++length.errors;
  const bool warm = length.errors > 20 && spread > 0;
  if (spread > 0) {
    for (std::size_t k = 0; k < forecast_knots; ++k)
      length.knots[k] += knot_stride * (knot_at[k] - (error < length.knots[k] * spread ? 1 : 0));
    std::sort(length.knots.begin(), length.knots.end());
  }
  const double square =
      warm ? std::min(error * error, outlier_sd * outlier_sd * length.error_square) : error * error;
  length.error_square += (square - length.error_square) / std::min<double>(length.errors, error_rows);
}

// Residual to be expected after 1, 2, 4 ... slots: powers of the companion matrix.
std::array<double, forecast_lengths> residual_after(const MeasurementForecaster& s) {
  std::array<double, forecast_lengths> out{};
  double a = s.memory[0];
  double b = s.memory[1];
  double c = 1;
  double d = 0;
  for (double& one : out) {
    one = a * s.residual[0] + b * s.residual[1];
    const double a2 = a * a + b * c;
    const double b2 = a * b + b * d;
    const double c2 = c * a + d * c;
    d = c * b + d * d;
    a = a2, b = b2, c = c2;
  }
  return out;
}
}  // namespace

ForecastGrid::ForecastGrid(Duration step_given) : step(step_given) {
  ENSURE(step.us > 0, "a grid needs a step");
  for (std::size_t k = 0; k < forecast_waves; ++k) used[k] = hours_of(step) * 2.5 < wave_h[k];
  for (std::size_t n = 0; n < forecast_lengths; ++n)
    for (std::size_t k = 0; k < forecast_waves; ++k) {
      const double angle = 2 * std::numbers::pi * hours_of(step) * static_cast<double>(1U << n) / wave_h[k];
      turn[n][k] = {std::cos(angle), std::sin(angle)};
    }
}

void learn(const ForecastGrid& grid, MeasurementForecaster& s, Instant at, double value) {
  if (std::isnan(value) || !read_clock(s.clock, at).is_new) return;
  const double bounded = std::clamp(value, -largest_value, largest_value);
  const std::int64_t slot = (at.us + grid.step.us / 2) / grid.step.us;
  if (s.rows == 0) {
    begin_at(s, bounded);
    s.slot = slot - 1;
  }
  if (slot <= s.slot) {
    if (s.slot - slot < 1) return;  // a second row in its slot
    s.foretold.fill(none);          // the clock was put back: nothing foretold is comparable
    s.residual = {0, 0};
  } else {
    pass_over(s, slot);
  }
  const Regressors row = waves_at(grid, slot);
  const double y = bounded - s.origin;
  for (std::size_t k = 0; k < forecast_lengths; ++k) {
    const double before = foretold_of(s, k, slot);
    if (!std::isnan(before)) learn_error(s.lengths[k], y - before);
  }
  const double off = y - sum_of(row, s.weight);
  const double z2 = s.rows > 50 && s.noise > 0 ? off * off / s.noise : 0;
  const double share = (freedom + 1) / (freedom + z2);
  const double steps = static_cast<double>(std::clamp<std::int64_t>(slot - s.slot, 1, 10'000));
  const double keep = std::exp(-std::min(steps * hours_of(grid.step) / memory_h, 1.0));
  learn_waves(s, row, off, keep, share);
  const double reach =
      s.rows > 50 && s.noise > 0 ? outlier_sd * std::sqrt(s.noise) : std::numeric_limits<double>::infinity();
  const double left = std::clamp(y - sum_of(row, s.weight), -reach, reach);
  if (s.rows > 2) learn_memory(s, left, share);
  s.noise += (left * left - s.noise) / std::min(s.rows + 1.0, error_rows);
  s.residual = {left, s.residual[0]};
  const auto after = residual_after(s);
  for (std::size_t k = 0; k < forecast_lengths; ++k)
    foretold_of(s, k, slot) = turned(row, s.weight, grid.turn[k]) + after[k];
  s.slot = slot;
  ++s.rows;
}

MeasurementOutlook look_ahead(const ForecastGrid& grid, const MeasurementForecaster& s, std::size_t steps) {
  MeasurementOutlook out;
  if (s.rows == 0) return out;
  Regressors row = waves_at(grid, s.slot);
  std::array<double, 2> residual = s.residual;
  std::array<double, 2> echo{1, 0};  // weight of a shock one and two steps ago
  double shocks = 0;
  double before = 0;
  for (std::size_t step = 1; step <= std::min(steps, longest_forecast); ++step) {
    for (std::size_t k = 0; k < forecast_waves; ++k) {
      const auto& [c, w] = grid.turn[0][k];
      const double x = row[1 + 2 * k];
      row[1 + 2 * k] = x * c - row[2 + 2 * k] * w;
      row[2 + 2 * k] = row[2 + 2 * k] * c + x * w;
    }
    residual = {s.memory[0] * residual[0] + s.memory[1] * residual[1], residual[0]};
    out.expected.push_back(s.origin + sum_of(row, s.weight) + residual[0]);
    // Theory of the autoregression: errors of step and step before share their shocks.
    const double next = s.memory[0] * echo[0] + s.memory[1] * echo[1];
    const double sum = shocks + echo[0] * echo[0];
    before += echo[0] * echo[1];
    out.kinship.push_back(shocks > 0 ? std::clamp(before / std::sqrt(sum * shocks), -0.99, 0.99) : 0);
    shocks = sum;
    echo = {next, echo[0]};
    // Doubt: between the two lengths around this step, in proportion to its logarithm.
    const double place = std::min(std::log2(static_cast<double>(step)), forecast_lengths - 1.0);
    const std::size_t low = static_cast<std::size_t>(place);
    const ForecastLength& near = s.lengths[low];
    const ForecastLength& far = s.lengths[std::min(low + 1, forecast_lengths - 1)];
    const bool known = far.errors > 10;
    const double part = known ? place - static_cast<double>(low) : 0;
    const double theory = s.lengths[0].error_square * shocks;
    const auto square = [&](const ForecastLength& one) {
      return (one.error_square * one.errors + theory * 10) / (one.errors + 10.0);
    };
    out.spread.push_back(std::sqrt((1 - part) * square(near) + part * square(far)));
    auto& knots = out.knots.emplace_back();
    for (std::size_t k = 0; k < forecast_knots; ++k)
      knots[k] = (1 - part) * near.knots[k] + part * far.knots[k];
  }
  return out;
}

namespace {
// Between knots linear in Student's own quantile; outside with Student's shape, at least as wide as begun.
double standard_quantile(const std::array<double, forecast_knots>& knots, double probability) {
  const double t = student_quantile(probability);
  constexpr std::size_t last = forecast_knots - 1;
  if (t <= knot_begin[0]) return knots[0] * std::max(t / knot_begin[0], 1.0);
  if (t >= knot_begin[last]) return knots[last] * std::max(t / knot_begin[last], 1.0);
  std::size_t k = 0;
  while (t > knot_begin[k + 1]) ++k;
  const double part = (t - knot_begin[k]) / (knot_begin[k + 1] - knot_begin[k]);
  return knots[k] + part * (knots[k + 1] - knots[k]);
}

double standard_below(const std::array<double, forecast_knots>& knots, double z) {
  constexpr std::size_t last = forecast_knots - 1;
  if (knots[0] < 0 && knots[last] > 0) {  // rises everywhere: the way back is the same lines
    if (z <= knots[0]) return student_below(z / knots[0] * knot_begin[0]);
    if (z >= knots[last]) return student_below(z / knots[last] * knot_begin[last]);
    std::size_t k = 0;
    while (z > knots[k + 1]) ++k;
    const double width = knots[k + 1] - knots[k];
    const double part = width > 0 ? (z - knots[k]) / width : 1;
    return student_below(knot_begin[k] + part * (knot_begin[k + 1] - knot_begin[k]));
  }
  double low = 1e-9;
  double high = 1 - 1e-9;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    (standard_quantile(knots, middle) < z ? low : high) = middle;
  }
  return (low + high) / 2;
}
}  // namespace

double quantile(const MeasurementOutlook& outlook, std::size_t step, double probability) {
  ENSURE(step >= 1 && step <= outlook.expected.size(), "a step that was looked ahead to");
  return outlook.expected[step - 1] +
         outlook.spread[step - 1] * standard_quantile(outlook.knots[step - 1], probability);
}

double probability_above(const MeasurementOutlook& outlook, std::size_t step, double threshold) {
  ENSURE(step >= 1 && step <= outlook.expected.size(), "a step that was looked ahead to");
  const double off = threshold - outlook.expected[step - 1];
  const double spread = outlook.spread[step - 1];
  if (!(spread > 0)) return off < 0 ? 1 : 0;
  return 1 - standard_below(outlook.knots[step - 1], off / spread);
}

std::vector<double> crossing_curve(const MeasurementOutlook& outlook, std::size_t steps, double threshold) {
  std::vector<double> out;
  double stayed = 1;
  double below_before = 1;
  double deviate_before = 0;
  for (std::size_t step = 1; step <= std::min(steps, outlook.expected.size()); ++step) {
    const double below = std::clamp(1 - probability_above(outlook, step, threshold), 1e-9, 1.0);
    const double deviate = normal_quantile(below);
    if (step == 1)
      stayed = below;
    else
      stayed *= std::min(both_below(deviate_before, deviate, outlook.kinship[step - 1]) / below_before, 1.0);
    below_before = below;
    deviate_before = deviate;
    out.push_back(1 - stayed);
  }
  return out;
}

double probability_of_crossing(const MeasurementOutlook& outlook, std::size_t steps, double threshold) {
  const std::vector<double> curve = crossing_curve(outlook, steps, threshold);
  return curve.empty() ? 0 : curve.back();
}

Duration usual_step(const std::vector<Instant>& times) {
  std::vector<std::int64_t> seconds_between;
  for (std::size_t i = 1; i < times.size(); ++i)
    if (times[i] > times[i - 1]) seconds_between.push_back((times[i] - times[i - 1]).us / 1'000'000);
  if (seconds_between.empty()) return hours(1);
  const auto middle = seconds_between.begin() + static_cast<std::ptrdiff_t>(seconds_between.size() / 2);
  std::nth_element(seconds_between.begin(), middle, seconds_between.end());
  return seconds(std::max<std::int64_t>(*middle, 1));
}

}  // namespace voorzien::detection
