// A source's forecast, corrected, and how forecasts are scored.
#include <doctest/doctest.h>

#include <cmath>

#include "base/random.h"
#include "detection/forecast/corrected_forecast.h"

namespace voorzien::detection {
namespace {
const Instant noon{1'782'554'400'000'000};

std::vector<ToldPoint> rising(double from, double an_hour, int first_h, int last_h) {
  std::vector<ToldPoint> out;
  for (int h = first_h; h <= last_h; ++h) out.push_back({noon + hours(h), from + an_hour * h});
  return out;
}

Correction usual() { return {0.9, {{1, 0.03}, {6, 0.07}, {24, 0.14}, {48, 0.25}}}; }

double normal(Random& random) {
  double sum = -6;
  for (int k = 0; k < 12; ++k) sum += static_cast<double>(random.below(1'000'000)) / 1e6;
  return sum;
}
}  // namespace

TEST_CASE("what_is_measured_higher_than_foretold_stays_higher_for_a_while") {
  const auto told = rising(3, 0.02, -2, 48);
  const MeasurementOutlook ahead = corrected_outlook(noon, 3.2, told, usual(), hours(1), 48);
  REQUIRE(ahead.expected.size() == 48);
  CHECK(ahead.expected[0] == doctest::Approx(3.02 + 0.2 * 0.9));
  CHECK(ahead.expected[23] == doctest::Approx(3.48 + 0.2 * std::pow(0.9, 24)));
  CHECK(ahead.spread[0] == doctest::Approx(0.03));
  CHECK(ahead.spread[23] == doctest::Approx(0.14));
  CHECK(ahead.spread[2] > 0.03);
  CHECK(ahead.spread[2] < 0.07);
  CHECK(quantile(ahead, 6, 0.9) > quantile(ahead, 6, 0.5));
}

TEST_CASE("a_forecast_that_begins_later_is_reached_in_a_straight_line_and_ends_where_it_ends") {
  const auto told = rising(3, 0.1, 4, 10);
  const MeasurementOutlook ahead = corrected_outlook(noon, 3, told, usual(), hours(1), 48);
  REQUIRE(ahead.expected.size() == 10);
  CHECK(ahead.expected[1] == doctest::Approx(3.2));
  CHECK(ahead.expected[9] == doctest::Approx(4.0));
  CHECK(corrected_outlook(noon + hours(10), 4, told, usual(), hours(1), 48).expected.empty());
  CHECK(corrected_outlook(noon, 3, {}, usual(), hours(1), 48).expected.empty());
}

TEST_CASE("the_chance_of_a_limit_is_what_simulated_worlds_show") {
  const auto told = rising(3, 0.02, 0, 48);
  const MeasurementOutlook ahead = corrected_outlook(noon, 3, told, usual(), hours(1), 24);
  const std::vector<double> curve = crossing_curve(ahead, 24, 3.6);
  REQUIRE(curve.size() == 24);
  CHECK(std::is_sorted(curve.begin(), curve.end()));
  CHECK(curve.back() == probability_of_crossing(ahead, 24, 3.6));
  // Errors that grow by independent steps to the same spread.
  Random random(5);
  const int worlds = 20'000;
  int crossed = 0;
  for (int world = 0; world < worlds; ++world) {
    double error = 0;
    double before = 0;
    for (std::size_t k = 0; k < 24; ++k) {
      error += std::sqrt(std::max(0.0, ahead.spread[k] * ahead.spread[k] - before)) * normal(random);
      before = ahead.spread[k] * ahead.spread[k];
      if (ahead.expected[k] + error <= 3.6) continue;
      ++crossed;
      break;
    }
  }
  CHECK(curve.back() == doctest::Approx(static_cast<double>(crossed) / worlds).epsilon(0.1));
  CHECK(curve.back() > 0.05);
  CHECK(curve.back() < 0.6);
}

TEST_CASE("a_forecast_without_doubt_scores_its_error_and_one_that_knows_its_doubt_scores_best") {
  std::array<double, forecast_knots> sure{};
  sure.fill(3);
  CHECK(quantile_score(sure, 3.4) == doctest::Approx(0.4));
  CHECK(quantile_score(sure, 2.6) == doctest::Approx(0.4));
  constexpr std::array<double, forecast_knots> z{-1.96, -1.2816, -0.6745, 0, 0.6745, 1.2816, 1.96};
  const auto mean_score = [&](double spread) {
    Random random(7);
    double sum = 0;
    for (int n = 0; n < 20'000; ++n) {
      std::array<double, forecast_knots> told{};
      for (std::size_t k = 0; k < forecast_knots; ++k) told[k] = z[k] * spread;
      sum += quantile_score(told, normal(random));
    }
    return sum / 20'000;
  };
  CHECK(mean_score(1) < mean_score(0.5));
  CHECK(mean_score(1) < mean_score(2));
  CHECK(mean_score(1) == doctest::Approx(0.5642).epsilon(0.04));  // of the normal: 1 / sqrt(pi)
}

}  // namespace voorzien::detection
