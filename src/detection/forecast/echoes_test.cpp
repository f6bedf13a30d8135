// What comes back: sharp days and weeks are foretold, gaps are bridged, and nothing wild is said.
#include "detection/forecast/echoes.h"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "detection/forecast/measurement_forecast.h"

using namespace voorzien;
using namespace voorzien::detection;

namespace {
const Instant start = from_civil_utc({2026, 1, 5, 0, 0, 0});

// Two sharp peaks on working days, one flat bump at the weekend: what no few waves draw.
double traffic(int hour) {
  const int of_day = hour % 24;
  if (hour / 24 % 7 >= 5) return of_day >= 11 && of_day <= 17 ? 900 : 150;
  return of_day == 8 ? 4000 : of_day == 17 ? 3500 : of_day >= 7 && of_day <= 18 ? 1500 : 200;
}

std::vector<double> made(int rows, std::uint64_t seed, double noise = 0.05) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> off(0, noise);
  std::vector<double> out;
  for (int t = 0; t < rows; ++t) out.push_back(traffic(t) * std::exp(off(random)));
  return out;
}

double mean_error(const std::vector<double>& ahead, int from) {
  double out = 0;
  for (std::size_t k = 0; k < ahead.size(); ++k)
    out += std::fabs(ahead[k] - traffic(from + static_cast<int>(k)));
  return out / static_cast<double>(ahead.size());
}
}  // namespace

TEST_CASE("sharp days and weeks are foretold, by number of slot and over a gap") {
  const EchoGrid grid(hours(1));
  CHECK(grid.day == 24);
  CHECK(grid.used == echo_lags);
  for (std::size_t k = 1; k < grid.used; ++k) CHECK(grid.lag[k] > grid.lag[k - 1]);
  for (const bool gap : {false, true}) {
    const auto values = made(24 * 7 * 6, 3);
    Echoes state;
    for (std::size_t t = 0; t < values.size(); ++t) {
      if (gap && t >= 500 && t < 560) {
        if (t == 500) pass_echoes(grid, state, 60);
        continue;
      }
      learn_echo(grid, state, values[t], 1, 0.998);
    }
    const auto ahead = echoes_ahead(grid, state, 168);
    REQUIRE(ahead.size() == 168);
    CHECK(mean_error(ahead, 24 * 7 * 6) < (gap ? 140 : 100));  // mean 900; waves alone leave 400
  }
}

TEST_CASE("the forecast of measurements is sharp where days are, and its intervals hold") {
  const ForecastGrid grid(hours(1));
  double error = 0;
  double inside = 0;
  int n = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const auto values = made(24 * 7 * 8, seed);
    MeasurementForecaster state;
    for (int t = 0; t < 24 * 7 * 8 - 24; ++t) {
      learn(grid, state, start + hours(t), values[static_cast<std::size_t>(t)]);
      if (t < 24 * 7 * 5 || t % 5 != 0) continue;
      const MeasurementOutlook ahead = look_ahead(grid, state, 24);
      for (std::size_t step = 1; step <= 24; ++step) {
        const double y = values[static_cast<std::size_t>(t) + step];
        error += std::fabs(ahead.expected[step - 1] - y) / y;
        inside += y >= quantile(ahead, step, 0.1) && y <= quantile(ahead, step, 0.9) ? 1 : 0;
        ++n;
      }
    }
  }
  CHECK(error / n < 0.12);  // 0.04 of it is the noise that nobody can know
  CHECK(std::fabs(inside / n - 0.8) < 0.1);
}

TEST_CASE("what the past does not hold says nothing") {
  const EchoGrid slow(hours(6));
  CHECK(slow.used == 0);
  Echoes state;
  for (int t = 0; t < 100; ++t) learn_echo(slow, state, t, 1, 0.998);
  CHECK(echoes_ahead(slow, state, 3).empty());
  const EchoGrid minute(minutes(1));
  CHECK(minute.used == 8);  // a week of minutes is not kept
  CHECK(EchoGrid(minutes(5)).used == echo_lags);
  const EchoGrid grid(hours(1));
  Echoes young;
  for (int t = 0; t < 24; ++t) learn_echo(grid, young, t, 1, 0.998);
  CHECK(echoes_ahead(grid, young, 3).empty());
  Echoes still;
  for (int t = 0; t < 400; ++t) learn_echo(grid, still, 7, 1, 0.998);
  for (const double value : echoes_ahead(grid, still, 48)) CHECK(value == doctest::Approx(7));
  pass_echoes(grid, still, 1'000'000);  // a year later nothing of it is known
  CHECK(echoes_ahead(grid, still, 3).empty());
}

TEST_CASE("what grows without end is foretold within reach of what was seen") {
  const EchoGrid grid(hours(1));
  Echoes state;
  double value = 1;
  for (int t = 0; t < 300; ++t) learn_echo(grid, state, value *= 1.05, 1, 0.998);
  for (const double one : echoes_ahead(grid, state, 500)) {
    CHECK(one <= 1.31 * value);
    CHECK(std::isfinite(one));
  }
}

TEST_CASE("what repeats without noise for years is foretold as well as in its first months") {
  // What the rows never show must not be doubted without end: forgetting would make numbers of it that
  // swallow all others.
  const EchoGrid grid(hours(1));
  Echoes state;
  for (int t = 0; t < 40'000; ++t) {
    learn_echo(grid, state, traffic(t), 1, std::exp(-1.0 / 504));
    if (t < 2000 || t % 997 != 0) continue;
    CAPTURE(t);
    REQUIRE(mean_error(echoes_ahead(grid, state, 24), t + 1) < 10);
  }
  for (const float one : state.covariance) CHECK(std::fabs(one) <= 10.001F);
}

TEST_CASE("a gap over the moment at which a day is known does not keep echoes away") {
  const EchoGrid grid(hours(1));
  const auto values = made(72, 4);
  Echoes state;
  for (int t = 0; t < 72; ++t) {
    if (t == 20) pass_echoes(grid, state, 15);
    if (t >= 20 && t < 35) continue;
    learn_echo(grid, state, values[static_cast<std::size_t>(t)], 1, 0.998);
  }
  CHECK(echoes_ahead(grid, state, 24).size() == 24);
}

TEST_CASE("no more of the past is kept than lags ask for") {
  CHECK(EchoGrid(hours(1)).kept == 171);
  CHECK(EchoGrid(minutes(10)).kept == 1011);
  CHECK(EchoGrid(minutes(1)).kept == 1443);
  CHECK(EchoGrid(hours(6)).kept == 0);
  const EchoGrid grid(hours(1));
  Echoes state;
  for (int t = 0; t < 1000; ++t) learn_echo(grid, state, traffic(t), 1, 0.998);
  CHECK(state.past.size() == grid.kept);
  CHECK(sizeof(MeasurementForecaster) <= 6.5 * 1024);  // with two pasts of hours: 7.6 kB a series
}
