#include "detection/forecast/measurement_forecast.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/ensure.h"
#include "detection/forecast/least_squares.h"
#include "detection/forecast/student.h"

namespace voorzien::detection {
namespace {
// Hours. Day and three overtones, week and one, and the tides M2, O1, N2, M4 (S2 is the half day). Last two
// tides that months tell from the day and its half, K1 and K2: until then the day speaks for them.
constexpr std::array<double, forecast_waves> wave_h{
    24, 12, 8, 6, 168, 84, 12.4206012, 25.8193417, 12.6583482, 6.2103006, 23.9344696, 11.9672348};
constexpr std::size_t slow_waves = 2;
constexpr std::array<double, forecast_knots> knot_at{0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975};
constexpr double memory_h = 60 * 24;  // of the waves
constexpr double echo_memory_h = 21 * 24;
constexpr double residual_memory = 0.998;  // of the autoregression, per row
constexpr double error_rows = 400;         // memory of the errors
constexpr double knot_stride = 0.02;
constexpr double freedom = 5;  // of Student's weight of an outlier in learning
constexpr double outlier_sd = 6;
constexpr float level_doubt = 1e4;  // prior variances, in units of the noise
constexpr float wave_doubt = 100;
constexpr float slow_wave_doubt = 5e-4F;
constexpr double largest_value = 1e30;
constexpr double log_most = 70;  // of a value of 1e30
constexpr float none = std::numeric_limits<float>::quiet_NaN();
constexpr double expert_doubt = 30;  // errors after which an expert has a full say

using Regressors = std::array<double, forecast_regressors>;
using Weights = std::array<float, forecast_regressors>;

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

// To the next slot.
void turn_on(const ForecastGrid& grid, Regressors& row) {
  for (std::size_t k = 0; k < forecast_waves; ++k) {
    const auto& [c, w] = grid.turn[0][k];
    const double x = row[1 + 2 * k];
    row[1 + 2 * k] = x * c - row[2 + 2 * k] * w;
    row[2 + 2 * k] = row[2 + 2 * k] * c + x * w;
  }
}

double sum_of(const Regressors& row, const Weights& weight) {
  double out = 0;
  for (std::size_t i = 0; i < forecast_regressors; ++i) out += row[i] * weight[i];
  return out;
}

// The waves' value after the turn of a length, from the cosines and sines of now.
double turned(const Regressors& row, const Weights& weight,
              const std::array<std::array<double, 2>, forecast_waves>& turn) {
  double out = weight[0];
  for (std::size_t k = 0; k < forecast_waves; ++k) {
    const double c = row[1 + 2 * k] * turn[k][0] - row[2 + 2 * k] * turn[k][1];
    const double s = row[2 + 2 * k] * turn[k][0] + row[1 + 2 * k] * turn[k][1];
    out += weight[1 + 2 * k] * c + weight[2 + 2 * k] * s;
  }
  return out;
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

void forget_foretold(MeasurementForecaster& s) { s.foretold.fill({none, {none, none, none}}); }

void begin_at(MeasurementForecaster& s, double value) {
  s.origin = value;
  std::size_t k = 0;
  for (std::size_t i = 0; i < forecast_regressors; ++i) {
    k += i;
    s.covariance[k++] = i == 0                                     ? level_doubt
                        : i < forecast_regressors - 2 * slow_waves ? wave_doubt
                                                                   : slow_wave_doubt;
  }
  s.doubt = {1, 0, 1};
  s.memory = {0.8, 0};
  forget_foretold(s);
  for (ForecastLength& length : s.lengths) length.knots = knot_begin;
}

constexpr std::array<std::size_t, forecast_lengths> apart = [] {
  std::array<std::size_t, forecast_lengths> out{};
  for (std::size_t k = 0; k < forecast_lengths; ++k) out[k] = foretold_apart(forecast_steps[k]);
  return out;
}();

// A length is a multiple of its distance, so these are also the slots that are foretold.
bool is_foretold_from(std::size_t length, std::int64_t slot) {
  return (slot & static_cast<std::int64_t>(apart[length] - 1)) == 0;  // a power of two
}

constexpr std::array<std::size_t, forecast_lengths> first_foretold = [] {
  std::array<std::size_t, forecast_lengths> out{};
  for (std::size_t k = 1; k < forecast_lengths; ++k)
    out[k] = out[k - 1] + forecast_steps[k - 1] / apart[k - 1];
  return out;
}();

Foretold& foretold_of(MeasurementForecaster& s, std::size_t length, std::int64_t slot) {
  const auto awaited = static_cast<std::int64_t>(forecast_steps[length] / apart[length]);
  const std::int64_t at = slot / static_cast<std::int64_t>(apart[length]) % awaited;
  return s.foretold[first_foretold[length] + static_cast<std::size_t>(at < 0 ? at + awaited : at)];
}

// Slots without a row: what was foretold for them is never compared, and the residual dies out as it would.
void pass_over(const ForecastGrid& grid, MeasurementForecaster& s, std::int64_t until) {
  pass_echoes(grid.echoes, s.echoes, until - s.slot - 1);
  if (s.positive) pass_echoes(grid.echoes, s.log_echoes, until - s.slot - 1);
  for (std::size_t k = 0; k < forecast_lengths; ++k) {
    const std::int64_t from = std::max(s.slot + 1, until - static_cast<std::int64_t>(forecast_steps[k]));
    for (std::int64_t slot = from; slot < until; ++slot)
      if (is_foretold_from(k, slot)) foretold_of(s, k, slot) = {none, {none, none, none}};
  }
  const std::int64_t empty = std::min<std::int64_t>(until - s.slot - 1, 1024);
  for (std::int64_t i = 0; i < empty; ++i) {
    const double next = s.memory[0] * s.residual[0] + s.memory[1] * s.residual[1];
    s.residual = {next, s.residual[0]};
  }
}

// Errors of slots that were foretold together overlap, and lean the same way: the more, the shorter the
// stride.
double stride_of(std::size_t length) {
  const std::size_t steps = forecast_steps[length];
  return knot_stride / std::sqrt(static_cast<double>(steps / apart[length]));
}

// The last quarter of the errors counts most: early ones are of one who knew little yet.
double memory_of(std::uint32_t errors) { return std::min(std::max(1.0, (errors + 3.0) / 4), error_rows); }

void count_on(std::uint16_t& errors) {
  if (errors < std::numeric_limits<std::uint16_t>::max()) ++errors;
}

// error: root mean square of `errors` ones, with one more.
void take_in(float& error, std::uint16_t errors, double off) {
  const double square = static_cast<double>(error) * error;
  error = static_cast<float>(std::sqrt(square + (off * off - square) / memory_of(errors)));
}

void learn_error(ForecastLength& length, double error, double stride) {
  const double spread = length.error;
  count_on(length.errors);
  const bool warm = length.errors > 20 && spread > 0;
  if (spread > 0) {
    for (std::size_t k = 0; k < forecast_knots; ++k)
      length.knots[k] = static_cast<float>(
          length.knots[k] + stride * (knot_at[k] - (error < length.knots[k] * spread ? 1 : 0)));
    std::sort(length.knots.begin(), length.knots.end());
  }
  take_in(length.error, length.errors, warm ? std::min(std::abs(error), outlier_sd * spread) : error);
}

void learn_expert(ForecastLength& length, std::size_t expert, double error) {
  std::uint16_t& errors = length.expert_errors[expert];
  count_on(errors);
  const double most =
      errors > 20 ? outlier_sd * length.expert_error[expert] : std::numeric_limits<double>::infinity();
  take_in(length.expert_error[expert], errors, std::min(std::abs(error), most));
}

// Echoes of the next steps, as they are learnt; an empty one says nothing.
struct Echoed {
  std::vector<double> plain;
  std::vector<double> log;
};

Echoed echoed(const ForecastGrid& grid, const MeasurementForecaster& s, std::size_t steps) {
  return {echoes_ahead(grid.echoes, s.echoes, steps),
          s.positive ? echoes_ahead(grid.echoes, s.log_echoes, steps) : std::vector<double>()};
}

// What each expert says of one step, less the origin; NaN: nothing.
using Said = std::array<double, forecast_experts>;

Said said(const MeasurementForecaster& s, double waves, const Echoed& echoes, std::size_t step) {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  return {waves, echoes.plain.empty() ? nothing : echoes.plain[step - 1],
          echoes.log.empty() ? nothing : std::exp(std::min(echoes.log[step - 1], log_most)) - s.origin};
}

// Weighed by the square of one over the mean square of their errors at this length, and the less the fewer
// those are: waves alone until another is known.
double together(const ForecastLength& length, const Said& said) {
  double out = 0;
  double sum = 0;
  for (std::size_t e = 0; e < forecast_experts; ++e) {
    if (std::isnan(said[e])) continue;
    const bool compared = e > 0 && length.expert_errors[0] > 0;
    const double times = (length.expert_error[0] + 1e-150) / (length.expert_error[e] + 1e-150);
    const double ratio = compared ? times * times : 1;
    const double known = e == 0 ? 1 : std::min(length.expert_errors[e] / expert_doubt, 1.0);
    const double share = known * std::min(ratio * ratio, 1e12);
    out += share * said[e];
    sum += share;
  }
  return out / sum;
}

struct Place {  // of a step between two lengths
  std::size_t near;
  std::size_t far;
  double part;
};

Place place_of(const MeasurementForecaster& s, std::size_t step) {
  const auto above = std::upper_bound(forecast_steps.begin(), forecast_steps.end(), step);
  const auto near = static_cast<std::size_t>(above - forecast_steps.begin()) - 1;
  const std::size_t far = std::min(near + 1, forecast_lengths - 1);
  const auto of = [](std::size_t steps) { return std::log2(static_cast<double>(steps)); };
  const double way = far > near ? of(forecast_steps[far]) - of(forecast_steps[near]) : 1;
  const double part = far > near ? (of(step) - of(forecast_steps[near])) / way : 0;
  return {near, far, s.lengths[far].errors > 10 ? part : 0};
}

}  // namespace

ForecastGrid::ForecastGrid(Duration step_given) : step(step_given), echoes(step_given) {
  ENSURE(step.us > 0, "a grid needs a step");
  for (std::size_t k = 0; k < forecast_waves; ++k) used[k] = hours_of(step) * 2.5 < wave_h[k];
  for (std::size_t n = 0; n < forecast_lengths; ++n)
    for (std::size_t k = 0; k < forecast_waves; ++k) {
      const double angle =
          2 * std::numbers::pi * hours_of(step) * static_cast<double>(forecast_steps[n]) / wave_h[k];
      turn[n][k] = {std::cos(angle), std::sin(angle)};
    }
}

namespace {
// What is said now for the slots that a length ends in.
void foretell(const ForecastGrid& grid, MeasurementForecaster& s) {
  std::size_t lengths = forecast_lengths;
  while (!is_foretold_from(lengths - 1, s.slot)) --lengths;
  const Echoed echoes = echoed(grid, s, forecast_steps[lengths - 1]);
  std::array<double, 2> residual = s.residual;
  std::size_t step = 0;
  for (std::size_t k = 0; k < lengths; ++k) {
    for (; step < forecast_steps[k]; ++step)
      residual = {s.memory[0] * residual[0] + s.memory[1] * residual[1], residual[0]};
    if (!is_foretold_from(k, s.slot)) continue;
    const Said now = said(s, turned(s.row, s.weight, grid.turn[k]) + residual[0], echoes, step);
    Foretold& put = foretold_of(s, k, s.slot);
    put.together = static_cast<float>(together(s.lengths[k], now));
    for (std::size_t e = 0; e < forecast_experts; ++e) put.by[e] = static_cast<float>(now[e]);
  }
}

// Student's weight of how far the last forecast of one step was off.
double echo_share(const MeasurementForecaster& s, double y) {
  const ForecastLength& one = s.lengths[0];
  const Foretold& before = s.foretold[0];
  if (one.errors <= 50 || !(one.error > 0) || std::isnan(before.together)) return 1;
  const double off = (y - before.together) / one.error;
  return (freedom + 1) / (freedom + off * off);
}
}  // namespace

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
    forget_foretold(s);             // the clock was put back: nothing foretold is comparable
    s.residual = {0, 0};
    s.echoes.slots = s.log_echoes.slots = 0;
  } else {
    pass_over(grid, s, slot);
  }
  // From the slot before by a turn, which is quicker than the angles; anew now and then, lest it drift.
  if (slot == s.slot + 1 && s.rows > 0 && slot % 1024 != 0)
    turn_on(grid, s.row);
  else
    s.row = waves_at(grid, slot);
  const Regressors& row = s.row;
  const double y = bounded - s.origin;
  for (std::size_t k = 0; k < forecast_lengths; ++k) {
    if (!is_foretold_from(k, slot)) continue;
    const Foretold& before = foretold_of(s, k, slot);
    if (!std::isnan(before.together)) learn_error(s.lengths[k], y - before.together, stride_of(k));
    for (std::size_t e = 0; e < forecast_experts; ++e)
      if (!std::isnan(before.by[e])) learn_expert(s.lengths[k], e, y - before.by[e]);
  }
  const double off = y - sum_of(row, s.weight);
  const double z2 = s.rows > 50 && s.noise > 0 ? off * off / s.noise : 0;
  const double share = (freedom + 1) / (freedom + z2);
  const double steps = static_cast<double>(std::clamp<std::int64_t>(slot - s.slot, 1, 10'000));
  const double keep = std::exp(-std::min(steps * hours_of(grid.step) / memory_h, 1.0));
  learn_squares(s.weight, s.covariance, row, y, keep, share, level_doubt);
  const double reach =
      s.rows > 50 && s.noise > 0 ? outlier_sd * std::sqrt(s.noise) : std::numeric_limits<double>::infinity();
  const double left = std::clamp(y - sum_of(row, s.weight), -reach, reach);
  if (s.rows > 2) learn_memory(s, left, share);
  s.noise += (left * left - s.noise) / std::min(s.rows + 1.0, error_rows);
  s.residual = {left, s.residual[0]};
  const double echo_keep = std::exp(-std::min(steps * hours_of(grid.step) / echo_memory_h, 1.0));
  const double taught = echo_share(s, y);
  learn_echo(grid.echoes, s.echoes, y, taught, echo_keep);
  s.positive = s.positive && bounded > 0;
  if (s.positive) learn_echo(grid.echoes, s.log_echoes, std::log(bounded), taught, echo_keep);
  s.slot = slot;
  ++s.rows;
  foretell(grid, s);
}

MeasurementOutlook look_ahead(const ForecastGrid& grid, const MeasurementForecaster& s, std::size_t steps) {
  MeasurementOutlook out;
  if (s.rows == 0) return out;
  const std::size_t most = std::min(steps, longest_forecast);
  const Echoed echoes = echoed(grid, s, most);
  Regressors row = s.row;
  std::array<double, 2> residual = s.residual;
  std::array<double, 2> echo{1, 0};  // weight of a shock one and two steps ago
  double shocks = 0;
  double before = 0;
  for (std::size_t step = 1; step <= most; ++step) {
    turn_on(grid, row);
    residual = {s.memory[0] * residual[0] + s.memory[1] * residual[1], residual[0]};
    const Said now = said(s, sum_of(row, s.weight) + residual[0], echoes, step);
    const auto [low, high, part] = place_of(s, step);
    const ForecastLength& near = s.lengths[low];
    const ForecastLength& far = s.lengths[high];
    out.expected.push_back(s.origin + (1 - part) * together(near, now) +
                           (part > 0 ? part * together(far, now) : 0));
    // Theory of the autoregression: errors of step and step before share their shocks.
    const double next = s.memory[0] * echo[0] + s.memory[1] * echo[1];
    const double sum = shocks + echo[0] * echo[0];
    before += echo[0] * echo[1];
    out.kinship.push_back(shocks > 0 ? std::clamp(before / std::sqrt(sum * shocks), -0.99, 0.99) : 0);
    shocks = sum;
    echo = {next, echo[0]};
    // Doubt: between the two lengths around this step, in proportion to its logarithm.
    const double shock = s.lengths[0].error;
    const double theory = shock * shock * shocks;
    const auto square = [&](const ForecastLength& one) {
      const double error = one.error;
      return (error * error * one.errors + theory * 10) / (one.errors + 10.0);
    };
    out.spread.push_back(std::sqrt((1 - part) * square(near) + part * square(far)));
    auto& knots = out.knots.emplace_back();
    for (std::size_t k = 0; k < forecast_knots; ++k)
      knots[k] = (1 - part) * near.knots[k] + part * far.knots[k];
  }
  return out;
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
