// What a forecast of counts promises: honest intervals, shifts followed, seasons kept, doubt that grows.
#include "detection/forecast/count_forecast.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace voorzien::detection;

namespace {
double draw(std::mt19937_64& random, double mean, double dispersion) {
  const double rate = std::gamma_distribution<double>(mean / (dispersion - 1), dispersion - 1)(random);
  return rate > 1e-300 ? static_cast<double>(std::poisson_distribution<long>(rate)(random)) : 0;
}
double season(int week) { return 0.7 * std::cos(2 * std::numbers::pi * week / 52); }
}  // namespace

TEST_CASE("intervals_hold_what_they_promise_one_and_four_weeks_ahead") {
  const CountCalendar calendar = forecast_calendar(Period::Week);
  for (const int steps : {1, 4}) {
    double inside[3] = {0, 0, 0};
    int n = 0;
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
      std::mt19937_64 random(seed);
      CountForecaster state = begin_forecast(calendar);
      std::vector<double> counts;
      for (int t = 0; t < 416; ++t) counts.push_back(draw(random, std::exp(3 + season(t)), 2));
      for (int t = 0; t + steps <= 416; ++t) {
        if (t >= 156) {
          const CountOutlook ahead = look_ahead(calendar, state, static_cast<std::size_t>(steps));
          const double y = counts[static_cast<std::size_t>(t + steps - 1)];
          const double below = 1 - probability_of_at_least(ahead, y);
          const double upto = 1 - probability_of_at_least(ahead, y + 1);
          for (int k = 0; k < 3; ++k) {
            const double tail = (1 - std::array{0.5, 0.8, 0.95}[static_cast<std::size_t>(k)]) / 2;
            inside[k] += std::max(0.0, std::min(upto, 1 - tail) - std::max(below, tail)) / (upto - below);
          }
          ++n;
        }
        learn(calendar, state, counts[static_cast<std::size_t>(t)]);
      }
    }
    CAPTURE(steps);
    CHECK(std::fabs(inside[0] / n - 0.50) < 0.03);
    CHECK(std::fabs(inside[1] / n - 0.80) < 0.03);
    CHECK(std::fabs(inside[2] / n - 0.95) < 0.03);
  }
}

TEST_CASE("a_shift_of_level_is_followed_within_weeks_and_a_season_is_foretold") {
  const CountCalendar calendar = forecast_calendar(Period::Week);
  std::mt19937_64 random(5);
  CountForecaster state = begin_forecast(calendar);
  for (int t = 0; t < 312; ++t) learn(calendar, state, draw(random, std::exp(3.5 + season(t)), 1.3));
  const double in_half_a_year = expected(look_ahead(calendar, state, 26));
  const double now = expected(look_ahead(calendar, state, 1));
  CHECK(now / in_half_a_year > 2);  // week 312 is the top of the season
  for (int t = 312; t < 322; ++t) learn(calendar, state, draw(random, 4 * std::exp(3.5 + season(t)), 1.3));
  CHECK(expected(look_ahead(calendar, state, 1)) > 2.8 * now * std::exp(season(322) - season(312)));
}

TEST_CASE("quantiles_are_ordered_whole_and_widen_with_the_horizon") {
  const CountCalendar calendar = forecast_calendar(Period::Day);
  CountForecaster state = begin_forecast(calendar);
  std::mt19937_64 random(6);
  for (int t = 0; t < 200; ++t) learn(calendar, state, draw(random, 8, 1.5));
  double width = 0;
  for (const std::size_t steps : {1U, 7U, 28U}) {
    const CountOutlook ahead = look_ahead(calendar, state, steps);
    double last = -1;
    for (const double p : {0.01, 0.1, 0.5, 0.9, 0.99}) {
      const double q = quantile(ahead, p);
      CHECK(q >= last);
      CHECK(std::floor(q) - q >= 0);
      CHECK(1 - probability_of_at_least(ahead, q + 1) >= p - 1e-9);
      last = q;
    }
    const double now = quantile(ahead, 0.9) - quantile(ahead, 0.1);
    CHECK(now + 1 >= width);  // members are weighed anew for what is far: a count less at most
    width = now;
  }
}

TEST_CASE("missing_zero_huge_and_short_series_stay_finite") {
  const CountCalendar calendar = forecast_calendar(Period::Week);
  CountForecaster fresh = begin_forecast(calendar);
  CHECK(std::isfinite(quantile(look_ahead(calendar, fresh, 4), 0.9)));
  CountForecaster zeros = fresh;
  CountForecaster gone = fresh;
  CountForecaster wild = fresh;
  for (int t = 0; t < 2000; ++t) {
    learn(calendar, zeros, 0);
    learn(calendar, gone, t < 100 ? 20 : std::numeric_limits<double>::quiet_NaN());
    learn(calendar, wild, t % 97 == 0 ? 1e9 : 3);
  }
  CHECK(quantile(look_ahead(calendar, zeros, 1), 0.9) <= 1);
  CHECK(std::isfinite(quantile(look_ahead(calendar, gone, 4), 0.99)));
  CHECK(quantile(look_ahead(calendar, wild, 1), 0.5) < 100);
}

TEST_CASE("a_copy_goes_on_with_the_same_bits") {
  const CountCalendar calendar = forecast_calendar(Period::Week);
  std::mt19937_64 random(7);
  CountForecaster state = begin_forecast(calendar);
  for (int t = 0; t < 60; ++t) learn(calendar, state, draw(random, 5, 2));
  CountForecaster copy = state;
  for (int t = 0; t < 60; ++t) {
    const double count = draw(random, 5, 2);
    learn(calendar, state, count);
    learn(calendar, copy, count);
  }
  CHECK(state == copy);
}

TEST_CASE("what_grows_is_expected_to_grow_on_for_a_while") {
  const CountCalendar calendar = forecast_calendar(Period::Week);
  std::mt19937_64 random(8);
  CountForecaster state = begin_forecast(calendar);
  for (int outbreak = 0; outbreak < 6; ++outbreak) {  // grows by a third a week, eight weeks long
    for (int t = 0; t < 30; ++t) learn(calendar, state, draw(random, 20, 1.2));
    for (int t = 1; t <= 8; ++t) learn(calendar, state, draw(random, 20 * std::pow(1.33, t), 1.2));
    if (outbreak < 5) continue;
    const double now = 20 * std::pow(1.33, 8);
    CHECK(expected(look_ahead(calendar, state, 1)) > now);
    CHECK(expected(look_ahead(calendar, state, 4)) < 3 * now);  // and not for ever
  }
}

TEST_CASE("what_lies_over_the_usual_level_is_expected_to_pass") {
  const CountCalendar calendar = forecast_calendar(Period::Week);
  std::mt19937_64 random(9);
  CountForecaster state = begin_forecast(calendar);
  std::normal_distribution<double> shock(0, 0.3);
  double over = 0;  // falls back by a fifth a week
  for (int t = 0; t < 520; ++t) {
    over = 0.8 * over + shock(random);
    learn(calendar, state, draw(random, 60 * std::exp(over), 1.2));
  }
  for (int t = 0; t < 3; ++t) learn(calendar, state, 180);
  const double next = expected(look_ahead(calendar, state, 1));
  const double later = expected(look_ahead(calendar, state, 8));
  CHECK(next > 110);
  CHECK(later < next);
  CHECK(later > 60);
}

TEST_CASE("weights_stay_a_mixture_and_leave_a_member_that_foretells_badly") {
  const CountCalendar calendar = forecast_calendar(Period::Week);
  std::mt19937_64 random(10);
  CountForecaster state = begin_forecast(calendar);
  for (int t = 0; t < 300; ++t) learn(calendar, state, t % 50 == 49 ? 1e6 : draw(random, 40, 1.5));
  for (const std::size_t steps : {1U, 4U}) {
    const CountOutlook ahead = look_ahead(calendar, state, steps);
    double sum = 0;
    for (const double weight : ahead.weight) {
      CHECK(weight >= 0);
      sum += weight;
    }
    CHECK(std::fabs(sum - 1) < 1e-4);
  }
  CountForecaster steady = begin_forecast(calendar);
  for (int t = 0; t < 300; ++t) learn(calendar, steady, draw(random, 400, 1.2));
  const CountOutlook ahead = look_ahead(calendar, steady, 1);
  CHECK(ahead.weight[2] > ahead.weight[3]);  // a level that stands still, and one that is gone in two weeks
}

TEST_CASE("the_state_of_a_series_is_small") { CHECK(sizeof(CountForecaster) <= 3 * 1024); }
