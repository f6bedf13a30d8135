// One count series, tested as it grows: a Poisson-gamma regression with discounting that forgets slowly.
//
// For each new count the model first says what it expected (level, trend, seasons) and how far the truth may
// lie from it, then gives the score of the count, then learns from it. So the score of period n uses periods
// <= n only. Source: West, Harrison and Migon, JASA 80:73 (1985), sections 3-4 (conjugate update of a
// discounted GLM); dispersion and clipping are ours, docs/detection/counts.md tells why.
//
//   CountCalendar calendar(Period::Week);
//   CountState state;
//   for (double count : series) { CountScore s = step(calendar, state, count); ... }
//
// The state is plain data: a copy is a checkpoint. No allocation, no clock; the same bits on the same machine
// however series are batched or spread over threads. O(d^2) time a period, d = 6 (week), 11 (day, hour).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace voorzien::detection {

enum class Period { Week, Day, Hour };

constexpr std::size_t most_features = 12;
constexpr std::size_t most_widths = 3;
constexpr std::size_t longest_width = 12;

// What expected values may depend on in a period, tabulated over one cycle: 52 weeks, 364 days or 168 hours.
class CountCalendar {
 public:
  explicit CountCalendar(Period period);

  Period period;
  std::size_t features;                         // used of most_features
  std::array<std::size_t, most_widths> widths;  // periods summed and tested together, ascending; 0: none
  std::vector<std::array<double, most_features>> rows;
  std::array<double, most_features> prior_sd;  // of each coefficient, natural logarithm
  double periods_a_year;
  double discount;      // how much of the information a period keeps
  double monitor_fast;  // memory of the two monitors of level shifts, per period
  double monitor_slow;
};

struct CountState {
  std::array<double, most_features> mean{};                                // of the coefficients
  std::array<double, most_features*(most_features + 1) / 2> covariance{};  // lower triangle by rows
  double dispersion_sum = 0;  // weighted squares / variance x phi
  double dispersion_weight = 0;
  double shift_fast = 0;  // decaying sums of clipped standard residuals
  double shift_slow = 0;
  bool seen = false;          // any count yet
  std::uint32_t periods = 0;  // seen, missing ones included
  // The last periods, for sums: count, expected, variance; a missing period holds zeros.
  std::array<std::array<double, 3>, longest_width> recent{};

  bool operator==(const CountState&) const = default;
};

struct CountScore {
  double score = 0;     // -log10 of the calibrated p of "this much or more", best of the sums
  double expected = 0;  // before the count was seen
  double variance = 0;  // of the count about `expected`
  bool missing = false;
};

// The state before the first period.
[[nodiscard]] CountState begin(const CountCalendar& calendar);
// Tests `count` and learns from it. NaN is a missing period: nothing is tested or learnt, doubt grows.
// count: whole, 0 <= count <= 1e9 (the readers in tables/ see to that).
CountScore step(const CountCalendar& calendar, CountState& state, double count);
// The smallest count of this one period that alone would have reached `level`.
[[nodiscard]] double upper_limit(const CountScore& score, double level);
// The variance over the mean, at least 1.
[[nodiscard]] double dispersion(const CountState& state);

}  // namespace voorzien::detection
