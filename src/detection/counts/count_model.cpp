#include "detection/counts/count_model.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "detection/counts/negative_binomial.h"

namespace voorzien::detection {
namespace {
// The free parameters, the same for every series. docs/detection/counts.md says how each was chosen.
constexpr double dispersion_prior = 1.8;
constexpr double dispersion_prior_weight = 10;
constexpr double dispersion_memory = 0.998;
constexpr double dispersion_clip = 3.3;  // normal deviate beyond which a residual may be an outbreak
constexpr double learning_clip = 2.2;    // past outbreaks must not become the expected
constexpr double single_cost = 0.35;     // decades that one period alone gives away, and
constexpr double sums_cost = 0;          // sums: two tries, of which the sum finds more (outbreaks last)
constexpr double sums_gate = 0.8;        // standard deviations
constexpr double largest_doubt = 1.5;    // of ln(expected), variance: sparse series must not run away
constexpr double least_log_mean = -12;
constexpr double largest_log_mean = 21;
constexpr double shift_level = 3.3;   // standard deviations of a monitor
constexpr double shift_doubt = 0.25;  // variance of ln(level) that opens when a monitor rises

template <std::size_t D>
struct Forecast {
  std::array<double, D> row;       // F
  std::array<double, D> leverage;  // R F
  double log_mean;
  double doubt;  // q = F'RF: variance of log_mean
};

template <std::size_t D>
void take_row(const CountCalendar& calendar, std::uint32_t period, std::array<double, D>& row) {
  const auto& table = calendar.rows[period % calendar.rows.size()];
  for (std::size_t i = 0; i < D; ++i) row[i] = table[i];
  row[1] = period / calendar.periods_a_year;
}

template <std::size_t D>
Forecast<D> look_ahead(const CountCalendar& calendar, CountState& state) {
  Forecast<D> out;
  take_row<D>(calendar, state.periods, out.row);
  const double grown = 1 / calendar.discount;
  out.leverage.fill(0);
  std::size_t k = 0;
  for (std::size_t i = 0; i < D; ++i) {
    for (std::size_t j = 0; j < i; ++j, ++k) {
      const double r = (state.covariance[k] *= grown);
      out.leverage[i] += r * out.row[j];
      out.leverage[j] += r * out.row[i];
    }
    const double r = (state.covariance[k++] *= grown);
    out.leverage[i] += r * out.row[i];
  }
  out.log_mean = 0;
  out.doubt = 0;
  for (std::size_t i = 0; i < D; ++i) {
    out.log_mean += out.row[i] * state.mean[i];
    out.doubt += out.row[i] * out.leverage[i];
  }
  if (out.doubt > largest_doubt) {
    const double less = largest_doubt / out.doubt;
    for (std::size_t i = 0; i < D * (D + 1) / 2; ++i) state.covariance[i] *= less;
    for (double& x : out.leverage) x *= less;
    out.doubt = largest_doubt;
  }
  out.log_mean = std::clamp(out.log_mean, least_log_mean, largest_log_mean);
  return out;
}

// Conjugate update: ln(mean) ~ log of a gamma with shape 1/q; a count moves shape and rate (quasi-likelihood,
// so divided by the dispersion), and the coefficients follow along R F.
template <std::size_t D>
void learn(CountState& state, const Forecast<D>& ahead, double mean, double count, double phi) {
  const double shape = 1 / ahead.doubt;
  const double new_shape = shape + count / phi;
  const double new_rate = shape / mean + 1 / phi;
  const double moved = (std::log(new_shape / new_rate) - ahead.log_mean) / ahead.doubt;
  const double less = (1 - 1 / (new_shape * ahead.doubt)) / ahead.doubt;
  std::size_t k = 0;
  for (std::size_t i = 0; i < D; ++i) {
    state.mean[i] += ahead.leverage[i] * moved;
    const double scaled = ahead.leverage[i] * less;
    for (std::size_t j = 0; j <= i; ++j) state.covariance[k++] -= scaled * ahead.leverage[j];
  }
}

// How far above the mean a count lies whose normal deviate is z. Cornish and Fisher's second term: a skewed
// count lies that much farther out at the same probability.
double reach_of(double z, double mean, double variance) {
  return z * std::sqrt(variance) + (z * z - 1) / 6 * (2 * variance / mean - 1);
}

void learn_dispersion(CountState& state, double residual, double variance, double phi, double mean) {
  const double reach = reach_of(dispersion_clip, mean, variance);
  const double clipped = std::clamp(residual, -reach, reach);
  const double weight = mean / (mean + 0.2);  // a period that can hardly hold a count says little
  state.dispersion_sum =
      dispersion_memory * state.dispersion_sum + weight * clipped * clipped / variance * phi;
  state.dispersion_weight = dispersion_memory * state.dispersion_weight + weight;
}

// A shift of level shows as residuals on one side for longer than outbreaks last. They are clipped, so that
// three weeks of outbreak cannot raise a monitor; when one rises, the level may be doubted and is learnt
// anew.
void watch_level(const CountCalendar& calendar, CountState& state, double residual, double variance) {
  const double z = std::clamp(residual / std::sqrt(variance), -learning_clip, learning_clip);
  state.shift_fast = calendar.monitor_fast * state.shift_fast + z;
  state.shift_slow = calendar.monitor_slow * state.shift_slow + z;
  const auto raised = [](double sum, double memory) {
    return sum * sum * (1 - memory * memory) > shift_level * shift_level;
  };
  if (!raised(state.shift_fast, calendar.monitor_fast) && !raised(state.shift_slow, calendar.monitor_slow))
    return;
  state.covariance[0] += shift_doubt;
  state.shift_fast = state.shift_slow = 0;
}

double score_of(const CountCalendar& calendar, const CountState& state, double count, double mean,
                double variance) {
  double best = std::max(0.0, upper_tail_score(count, mean, variance) - single_cost);
  // The last period must itself be high: a sum is there to add to what is seen now, not to repeat the past.
  if (!(count - mean > 0) || (count - mean) * (count - mean) <= sums_gate * sums_gate * variance) return best;
  double counts = 0;
  double means = 0;
  double variances = 0;
  std::size_t taken = 0;
  for (const std::size_t width : calendar.widths) {
    if (width < 2) continue;
    for (; taken < width && taken < state.periods + 1; ++taken) {
      const auto& slot = state.recent[(state.periods - taken) % longest_width];
      counts += slot[0];
      means += slot[1];
      variances += slot[2];
    }
    best = std::max(best, upper_tail_score(counts, means, variances) - sums_cost);
  }
  return best;
}

template <std::size_t D>
CountScore step_sized(const CountCalendar& calendar, CountState& state, double count) {
  const Forecast<D> ahead = look_ahead<D>(calendar, state);
  const double mean = std::exp(ahead.log_mean);
  const double phi = dispersion(state);
  CountScore out;
  out.expected = mean;
  out.variance = phi * mean + mean * mean * ahead.doubt;
  auto& slot = state.recent[state.periods % longest_width];
  out.missing = std::isnan(count);
  if (out.missing) {
    slot = {0, 0, 0};
  } else if (!state.seen) {  // nothing to compare with: the first count is where the level starts
    state.seen = true;
    state.mean[0] = std::log(count + 0.3);
    slot = {count, count, count};
    out.expected = count;
  } else {
    slot = {count, mean, out.variance};
    out.score = score_of(calendar, state, count, mean, out.variance);
    const double learnt = std::clamp(count, mean - learning_clip * std::sqrt(out.variance),
                                     std::max(mean + reach_of(learning_clip, mean, out.variance), 1.0));
    learn<D>(state, ahead, mean, std::max(learnt, 0.0), phi);
    learn_dispersion(state, count - mean, out.variance, phi, mean);
    watch_level(calendar, state, count - mean, out.variance);
  }
  ++state.periods;
  return out;
}

constexpr double turn = 2 * std::numbers::pi;

void add_waves(std::array<double, most_features>& row, std::size_t first, double phase, std::size_t waves) {
  for (std::size_t n = 0; n < waves; ++n) {
    row[first + 2 * n] = std::cos(turn * phase * static_cast<double>(n + 1));
    row[first + 2 * n + 1] = std::sin(turn * phase * static_cast<double>(n + 1));
  }
}
}  // namespace

// Rows: 1, trend (filled in by the step), then waves. Week: two of the year. Day: one of the year and three
// of the week (which three waves can shape freely). Hour: three of the day, and of the week the first and
// second.
CountCalendar::CountCalendar(Period period_given) : period(period_given) {
  prior_sd.fill(0.4);
  prior_sd[0] = 2;
  prior_sd[1] = 0.2;
  switch (period) {
    case Period::Week:
      features = 6, widths = {1, 2, 0}, periods_a_year = 52, discount = 0.998;
      monitor_fast = 0.85, monitor_slow = 0.95;
      rows.resize(52);
      for (std::size_t t = 0; t < rows.size(); ++t) add_waves(rows[t], 2, static_cast<double>(t + 1) / 52, 2);
      break;
    case Period::Day:
      features = 10, widths = {1, 3, 7}, periods_a_year = 364, discount = 0.9995;
      monitor_fast = 0.96, monitor_slow = 0.99;
      rows.resize(364);
      for (std::size_t t = 0; t < rows.size(); ++t) {
        add_waves(rows[t], 2, static_cast<double>(t + 1) / 364, 1);
        add_waves(rows[t], 4, static_cast<double>(t % 7) / 7, 3);
      }
      break;
    case Period::Hour:
      features = 12, widths = {1, 3, 12}, periods_a_year = 8736, discount = 0.9998;
      monitor_fast = 0.97, monitor_slow = 0.993;
      rows.resize(168);
      for (std::size_t t = 0; t < rows.size(); ++t) {
        add_waves(rows[t], 2, static_cast<double>(t % 24) / 24, 3);
        add_waves(rows[t], 8, static_cast<double>(t) / 168, 2);
      }
      break;
  }
  for (auto& row : rows) row[0] = 1;
}

CountState begin(const CountCalendar& calendar) {
  CountState state;
  std::size_t k = 0;
  for (std::size_t i = 0; i < calendar.features; ++i) {
    k += i;
    state.covariance[k++] = calendar.prior_sd[i] * calendar.prior_sd[i];
  }
  return state;
}

double dispersion(const CountState& state) {
  return std::max(1.0, (state.dispersion_sum + dispersion_prior * dispersion_prior_weight) /
                           (state.dispersion_weight + dispersion_prior_weight));
}

double upper_limit(const CountScore& score, double level) {
  return smallest_rare_count(score.expected, score.variance, level + single_cost);
}

CountScore step(const CountCalendar& calendar, CountState& state, double count) {
  switch (calendar.features) {
    case 6:
      return step_sized<6>(calendar, state, count);
    case 10:
      return step_sized<10>(calendar, state, count);
    default:
      return step_sized<12>(calendar, state, count);
  }
}

}  // namespace voorzien::detection
