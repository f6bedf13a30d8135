// What the count model promises on series whose truth is known: honest tails, adaptation, defined behaviour.
#include "detection/counts/count_model.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

#include "detection/counts/negative_binomial.h"

using namespace voorzien::detection;

namespace {
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// mt19937_64 is the same everywhere; the library's distributions are not, but these tests need no exact draw.
double draw(std::mt19937_64& random, double mean, double dispersion) {
  double rate = mean;
  if (dispersion > 1) rate = std::gamma_distribution<double>(mean / (dispersion - 1), dispersion - 1)(random);
  return rate > 0 ? static_cast<double>(std::poisson_distribution<long>(rate)(random)) : 0;
}

std::vector<CountScore> run(const std::vector<double>& counts, Period period = Period::Week) {
  const CountCalendar calendar(period);
  CountState state = begin(calendar);
  std::vector<CountScore> out;
  for (const double count : counts) out.push_back(step(calendar, state, count));
  return out;
}
}  // namespace

TEST_CASE("undisturbed_series_reach_a_score_about_as_often_as_it_says") {
  struct Kind {
    double mean, dispersion;
  };
  std::mt19937_64 random(20240501);
  const CountCalendar calendar(Period::Week);
  for (const Kind kind :
       {Kind{0.15, 2}, Kind{1.2, 1.5}, Kind{5, 1}, Kind{2, 5}, Kind{12, 3}, Kind{150, 1.2}}) {
    double weeks = 0;
    double above_2 = 0;
    double above_3 = 0;
    for (int series = 0; series < 250; ++series) {
      CountState state = begin(calendar);
      for (int t = 0; t < 500; ++t) {
        const CountScore s = step(calendar, state, draw(random, kind.mean, kind.dispersion));
        if (t < 200) continue;
        weeks += 1;
        above_2 += s.score >= 2 ? 1 : 0;
        above_3 += s.score >= 3 ? 1 : 0;
      }
    }
    CAPTURE(kind.mean);
    CAPTURE(kind.dispersion);
    CHECK(above_2 / weeks / 1e-2 > 0.3);
    CHECK(above_2 / weeks / 1e-2 < 2);
    CHECK(above_3 / weeks / 1e-3 > 0.25);  // 75 expected: chance alone moves it by a third
    CHECK(above_3 / weeks / 1e-3 < 2.2);
  }
}

TEST_CASE("a_burst_scores_high_at_once_and_in_its_second_week_more") {
  std::mt19937_64 random(3);
  std::vector<double> counts;
  for (int t = 0; t < 300; ++t) counts.push_back(draw(random, 6, 1.5));
  counts.push_back(22);
  counts.push_back(20);
  const auto scores = run(counts);
  CHECK(scores[300].score > 3);
  CHECK(scores[301].score > scores[300].score);
}

TEST_CASE("a_score_depends_on_nothing_that_comes_later") {
  std::mt19937_64 random(4);
  std::vector<double> counts;
  for (int t = 0; t < 200; ++t) counts.push_back(draw(random, 3, 2));
  const auto whole = run(counts);
  counts.resize(120);
  const auto part = run(counts);
  for (std::size_t t = 0; t < part.size(); ++t) CHECK(std::memcmp(&part[t], &whole[t], sizeof(double)) == 0);
}

TEST_CASE("a_copy_of_the_state_goes_on_with_the_same_bits") {
  const CountCalendar calendar(Period::Week);
  std::mt19937_64 random(5);
  CountState state = begin(calendar);
  for (int t = 0; t < 100; ++t) step(calendar, state, draw(random, 4, 2));
  CountState copy = state;
  for (int t = 0; t < 100; ++t) {
    const double count = draw(random, 4, 2);
    const double a = step(calendar, state, count).score;
    const double b = step(calendar, copy, count).score;
    CHECK(std::memcmp(&a, &b, sizeof a) == 0);
  }
  CHECK(state == copy);
}

TEST_CASE("a_missing_period_is_no_zero") {
  std::mt19937_64 random(6);
  std::vector<double> counts;
  for (int t = 0; t < 200; ++t) counts.push_back(draw(random, 20, 1.3));
  for (int t = 0; t < 12; ++t) counts.push_back(missing);
  counts.push_back(21);
  auto zeros = counts;
  for (int t = 200; t < 212; ++t) zeros[static_cast<std::size_t>(t)] = 0;
  const auto gap = run(counts);
  const auto dead = run(zeros);
  CHECK(gap[205].missing);
  CHECK(gap[205].score == doctest::Approx(0));
  CHECK(gap[212].expected == doctest::Approx(20).epsilon(0.15));
  CHECK(dead[212].expected < 5);
}

TEST_CASE("the_level_follows_a_shift_within_three_months") {
  std::mt19937_64 random(8);
  for (const double factor : {0.5, 3.0}) {
    std::vector<double> counts;
    for (int t = 0; t < 300; ++t) counts.push_back(draw(random, 10, 1.5));
    for (int t = 0; t < 60; ++t) counts.push_back(draw(random, 10 * factor, 1.5));
    const auto scores = run(counts);
    CHECK(scores[312].expected == doctest::Approx(10 * factor).epsilon(0.4));
  }
}

TEST_CASE("constant_zero_and_huge_series_stay_finite_and_silent") {
  for (const double level : {0.0, 1.0, 7.0, 1e9}) {
    const auto scores = run(std::vector<double>(400, level));
    for (const CountScore& s : scores) {
      REQUIRE(std::isfinite(s.score));
      REQUIRE(std::isfinite(s.expected));
      REQUIRE(s.variance >= 0);
    }
    for (std::size_t t = 60; t < scores.size(); ++t) CHECK(scores[t].score < 2);
  }
  auto counts = std::vector<double>(400, 0.0);
  counts[399] = 1e9;
  CHECK(std::isfinite(run(counts)[399].score));
}

TEST_CASE("days_learn_the_week_and_hours_the_day") {
  std::mt19937_64 random(9);
  std::vector<double> days;
  for (int t = 0; t < 400; ++t) days.push_back(draw(random, t % 7 >= 5 ? 5 : 20, 1.2));
  const auto scores = run(days, Period::Day);
  CHECK(scores[397].expected == doctest::Approx(397 % 7 >= 5 ? 5 : 20).epsilon(0.35));
  std::vector<double> hours;
  for (int t = 0; t < 24 * 90; ++t)
    hours.push_back(draw(random, 10 + 8 * std::cos(0.2617994 * (t % 24)), 1.2));
  const auto by_hour = run(hours, Period::Hour);
  CHECK(by_hour[24 * 89].expected == doctest::Approx(18).epsilon(0.25));
  CHECK(by_hour[24 * 89 + 12].expected == doctest::Approx(2).epsilon(0.5));
}

TEST_CASE("upper_limit_is_the_count_that_alone_reaches_the_level") {
  const CountScore s{0, 8, 16, false};
  const double limit = upper_limit(s, 3);
  CHECK(upper_tail_score(limit, 8, 16) > 3);
  CHECK(upper_tail_score(limit - 2, 8, 16) < 3.4);
}
