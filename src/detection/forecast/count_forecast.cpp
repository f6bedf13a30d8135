#include "detection/forecast/count_forecast.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "detection/counts/negative_binomial.h"

namespace voorzien::detection {
namespace {
// How a member moves, a period.
struct Kind {
  double level_memory;
  double slope_memory;    // what is left of the way its level went last; 0: it does not go on
  double passing_memory;  // of what passes by itself over its level; 0: there is none
};
constexpr std::array<Kind, count_members> kinds{{{0.85, 0, 0},
                                                 {0.97, 0, 0},
                                                 {0.99, 0, 0},
                                                 {0.60, 0.6, 0},
                                                 {0.75, 0.6, 0},
                                                 {0.85, 0.6, 0},
                                                 {0.99, 0, 0.75}}};
constexpr double passing_keep = 0.8;  // what is left after a period of what passes
constexpr float passing_prior = 0.1F;
constexpr double season_memory = 0.997;
constexpr double largest_doubt = 0.6;  // variance of ln(level); without a cap sparse series run away
constexpr double weight_gain = 0.2;
constexpr double far_weight_gain = 0.1;  // what was foretold far ahead tells less anew each period
constexpr double least_log = -12;        // one surprise does not end a member
constexpr double dispersion_memory = 0.99;
constexpr double dispersion_prior = 1.5;
constexpr double dispersion_prior_weight = 8;
constexpr double dispersion_clip = 4;  // standard deviations
constexpr double learning_clip = 4;
constexpr std::size_t passing = 1;  // the calendar's place of a trend, which forecasts do not use
constexpr std::size_t first_season = 2;

struct Ahead {
  std::array<double, most_features> row{};
  std::array<double, most_features> leverage{};
  double log_mean = 0;
  double doubt = 0;
};

float& between(CountMember& member, std::size_t i, std::size_t j) {
  const auto [low, high] = std::minmax(i, j);
  return member.covariance[high * (high + 1) / 2 + low];
}

void multiply(float& one, double factor) { one = static_cast<float>(one * factor); }

double dispersion_of(const CountMember& member) {
  return std::max(1.0, (member.dispersion_sum + dispersion_prior * dispersion_prior_weight) /
                           (member.dispersion_weight + dispersion_prior_weight));
}

void cap_doubt(CountMember& member, std::size_t features, std::size_t of) {
  const double doubt = between(member, of, of);
  if (!(doubt > largest_doubt)) return;
  const double less = std::sqrt(largest_doubt / doubt);
  for (std::size_t i = 0; i < features; ++i) multiply(between(member, of, i), i == of ? less * less : less);
}

// Doubt of `steps` periods more, added to level, seasons and what passes each by itself (block discounting;
// West and Harrison 1997, 6.3: of several steps ahead that of one period is added each time).
void forget(CountMember& member, const Kind& kind, std::size_t features, double steps) {
  multiply(member.covariance[0], std::pow(kind.level_memory, -steps));
  const double season = std::pow(season_memory, -steps);
  for (std::size_t i = first_season; i < features; ++i)
    for (std::size_t j = first_season; j <= i; ++j) multiply(between(member, i, j), season);
  if (kind.passing_memory > 0) {
    const double keep = std::pow(passing_keep, steps);
    const double square = passing_keep * passing_keep;
    const double doubt = between(member, passing, passing);
    const double added = doubt * (1 / kind.passing_memory - square) * (1 - keep * keep) / (1 - square);
    for (std::size_t i = 0; i < features; ++i) multiply(between(member, passing, i), keep);
    between(member, passing, passing) = static_cast<float>(keep * keep * doubt + added);
    multiply(member.mean[passing], keep);
    cap_doubt(member, features, passing);
  }
  cap_doubt(member, features, 0);
}

// gone: how far ln(level) is expected to have gone by then.
Ahead view(const CountCalendar& calendar, const CountMember& member, std::size_t period, double gone) {
  Ahead out;
  out.row = calendar.rows[period % calendar.rows.size()];
  out.row[passing] = 1;
  std::size_t k = 0;
  for (std::size_t i = 0; i < calendar.features; ++i) {
    for (std::size_t j = 0; j < i; ++j, ++k) {
      out.leverage[i] += member.covariance[k] * out.row[j];
      out.leverage[j] += member.covariance[k] * out.row[i];
    }
    out.leverage[i] += member.covariance[k++] * out.row[i];
  }
  for (std::size_t i = 0; i < calendar.features; ++i) {
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
  return std::max(std::lgamma(count + size) - std::lgamma(size) - std::lgamma(count + 1) +
                      size * std::log(size / (size + mean)) + count * std::log(mean / (size + mean)),
                  least_log);
}

// Of a slope that dies out, over so many periods.
double gone_after(double slope, double memory, std::size_t steps) {
  return memory > 0 ? slope * memory * (1 - std::pow(memory, static_cast<double>(steps))) / (1 - memory) : 0;
}

// Returns the logarithm of the probability that it gave the count.
double learn_member(const CountCalendar& calendar, CountMember& member, const Kind& kind,
                    std::uint32_t period, double count, double log_factor) {
  const double before = member.mean[0];
  const double gone = gone_after(member.slope, kind.slope_memory, 1);
  const Ahead ahead = view(calendar, member, period, gone + log_factor);
  const double mean = std::exp(ahead.log_mean);
  const double phi = dispersion_of(member);
  const double variance = variance_of(mean, phi, ahead.doubt);
  const double sd = std::sqrt(variance);
  const double learnt =
      std::clamp(count, std::max(0.0, mean - learning_clip * sd), std::max(mean + learning_clip * sd, 2.0));
  const double shape = 1 / ahead.doubt;
  const double new_shape = shape + learnt / phi;
  const double new_rate = shape / mean + 1 / phi;
  const double moved = (std::log(new_shape / new_rate) - ahead.log_mean) / ahead.doubt;
  const double less = (1 - 1 / (new_shape * ahead.doubt)) / ahead.doubt;
  std::size_t k = 0;
  for (std::size_t i = 0; i < calendar.features; ++i) {
    member.mean[i] = static_cast<float>(member.mean[i] + (i == 0 ? gone : 0) + ahead.leverage[i] * moved);
    for (std::size_t j = 0; j <= i; ++j, ++k)
      member.covariance[k] =
          static_cast<float>(member.covariance[k] - less * ahead.leverage[i] * ahead.leverage[j]);
  }
  member.slope = static_cast<float>(member.mean[0] - before);
  const double off = std::clamp(count - mean, -dispersion_clip * sd, dispersion_clip * sd);
  const double weight = mean / (mean + 0.2);
  member.dispersion_sum =
      static_cast<float>(dispersion_memory * member.dispersion_sum + weight * off * off / variance * phi);
  member.dispersion_weight = static_cast<float>(dispersion_memory * member.dispersion_weight + weight);
  return log_probability(count, mean, variance);
}

// The same of what was foretold for this period so many periods ago; 0 of each when nothing was.
double judged_far(const CountMember& member, std::uint32_t period, double count, double log_factor) {
  double mean = member.foretold[period % far_steps][0];
  double variance = member.foretold[period % far_steps][1];
  if (!(mean > 0)) return 0;
  if (std::abs(log_factor) > 0) {  // its doubt grows with it, the scatter of single counts does not
    const double factor = std::exp(log_factor);
    const double scatter = dispersion_of(member) * mean;
    variance = factor * scatter + factor * factor * std::max(0.0, variance - scatter);
    mean *= factor;
  }
  return log_probability(count, mean, variance);
}

// Expectation: how likely the count is each member's. Maximisation: the weights go that way by a share.
void weigh(CountForecaster& state, float CountMember::*weight, double gain,
           const std::array<double, count_members>& log_probabilities) {
  const double best = *std::ranges::max_element(log_probabilities);
  std::array<double, count_members> share{};
  double sum = 0;
  for (std::size_t k = 0; k < count_members; ++k)
    sum += share[k] = state.members[k].*weight * std::exp(log_probabilities[k] - best);
  for (std::size_t k = 0; k < count_members; ++k) {
    float& of = state.members[k].*weight;
    of = static_cast<float>((1 - gain) * of + gain * share[k] / sum);
  }
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
  for (std::size_t k = 0; k < count_members; ++k) {
    CountMember& member = out.members[k];
    for (std::size_t i = 0; i < calendar.features; ++i)
      between(member, i, i) = static_cast<float>(calendar.prior_sd[i] * calendar.prior_sd[i]);
    between(member, passing, passing) = kinds[k].passing_memory > 0 ? passing_prior : 0;
    member.weight = member.far_weight = 1.0F / count_members;
  }
  return out;
}

void learn(const CountCalendar& calendar, CountForecaster& state, double count, double log_factor) {
  const bool missing = std::isnan(count);
  std::array<double, count_members> near{};
  std::array<double, count_members> far{};
  for (std::size_t k = 0; k < count_members; ++k) {
    CountMember& member = state.members[k];
    forget(member, kinds[k], calendar.features, 1);
    if (missing) continue;
    if (!state.seen) member.mean[0] = static_cast<float>(std::log(count + 0.3) - log_factor);
    far[k] = judged_far(member, state.periods, count, log_factor);
    near[k] = learn_member(calendar, member, kinds[k], state.periods, count, log_factor);
  }
  if (!missing) {
    weigh(state, &CountMember::weight, weight_gain, near);
    weigh(state, &CountMember::far_weight, far_weight_gain, far);
  }
  state.seen = state.seen || !missing;
  ++state.periods;
  const CountOutlook outlook = look_ahead(calendar, state, far_steps);
  for (std::size_t k = 0; k < count_members; ++k)
    state.members[k].foretold[(state.periods + far_steps - 1) % far_steps] = {
        static_cast<float>(outlook.mean[k]), static_cast<float>(outlook.variance[k])};
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
  for (std::size_t k = 0; k < count_members; ++k) {
    double doubt = 0;  // standard deviation that the level alone gives the sum
    for (std::size_t i = 0; i < steps.size(); ++i) {
      CountMember member = state.members[k];
      forget(member, kinds[k], calendar.features, static_cast<double>(steps[i]));
      const double gone = gone_after(member.slope, kinds[k].slope_memory, steps[i]);
      const Ahead ahead = view(calendar, member, state.periods + steps[i] - 1,
                               gone + (log_factors.empty() ? 0 : log_factors[i]));
      const double mean = std::exp(ahead.log_mean);
      out.mean[k] += mean;
      doubt += mean * std::sqrt(ahead.doubt);
    }
    out.variance[k] = dispersion_of(state.members[k]) * out.mean[k] + doubt * doubt;
    out.weight[k] = far ? state.members[k].far_weight : state.members[k].weight;
  }
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
