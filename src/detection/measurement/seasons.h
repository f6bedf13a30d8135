// What a value usually is at this moment, from three guesses that compete: the level of just now, the profile
// of the day (half hours) and that of the week (hours).
//
// The guess with the smallest forgetting error serves, so a season is used as soon as it predicts better than
// the level does, and no sooner. Residuals are also told by the hour of the day, since many sources are
// noisier by day. Plain data: a copy is a checkpoint.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/instant.h"

namespace voorzien::detection {

struct Seasons {
  static constexpr std::size_t day_slots = 48;
  static constexpr std::size_t week_slots = 168;
  std::array<float, day_slots> day{};
  std::array<float, day_slots> day_noise{};  // mean squares of residuals
  std::array<float, week_slots> week{};
  std::array<std::uint8_t, day_slots> day_seen{};
  std::array<std::uint8_t, week_slots> week_seen{};
  double level_error = 0;  // mean squares
  double day_error = 0;
  double week_error = 0;

  bool operator==(const Seasons&) const = default;
};

struct SeasonView {
  double residual = 0;      // value - best guess
  double noise_at_day = 0;  // mean square that residuals have at this time of day, drawn to `variance`
};

// Looks first and learns after: the view is of what was known before `value`.
// level, slow_level: forgetting means of the last rows; limit: learning cuts at this distance (infinite:
// not); variance: of residuals at any time; weight: of this row in the errors.
SeasonView see_season(Seasons& seasons, Instant at, double value, double level, double slow_level,
                      double limit, double variance, double weight);

}  // namespace voorzien::detection
