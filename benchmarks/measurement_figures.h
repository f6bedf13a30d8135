// The part of `./bench detection` about measurements and forecasts: cost of a row, NAB's given half when the
// sample data is there, how often quiet series alarm, intervals on generated tides beside who knows the
// truth.
#pragma once

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "detection/forecast/count_forecast.h"
#include "detection/forecast/measurement_forecast.h"
#include "detection/forecast/student.h"
#include "detection/measurement/measurement_model.h"
#include "nab_half.h"

namespace figures {
using namespace voorzien;
using namespace voorzien::detection;
using Reached = bool (*)(const char* what, double figure, const char* goal, bool ok);

inline double microseconds_each(std::size_t times, const std::function<void()>& work) {
  double best = 1e9;
  for (int round = 0; round < 3; ++round) {
    const std::clock_t start = std::clock();
    work();
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best * 1e6 / static_cast<double>(times);
}

inline std::vector<double> quiet_days(std::size_t rows, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::student_t_distribution<double> noise(5);
  std::vector<double> out;
  double slow = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    slow = 0.9 * slow + 0.4 * noise(random);
    out.push_back(10 * std::sin(2 * std::numbers::pi * static_cast<double>(i) / 288) + slow + noise(random));
  }
  return out;
}

inline bool judge_of_measurements(Reached reached) {
  constexpr std::size_t rows = 100'000;
  const auto values = quiet_days(rows, 1);
  const Instant start = from_civil_utc({2026, 1, 1, 0, 0, 0});
  std::size_t alarms = 0;
  const double each = microseconds_each(rows, [&] {
    alarms = 0;
    MeasurementState state;
    for (std::size_t i = 0; i < rows; ++i)
      alarms += step(state, start + minutes(5 * static_cast<std::int64_t>(i)), values[i]).alarm ? 1U : 0U;
  });
  const bool ok = reached("measurement, us of a core a row", each, "2", each <= 2);
  fmt::print("{:<58}{:>12}\n", "  windowed Gaussian ... KNN-CAD (published)", "250-3100");
  fmt::print("{:<58}{:>12.3g}\n", "  alarms a week on a quiet series, rows of 5 minutes",
             static_cast<double>(alarms) * 2016 / rows);
  const char* const shared = std::getenv("VOORZIEN_SHARED");
  const auto files = shared != nullptr ? nab::read_half(shared) : std::vector<nab::File>();
  if (files.empty()) {
    fmt::print("{:<58}{:>12}\n", "NAB, given half", "SKIPPED: no sample data (VOORZIEN_SHARED)");
    return ok;
  }
  for (const nab::Profile& profile : nab::profiles)
    fmt::print("NAB, given half of {} files, {:<31}{:>12.2f}\n", files.size(), profile.name,
               nab::score(files, profile, 0.5));
  fmt::print("{:<58}{:>12}\n", "  ARTime / Numenta HTM / CAD OSE, standard (published)", "82.5 75.4 75.4");
  return ok;
}

struct Tide {
  std::vector<double> level;
  std::vector<double> surge;
};
constexpr double first_echo = 1.1;
constexpr double second_echo = -0.22;
constexpr double shock_cm = 4;

inline Tide tide_of(std::size_t rows, std::uint64_t seed) {
  constexpr std::array<double, 6> period{12.4206012, 12, 12.6583482, 23.9344696, 25.8193417, 6.2103006};
  constexpr std::array<double, 6> height{55, 14, 12, 10, 5, 3};
  std::mt19937_64 random(seed);
  std::student_t_distribution<double> shock(5);
  Tide out;
  double before = 0;
  double surge = 0;
  for (std::size_t t = 0; t < rows; ++t) {
    const double next = first_echo * surge + second_echo * before + shock_cm * std::sqrt(0.6) * shock(random);
    before = surge;
    surge = next;
    double level = 100 + surge;
    for (std::size_t k = 0; k < period.size(); ++k)
      level += height[k] *
               std::cos(2 * std::numbers::pi * static_cast<double>(t) / period[k] + static_cast<double>(k));
    out.level.push_back(level);
    out.surge.push_back(surge);
  }
  return out;
}

// Continuous ranked probability score from a hundred quantiles.
template <class Quantile>
double crps(double y, Quantile quantile_at) {
  double out = 0;
  for (int k = 0; k < 100; ++k) {
    const double p = (k + 0.5) / 100;
    const double q = quantile_at(p);
    out += 2 * (y - q) * (p - (y < q ? 1 : 0)) / 100;
  }
  return out;
}

inline bool forecast_of_tides(Reached reached) {
  constexpr std::array<std::size_t, 3> lengths{1, 6, 24};
  constexpr std::array<double, 3> levels{0.5, 0.8, 0.95};
  const Instant start = from_civil_utc({2026, 1, 1, 0, 0, 0});
  const ForecastGrid grid(hours(1));
  std::array<double, 3> ours{};
  std::array<double, 3> knowing{};
  std::array<std::array<double, 3>, 3> inside{};
  double n = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const Tide tide = tide_of(6800, seed);
    MeasurementForecaster state;
    for (std::size_t t = 0; t < 6700; ++t) {
      if (t % 305 < 4) continue;  // 22 gaps
      learn(grid, state, start + hours(static_cast<std::int64_t>(t)), tide.level[t]);
      if (t < 2160 || t % 7 != 0 || t % 305 < 6) continue;
      const MeasurementOutlook ahead = look_ahead(grid, state, 24);
      ++n;
      for (std::size_t k = 0; k < lengths.size(); ++k) {
        const std::size_t h = lengths[k];
        const double y = tide.level[t + h];
        ours[k] += crps(y, [&](double p) { return quantile(ahead, h, p); });
        double mean = tide.surge[t];
        double last = tide.surge[t - 1];
        double echo = 1;
        double echo_before = 0;
        double square = 0;
        for (std::size_t i = 0; i < h; ++i) {
          const double next = first_echo * mean + second_echo * last;
          last = mean, mean = next;
          square += echo * echo;
          const double further = first_echo * echo + second_echo * echo_before;
          echo_before = echo, echo = further;
        }
        knowing[k] += crps(tide.surge[t + h], [&](double p) {
          return mean + shock_cm * std::sqrt(square) * student_quantile(p);
        });
        for (std::size_t l = 0; l < levels.size(); ++l) {
          const double tail = (1 - levels[l]) / 2;
          inside[k][l] += y >= quantile(ahead, h, tail) && y <= quantile(ahead, h, 1 - tail) ? 1 : 0;
        }
      }
    }
  }
  bool ok = true;
  for (std::size_t k = 0; k < lengths.size(); ++k) {
    fmt::print("generated tide, CRPS {:>2} h, cm {:>36.2f} (who knows tide and surge: {:.2f})\n", lengths[k],
               ours[k] / n, knowing[k] / n);
    for (std::size_t l = 0; l < levels.size(); ++l) {
      const double share = 100 * inside[k][l] / n;
      ok = reached("  inside the interval, %", share,
                   l == 0   ? "50 +- 3"
                   : l == 1 ? "80 +- 3"
                            : "95 +- 3",
                   std::fabs(share - 100 * levels[l]) <= 3) &&
           ok;
    }
  }
  constexpr std::size_t rows = 20'000;
  const Tide tide = tide_of(rows, 9);
  MeasurementForecaster state;
  std::size_t row = 0;
  double sum = 0;
  const double each = microseconds_each(rows, [&] {
    for (std::size_t i = 0; i < rows; ++i, ++row) {
      learn(grid, state, start + hours(static_cast<std::int64_t>(row)), tide.level[i]);
      sum += look_ahead(grid, state, 24).expected.back();
    }
  });
  ok = reached("update and 24 forecasts of a measurement, us", each, "10", each <= 10 && sum > 0) && ok;
  // As long as M4's hourly series are on the average, with a logarithm: the dearest kind of row.
  constexpr std::size_t month = 853;
  const double of_series = microseconds_each(1000 * 20, [&] {
    for (int k = 0; k < 20; ++k) {
      MeasurementForecaster of_month;
      for (std::size_t i = 0; i < month; ++i)
        learn(grid, of_month, start + hours(static_cast<std::int64_t>(i)), 1000 + tide.level[i]);
      sum += look_ahead(grid, of_month, 48).expected.back();
    }
  });
  ok = reached("learning 853 hours and 48 forecasts, ms", of_series, "2", of_series <= 2) && ok;
  const CountCalendar calendar = forecast_calendar(Period::Week);
  CountForecaster counts = begin_forecast(calendar);
  const double of_counts = microseconds_each(rows, [&] {
    for (std::size_t i = 0; i < rows; ++i) {
      learn(calendar, counts, static_cast<double>(i * 7 % 11));
      sum += expected(look_ahead(calendar, counts, 1)) + expected(look_ahead(calendar, counts, 4));
    }
  });
  return reached("update and 2 forecasts of a count series, us", of_counts, "10", of_counts <= 10) && ok;
}
}  // namespace figures
