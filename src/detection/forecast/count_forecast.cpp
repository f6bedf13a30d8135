#include "detection/forecast/count_forecast.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "detection/counts/negative_binomial.h"

namespace voorzien::detection {
namespace {
constexpr std::array<double, count_members> level_memory{0.60, 0.75, 0.85, 0.92, 0.97,
                                                         0.99, 0.60, 0.75, 0.85};
constexpr std::array<double, count_members> slope_memory{0, 0, 0, 0, 0, 0, 0.6, 0.6, 0.6};  // a period
constexpr double slope_gain = 0.5;
constexpr double season_memory = 0.997;
constexpr double largest_level_doubt = 0.6;  // variance of ln(level); without a cap sparse series run away
constexpr double merit_memory = 0.99;
constexpr double far_merit_memory = 0.995;
constexpr double least_merit = -12;  // one surprise does not end a member
constexpr double dispersion_memory = 0.99;
constexpr double dispersion_prior = 1.5;
constexpr double dispersion_prior_weight = 8;
constexpr double dispersion_clip = 4;  // standard deviations
constexpr double learning_clip = 4;
constexpr std::size_t trend = 1;  // of the calendar's features; not used here

struct Ahead {
  std::array<double, most_features> row{};
  std::array<double, most_features> leverage{};
  double log_mean = 0;
  double doubt = 0;
};

double dispersion_of(const CountMember& member) {
  return std::max(1.0, (member.dispersion_sum + dispersion_prior * dispersion_prior_weight) /
                           (member.dispersion_weight + dispersion_prior_weight));
}

// Doubt of `steps` periods more, added to level and seasons each by itself (block discounting).
void forget(CountMember& member, std::size_t features, double memory, double steps) {
  member.covariance[0][0] *= std::pow(memory, -steps);
  const double season = std::pow(season_memory, -steps);
  for (std::size_t i = 1; i < features; ++i)
    for (std::size_t j = 1; j < features; ++j) member.covariance[i][j] *= season;
  if (member.covariance[0][0] > largest_level_doubt) {
    const double less = std::sqrt(largest_level_doubt / member.covariance[0][0]);
    for (std::size_t i = 0; i < features; ++i) {
      member.covariance[0][i] *= less;
      member.covariance[i][0] *= less;
    }
  }
}

// gone: how far ln(level) is expected to have gone by then.
Ahead view(const CountCalendar& calendar, const CountMember& member, std::size_t period, double gone) {
  Ahead out;
  out.row = calendar.rows[period % calendar.rows.size()];
  out.row[trend] = 0;
  for (std::size_t i = 0; i < calendar.features; ++i) {
    for (std::size_t j = 0; j < calendar.features; ++j)
      out.leverage[i] += member.covariance[i][j] * out.row[j];
    out.log_mean += out.row[i] * member.mean[i];
    out.doubt += out.row[i] * out.leverage[i];
  }
  out.log_mean = std::clamp(out.log_mean + gone, -12.0, 21.0);
  out.doubt = std::max(out.doubt, 1e-9);
  return out;
}

double variance_of(double mean, double phi, double doubt) { return phi * mean + mean * mean * doubt; }

double log_probability(double count, double mean, double variance) {
  const double excess = std::max(variance - mean, 1e-9 * mean);
  const double size = mean * mean / excess;
  return std::lgamma(count + size) - std::lgamma(size) - std::lgamma(count + 1) +
         size * std::log(size / (size + mean)) + count * std::log(mean / (size + mean));
}

// Of a slope that dies out, over so many periods.
double gone_after(double slope, double memory, std::size_t steps) {
  return memory > 0 ? slope * memory * (1 - std::pow(memory, static_cast<double>(steps))) / (1 - memory) : 0;
}

void learn_member(const CountCalendar& calendar, CountMember& member, double memory, std::uint32_t period,
                  double count, double log_factor) {
  const double before = member.mean[0];
  const double gone = gone_after(member.slope, memory, 1);
  const Ahead ahead = view(calendar, member, period, gone + log_factor);
  member.mean[0] += gone;
  const double mean = std::exp(ahead.log_mean);
  const double phi = dispersion_of(member);
  const double variance = variance_of(mean, phi, ahead.doubt);
  const double sd = std::sqrt(variance);
  member.merit = merit_memory * member.merit + std::max(log_probability(count, mean, variance), least_merit);
  const double learnt =
      std::clamp(count, std::max(0.0, mean - learning_clip * sd), std::max(mean + learning_clip * sd, 2.0));
  const double shape = 1 / ahead.doubt;
  const double new_shape = shape + learnt / phi;
  const double new_rate = shape / mean + 1 / phi;
  const double moved = (std::log(new_shape / new_rate) - ahead.log_mean) / ahead.doubt;
  const double less = (1 - 1 / (new_shape * ahead.doubt)) / ahead.doubt;
  for (std::size_t i = 0; i < calendar.features; ++i) {
    member.mean[i] += ahead.leverage[i] * moved;
    for (std::size_t j = 0; j <= i; ++j) {
      member.covariance[i][j] -= less * ahead.leverage[i] * ahead.leverage[j];
      member.covariance[j][i] = member.covariance[i][j];  // symmetric to the last bit: no drift
    }
  }
  member.slope += slope_gain * (member.mean[0] - before - member.slope);
  const double off = std::clamp(count - mean, -dispersion_clip * sd, dispersion_clip * sd);
  const double weight = mean / (mean + 0.2);
  member.dispersion_sum = dispersion_memory * member.dispersion_sum + weight * off * off / variance * phi;
  member.dispersion_weight = dispersion_memory * member.dispersion_weight + weight;
}
// What was foretold for this period so many periods ago.
void judge_far(CountMember& member, std::uint32_t period, double count, double log_factor) {
  auto [mean, variance] = member.foretold[period % far_steps];
  if (!(mean > 0)) return;
  if (std::abs(log_factor) > 0) {  // its doubt grows with it, the scatter of single counts does not
    const double factor = std::exp(log_factor);
    const double scatter = dispersion_of(member) * mean;
    variance = factor * scatter + factor * factor * std::max(0.0, variance - scatter);
    mean *= factor;
  }
  member.far_merit =
      far_merit_memory * member.far_merit + std::max(log_probability(count, mean, variance), least_merit);
}
}  // namespace

CountCalendar forecast_calendar(Period period) {
  CountCalendar out(period);
  if (period != Period::Week) return out;
  // Epidemics peak more sharply than two waves of a year can.
  for (std::size_t t = 0; t < out.rows.size(); ++t) {
    const double angle = 3 * 2 * std::numbers::pi * static_cast<double>(t + 1) / 52;
    out.rows[t][out.features] = std::cos(angle);
    out.rows[t][out.features + 1] = std::sin(angle);
  }
  out.features += 2;
  return out;
}

CountForecaster begin_forecast(const CountCalendar& calendar) {
  CountForecaster out;
  for (CountMember& member : out.members) {
    for (std::size_t i = 0; i < calendar.features; ++i)
      member.covariance[i][i] = calendar.prior_sd[i] * calendar.prior_sd[i];
    member.covariance[trend][trend] = 0;
  }
  return out;
}

void learn(const CountCalendar& calendar, CountForecaster& state, double count, double log_factor) {
  const bool missing = std::isnan(count);
  for (std::size_t k = 0; k < count_members; ++k) {
    CountMember& member = state.members[k];
    forget(member, calendar.features, level_memory[k], 1);
    if (missing) continue;
    if (!state.seen) member.mean[0] = std::log(count + 0.3) - log_factor;
    judge_far(member, state.periods, count, log_factor);
    learn_member(calendar, member, slope_memory[k], state.periods, count, log_factor);
  }
  state.seen = state.seen || !missing;
  ++state.periods;
  const CountOutlook far = look_ahead(calendar, state, far_steps);
  for (std::size_t k = 0; k < count_members; ++k)
    state.members[k].foretold[(state.periods + far_steps - 1) % far_steps] = {far.mean[k], far.variance[k]};
}

CountOutlook look_ahead(const CountCalendar& calendar, const CountForecaster& state, std::size_t steps,
                        double log_factor) {
  return look_ahead_sum(calendar, state, std::span(&steps, 1), std::span(&log_factor, 1));
}

CountOutlook look_ahead_sum(const CountCalendar& calendar, const CountForecaster& state,
                            std::span<const std::size_t> steps, std::span<const double> log_factors) {
  CountOutlook out;
  if (steps.empty()) return out;
  const bool far = 2 * steps.back() > far_steps;
  const auto merit = [&](const CountMember& one) { return far ? one.far_merit : one.merit; };
  double best = merit(state.members[0]);
  for (const CountMember& member : state.members) best = std::max(best, merit(member));
  double sum = 0;
  for (std::size_t k = 0; k < count_members; ++k) {
    double doubt = 0;  // standard deviation that the level alone gives the sum
    for (std::size_t i = 0; i < steps.size(); ++i) {
      CountMember member = state.members[k];
      forget(member, calendar.features, level_memory[k], static_cast<double>(steps[i]));
      const double gone = gone_after(member.slope, slope_memory[k], steps[i]);
      const Ahead ahead = view(calendar, member, state.periods + steps[i] - 1,
                               gone + (log_factors.empty() ? 0 : log_factors[i]));
      const double mean = std::exp(ahead.log_mean);
      out.mean[k] += mean;
      doubt += mean * std::sqrt(ahead.doubt);
    }
    out.variance[k] = dispersion_of(state.members[k]) * out.mean[k] + doubt * doubt;
    out.weight[k] = std::exp(merit(state.members[k]) - best);
    sum += out.weight[k];
  }
  for (double& weight : out.weight) weight /= sum;
  return out;
}

CountOutlook plain_outlook(double mean, double variance) {
  CountOutlook out;
  out.mean[0] = mean;
  out.variance[0] = variance;
  out.weight[0] = 1;
  return out;
}

double expected(const CountOutlook& outlook) {
  double out = 0;
  for (std::size_t k = 0; k < count_members; ++k) out += outlook.weight[k] * outlook.mean[k];
  return out;
}

double probability_of_at_least(const CountOutlook& outlook, double count) {
  double out = 0;
  for (std::size_t k = 0; k < count_members; ++k)
    if (outlook.weight[k] > 1e-9)
      out +=
          outlook.weight[k] * std::pow(10.0, -upper_tail_score(count, outlook.mean[k], outlook.variance[k]));
  return out;
}

double quantile(const CountOutlook& outlook, double probability) {
  const auto reached = [&](double count) {
    return probability_of_at_least(outlook, count + 1) <= 1 - probability;
  };
  if (reached(0)) return 0;
  double low = 0;  // not reached
  double high = std::floor(expected(outlook)) + 1;
  while (!reached(high) && high < 1e15) {
    low = high;
    high = std::floor(high * 1.5) + 2;
  }
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (reached(middle) ? high : low) = middle;
  }
  return high;
}

}  // namespace voorzien::detection
