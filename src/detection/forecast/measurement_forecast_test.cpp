// What a forecast of a measured quantity promises: tides foretold, intervals that hold, time stamps honoured.
#include "detection/forecast/measurement_forecast.h"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <random>

#include "detection/forecast/student.h"

using namespace voorzien;
using namespace voorzien::detection;

namespace {
const Instant start = from_civil_utc({2026, 1, 1, 0, 0, 0});
Instant hour(int t) { return start + hours(t); }

// A tide of two metres with a surge of some centimetres, hourly, in cm.
std::vector<double> tide_of(int rows, std::uint64_t seed, double surge_cm = 4) {
  std::mt19937_64 random(seed);
  std::student_t_distribution<double> shock(5);
  double surge = 0;
  double before = 0;
  std::vector<double> out;
  for (int t = 0; t < rows; ++t) {
    const double next = 1.1 * surge - 0.22 * before + surge_cm * std::sqrt(0.6) * shock(random);
    before = surge;
    surge = next;
    out.push_back(100 + 70 * std::cos(2 * std::numbers::pi * t / 12.4206012) +
                  15 * std::cos(2 * std::numbers::pi * t / 12 + 1) +
                  8 * std::sin(2 * std::numbers::pi * t / 25.8193417) + surge);
  }
  return out;
}
}  // namespace

TEST_CASE("student_and_normal_are_what_tables_say") {
  CHECK(student_below(0) == doctest::Approx(0.5));
  // t of 5: 2.570582 at 0.975, 4.032143 at 0.995.
  CHECK(student_quantile(0.975) == doctest::Approx(2.570582 * std::sqrt(0.6)).epsilon(1e-5));
  CHECK(student_quantile(0.005) == doctest::Approx(-4.032143 * std::sqrt(0.6)).epsilon(1e-5));
  CHECK(normal_quantile(0.975) == doctest::Approx(1.959964).epsilon(1e-5));
  CHECK(both_below(0, 0, 0.5) == doctest::Approx(1.0 / 3).epsilon(1e-3));
  CHECK(both_below(1, -1, 0) == doctest::Approx(normal_below(1) * normal_below(-1)));
  CHECK(both_below(-2, -2, 0.95) == doctest::Approx(0.0168).epsilon(0.03));
}

TEST_CASE("a_tide_is_foretold_a_day_ahead_and_intervals_hold") {
  const ForecastGrid grid(hours(1));
  double inside[3] = {0, 0, 0};
  double square = 0;
  int n = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    const auto level = tide_of(4000, seed);
    MeasurementForecaster state;
    for (int t = 0; t < 3970; ++t) {
      learn(grid, state, hour(t), level[static_cast<std::size_t>(t)]);
      if (t < 1500 || t % 5 != 0) continue;
      const MeasurementOutlook ahead = look_ahead(grid, state, 24);
      const double y = level[static_cast<std::size_t>(t + 24)];
      for (std::size_t k = 0; k < 3; ++k) {
        const double tail = (1 - std::array{0.5, 0.8, 0.95}[k]) / 2;
        inside[k] += y >= quantile(ahead, 24, tail) && y <= quantile(ahead, 24, 1 - tail) ? 1 : 0;
      }
      square += (y - ahead.expected[23]) * (y - ahead.expected[23]);
      ++n;
    }
  }
  CHECK(std::sqrt(square / n) < 12);  // the surge itself is 9.6 cm, the tide 52
  CHECK(std::fabs(inside[0] / n - 0.50) < 0.03);
  CHECK(std::fabs(inside[1] / n - 0.80) < 0.03);
  CHECK(std::fabs(inside[2] / n - 0.95) < 0.03);
}

TEST_CASE("gaps_do_not_shift_the_tide") {
  const ForecastGrid grid(hours(1));
  const auto level = tide_of(3000, 9, 0.5);
  MeasurementForecaster state;
  for (int t = 0; t < 2900; ++t)
    if (t % 131 > 6) learn(grid, state, hour(t), level[static_cast<std::size_t>(t)]);
  const MeasurementOutlook ahead = look_ahead(grid, state, 24);
  for (std::size_t step = 1; step <= 24; ++step)
    CHECK(std::fabs(ahead.expected[step - 1] - level[2899 + step]) < 8);
}

TEST_CASE("the_chance_of_crossing_is_about_what_happens") {
  const ForecastGrid grid(hours(1));
  double said = 0;
  double happened = 0;
  int n = 0;
  for (std::uint64_t seed = 11; seed <= 14; ++seed) {
    const auto level = tide_of(4000, seed);
    MeasurementForecaster state;
    for (int t = 0; t < 3900; ++t) {
      learn(grid, state, hour(t), level[static_cast<std::size_t>(t)]);
      if (t < 1500 || t % 24 != 0) continue;
      const double p = probability_of_crossing(look_ahead(grid, state, 12), 12, 190);
      CHECK(p >= 0);
      CHECK(p <= 1);
      bool crossed = false;
      for (int h = 1; h <= 12; ++h) crossed = crossed || level[static_cast<std::size_t>(t + h)] > 190;
      said += p;
      happened += crossed ? 1 : 0;
      ++n;
    }
  }
  CHECK(happened / n > 0.05);
  CHECK(std::fabs(said - happened) / n < 0.05);
}

TEST_CASE("bad_input_is_defined") {
  const ForecastGrid grid(hours(1));
  const auto level = tide_of(1200, 21);
  const auto after = [&](const std::function<void(MeasurementForecaster&, int)>& also) {
    MeasurementForecaster state;
    for (int t = 0; t < 1200; ++t) {
      learn(grid, state, hour(t), level[static_cast<std::size_t>(t)]);
      also(state, t);
    }
    return look_ahead(grid, state, 12);
  };
  const auto plain = after([](MeasurementForecaster&, int) {});
  const auto same = [&](const MeasurementOutlook& other) {
    for (std::size_t step = 1; step <= 12; ++step)
      CHECK(quantile(other, step, 0.9) - quantile(plain, step, 0.9) == 0);
  };
  // NaN, duplicates and late rows teach nothing.
  same(after([&](MeasurementForecaster& s, int t) {
    learn(grid, s, hour(t) + seconds(1), std::numeric_limits<double>::quiet_NaN());
  }));
  same(after([&](MeasurementForecaster& s, int t) { learn(grid, s, hour(t), 1e6); }));
  same(after([&](MeasurementForecaster& s, int t) { learn(grid, s, hour(t - 30), -1e6); }));
  // One wild value costs little.
  MeasurementForecaster wild;
  for (int t = 0; t < 1200; ++t)
    learn(grid, wild, hour(t), t == 700 ? 1e300 : level[static_cast<std::size_t>(t)]);
  CHECK(std::fabs(quantile(look_ahead(grid, wild, 12), 12, 0.5) - quantile(plain, 12, 0.5)) < 30);
  // A constant is foretold as itself, nothing as nothing.
  MeasurementForecaster still;
  CHECK(look_ahead(grid, still, 3).expected.empty());
  for (int t = 0; t < 500; ++t) learn(grid, still, hour(t), 45);
  CHECK(quantile(look_ahead(grid, still, 24), 24, 0.99) == doctest::Approx(45));
  CHECK(probability_above(look_ahead(grid, still, 24), 1, 46) <= 0);
  // A clock that leaps for one row.
  MeasurementForecaster leap;
  for (int t = 0; t < 1200; ++t)
    learn(grid, leap, t == 900 ? hour(90'000) : hour(t), level[static_cast<std::size_t>(t)]);
  CHECK(std::fabs(quantile(look_ahead(grid, leap, 12), 12, 0.5) - quantile(plain, 12, 0.5)) < 20);
}

TEST_CASE("quantiles_are_ordered_and_the_step_is_found") {
  const ForecastGrid grid(minutes(10));
  MeasurementForecaster state;
  std::mt19937_64 random(3);
  std::normal_distribution<double> noise(0, 1);
  for (int t = 0; t < 3000; ++t) learn(grid, state, start + minutes(10 * t), noise(random));
  const MeasurementOutlook ahead = look_ahead(grid, state, 288);
  CHECK(ahead.expected.size() == 288);
  for (const std::size_t step : {1U, 3U, 100U, 288U}) {
    double last = -1e9;
    for (const double p : {0.001, 0.025, 0.2, 0.5, 0.9, 0.999}) {
      CHECK(quantile(ahead, step, p) > last);
      last = quantile(ahead, step, p);
    }
  }
  CHECK(look_ahead(grid, state, 100'000).expected.size() == longest_forecast);
  CHECK(usual_step({hour(0), hour(0) + minutes(5), hour(0) + minutes(10), hour(9)}) == minutes(5));
  CHECK(usual_step({}) == hours(1));
}
