#include "detection/measurement/measurement_model.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace voorzien::detection {
namespace {
// The free parameters, the same for every series; the tails have two more (rare_tail.h). How each was chosen
// and how little each matters is told in docs/detection/measurement.md.
constexpr double ladder = 4;          // scales are 4, 16 and 64 rows, what is slow 256
constexpr double clip_sd = 5;         // learning of level and noise cuts here: a spike is not the new normal
constexpr double length_share = 0.4;  // how far a record is worth more because the stream is longer
constexpr double rest_share = 0.1;    // of the rows seen: how long an alarm holds back weaker ones
constexpr double alarm_evidence = 3.15;

constexpr std::uint32_t first_judged = 30;
constexpr std::uint32_t warm_rows = 50;
constexpr std::uint32_t memory_rows = 20'000;  // of tails
constexpr double slow_rows = ladder * ladder * ladder * ladder;
constexpr double season_rows = 2'000;
constexpr double largest_value = 1e30;
constexpr double farthest_sd = 100;  // signals are cut there, so that one wild value is gone in a while
constexpr double held_back = 0.3;
constexpr double growth = 0.3;  // decades by which evidence must pass an alarm (twice as rare) to alarm again
constexpr double usual_length = 2'000;

// The weight of a new row in a mean over `scale` rows, when `steps` usual distances have passed.
double weight_of(double scale, double rows, double steps) {
  const double one = 1 / std::min(rows + 1, scale);
  return steps > 1 ? 1 - std::pow(1 - one, steps) : one;
}

double cut_square(double square, double variance, bool warm) {
  return warm && variance > 0 ? std::min(square, clip_sd * clip_sd * variance) : square;
}

// The signals of one row and what rounding may do to each.
struct Signals {
  std::array<double, measurement_signals> value{};
  std::array<double, measurement_signals> tolerance{};
  std::size_t used = 0;

  void add(double number, double tolerated) {
    value[used] = number;
    tolerance[used++] = tolerated;
  }
};

void begin_at(MeasurementState& state, double value) {
  state.origin = value;
  state.rows = 1;
}

// Brings the slow means up to date and gives the residual with its noise.
SeasonView learn_slow(MeasurementState& state, Instant at, double x, double change, double steps) {
  const bool warm = state.rows > warm_rows;
  const double slow = weight_of(slow_rows, state.rows, steps);
  const double limit = warm && state.residual_variance > 0 ? clip_sd * std::sqrt(state.residual_variance)
                                                           : std::numeric_limits<double>::infinity();
  const double off = x - state.slow_level;
  const SeasonView view = see_season(state.seasons, at, x, state.scales[1].level, state.slow_level, limit,
                                     state.residual_variance, 1 / std::min(state.rows + 1.0, season_rows));
  const double reach = clip_sd * std::sqrt(state.slow_variance);
  const double moved = warm && reach > 0 ? std::clamp(off, -reach, reach) : off;
  state.slow_variance += slow * (cut_square(off * off, state.slow_variance, warm) - state.slow_variance);
  state.change_variance +=
      slow * (cut_square(change * change, state.change_variance, warm) - state.change_variance);
  state.residual_variance +=
      slow *
      (cut_square(view.residual * view.residual, state.residual_variance, warm) - state.residual_variance);
  state.slow_level += slow * moved;
  state.widest_variance = std::max(state.slow_variance, state.widest_variance * (1 - 1.0 / memory_rows));
  return view;
}

Signals signals_of(MeasurementState& state, double x, double change, double off, const SeasonView& view,
                   double steps) {
  const double tolerance = 1e-6 * std::sqrt(state.widest_variance);
  const double floor = 1e-6 * state.widest_variance + 1e-300;
  constexpr double log_tolerance = 1e-5;
  Signals out;
  out.add(x, tolerance);
  out.add(change, tolerance);
  out.add(off, tolerance);
  out.add(view.residual, tolerance);
  out.add(view.residual / std::sqrt(view.noise_at_day + floor), log_tolerance);
  const double log_changes = std::log(state.change_variance + floor);
  double rows = ladder;
  for (MeasurementScale& scale : state.scales) {
    const double weight = weight_of(rows, state.rows, steps);
    scale.level += weight * (x - scale.level);
    scale.residual += weight * (view.residual - scale.residual);
    scale.residual_square += weight * (view.residual * view.residual - scale.residual_square);
    scale.change_square += weight * (change * change - scale.change_square);
    const double log_change = std::log(scale.change_square + floor);
    out.add(scale.level, tolerance);
    out.add(scale.level - state.slow_level, tolerance);
    out.add(scale.residual, tolerance);
    out.add(std::log(scale.residual_square + floor), log_tolerance);
    out.add(log_change, log_tolerance);
    out.add(log_change - log_changes, log_tolerance);
    rows *= ladder;
  }
  return out;
}

// Mean of 1/p over the signals, in decades, and each signal remembered.
double weigh(MeasurementState& state, const Signals& signals) {
  const double rows = std::min(state.rows, memory_rows);
  const bool judged = state.rows > first_judged;
  const bool forgets = state.rows > memory_rows && state.rows % 16 == 0;
  double sum = 0;
  for (std::size_t k = 0; k < measurement_signals; ++k) {
    const double value = signals.value[k];
    double decades = 0;
    if (judged)
      decades = std::max(rarity(state.high[k], value, signals.tolerance[k], rows),
                         rarity(state.low[k], -value, signals.tolerance[k], rows));
    sum += decades > 0 ? std::pow(10.0, decades) : 1;
    if (forgets) {
      forget_older(state.high[k], state.rows, memory_rows);
      forget_older(state.low[k], state.rows, memory_rows);
    }
    remember(state.high[k], value, state.rows);
    remember(state.low[k], -value, state.rows);
  }
  const double longer = std::log10(std::max<double>(state.rows, 300) / usual_length);
  return std::max(0.0, std::log10(sum / measurement_signals) - length_share * longer);
}

// An alarm holds back what is weaker for a while: one happening, one alarm, unless it grows.
double hold_back(MeasurementState& state, double evidence) {
  const double rest = std::max(20.0, rest_share * state.rows);
  const bool resting = state.rows - state.alarmed_row < rest;
  const double needed = state.alarmed >= alarm_evidence ? state.alarmed + growth : state.alarmed;
  if (resting && evidence <= needed) return evidence * held_back;
  state.alarmed = evidence;
  state.alarmed_row = state.rows;
  return evidence;
}
}  // namespace

MeasurementScore step(MeasurementState& state, Instant at, double value) {
  MeasurementScore out;
  if (std::isnan(value)) return out;
  const RowTime time = read_clock(state.clock, at);
  if (!time.is_new) return out;
  const double bounded = std::clamp(value, -largest_value, largest_value);
  if (state.rows == 0) {
    begin_at(state, bounded);
    return out;
  }
  const double reach = farthest_sd * std::sqrt(state.slow_variance);
  const double far = state.rows > warm_rows && reach > 0 ? reach : std::numeric_limits<double>::infinity();
  const double off = std::clamp(bounded - state.origin - state.slow_level, -far, far);
  const double x = state.slow_level + off;
  // A change over a gap is larger by nature: compare it as the root of the time that it took.
  const double change = (x - state.last) / std::sqrt(std::clamp(time.steps, 1.0, 16.0));
  const SeasonView view = learn_slow(state, at, x, change, time.steps);
  const Signals signals = signals_of(state, x, change, off, view, time.steps);
  out.judged = state.rows > first_judged;
  out.evidence = weigh(state, signals);
  const double shown = hold_back(state, out.evidence);
  out.score = shown / (shown + alarm_evidence);
  out.alarm = out.score >= 0.5;
  state.last = x;
  ++state.rows;
  return out;
}

}  // namespace voorzien::detection
