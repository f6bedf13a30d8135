// What a count series will hold in the next periods, as whole-count quantiles: nine regressions that forget
// their level at different speeds, weighed by how well each foretold the counts so far.
//
// Each member is a Poisson-gamma regression on level and seasons (counts/count_model.h, without trend), its
// level forgetting by 0.60 to 0.99 a period and its seasons slowly; the three quickest are there twice, once
// with the way their level goes, which dies out. The forecast is the mixture of their negative binomials,
// weighed by what they foretold one period ahead, or four where it looks further than two: what follows best
// is not what looks far best. Source: West, Harrison and Migon, JASA 80:73 (1985). docs/detection/forecast.md
// has the figures.
//
//   const CountCalendar calendar = forecast_calendar(Period::Week);
//   CountForecaster state = begin_forecast(calendar);
//   for (double count : series) learn(calendar, state, count);
//   CountOutlook next = look_ahead(calendar, state, 4);   double q90 = quantile(next, 0.9);
//
// Plain data: a copy is a checkpoint. No clock, no allocation; the same bits however series are batched.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "detection/counts/count_model.h"

namespace voorzien::detection {

constexpr std::size_t count_members = 9;
constexpr std::size_t far_steps = 4;  // the second length that members are weighed by

struct CountMember {
  std::array<double, most_features> mean{};
  std::array<std::array<double, most_features>, most_features> covariance{};
  double dispersion_sum = 0;
  double dispersion_weight = 0;
  double slope = 0;  // of ln(level), a period
  double merit = 0;  // forgetting sum of log probabilities, of one period ahead
  double far_merit = 0;
  std::array<std::array<double, 2>, far_steps>
      foretold{};  // mean and variance of the periods to come; 0: none
  bool operator==(const CountMember&) const = default;
};

struct CountForecaster {
  std::array<CountMember, count_members> members{};
  std::uint32_t periods = 0;
  bool seen = false;
  bool operator==(const CountForecaster&) const = default;
};

// One period ahead: the members' means, variances and weights.
struct CountOutlook {
  std::array<double, count_members> mean{};
  std::array<double, count_members> variance{};
  std::array<double, count_members> weight{};
};

// As for tests, with a sharper year where there is room for it.
[[nodiscard]] CountCalendar forecast_calendar(Period period);
[[nodiscard]] CountForecaster begin_forecast(const CountCalendar& calendar);
// count: whole, 0 to 1e9; NaN is missing: nothing is learnt, doubt grows. log_factor: natural logarithm of
// what this period is multiplied by that is known beforehand (an event, a profile of the week): level and
// seasons are learnt as if it were not there.
void learn(const CountCalendar& calendar, CountForecaster& state, double count, double log_factor = 0);
// The count `steps` >= 1 periods after the last one learnt; log_factor: of that period.
[[nodiscard]] CountOutlook look_ahead(const CountCalendar& calendar, const CountForecaster& state,
                                      std::size_t steps, double log_factor = 0);
// The sum of the counts of the periods whose `steps` >= 1 are given, with their factors (as many, or none).
// The doubt about their level is taken as one and the same for all of them: a level that is wrong is wrong
// for the whole sum.
[[nodiscard]] CountOutlook look_ahead_sum(const CountCalendar& calendar, const CountForecaster& state,
                                          std::span<const std::size_t> steps,
                                          std::span<const double> log_factors = {});
// One negative binomial: what is usual, as an outlook to be scored beside ours. mean > 0, variance >= mean.
[[nodiscard]] CountOutlook plain_outlook(double mean, double variance);
[[nodiscard]] double expected(const CountOutlook& outlook);
// P(count >= `count`).
[[nodiscard]] double probability_of_at_least(const CountOutlook& outlook, double count);
// The smallest whole count c with P(count <= c) >= probability; 0 < probability < 1.
[[nodiscard]] double quantile(const CountOutlook& outlook, double probability);

}  // namespace voorzien::detection
