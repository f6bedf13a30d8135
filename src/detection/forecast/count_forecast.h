// What a count series will hold in the next periods, as whole-count quantiles: seven regressions that move in
// different ways, weighed by how well each foretold the counts so far.
//
// Each member is a Poisson-gamma regression on level and seasons (counts/count_model.h, without trend), its
// seasons forgetting slowly and its level at a speed of its own. Three only follow their level; in three more
// the way it went last goes on and dies out; in the last what lies over a slow level passes by itself. The
// forecast is the mixture of their negative binomials. Its weights follow the likelihood of the mixture, one
// step of expectation and maximisation a count (Cappe and Moulines, JRSS B 71:593, 2009), not the posterior
// chance of each member: that one ends with a single member, which is never all of the truth. They are kept
// twice, of what was foretold one period ahead and four; the second serves what is further than two.
// Regressions: West, Harrison and Migon, JASA 80:73 (1985). docs/detection/forecast.md has the figures.
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

constexpr std::size_t count_members = 7;
constexpr std::size_t far_steps = 4;  // the second length that members are weighed by

// In single precision: a million series have to lie in memory, and all is reckoned in double.
struct CountMember {
  std::array<float, most_features> mean{};
  std::array<float, most_features*(most_features + 1) / 2> covariance{};  // lower triangle by rows
  float dispersion_sum = 0;
  float dispersion_weight = 0;
  float slope = 0;       // of ln(level): its last move
  float weight = 0;      // by what was foretold one period ahead; of all members together 1
  float far_weight = 0;  // by what was foretold far_steps ahead
  std::array<std::array<float, 2>, far_steps> foretold{};  // mean and variance of periods to come; 0: none
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
