#include "detection/measurement/seasons.h"

#include <algorithm>

namespace voorzien::detection {
namespace {
constexpr std::uint8_t day_memory = 42;  // rows of a slot
constexpr std::uint8_t week_memory = 28;
constexpr double noise_prior = 10;  // rows that the variance of all day counts for in a slot
constexpr double unproven = 1.2;    // a slot never seen cannot win

template <class Table, class Count>
void learn_slot(Table& slot, Count& seen, std::uint8_t memory, double value, double limit) {
  seen = std::min<std::uint8_t>(static_cast<std::uint8_t>(seen + 1), memory);
  const double off = value - slot;
  const double taken = seen < 2 ? off : std::clamp(off, -limit, limit);
  slot = static_cast<float>(slot + taken / seen);
}
}  // namespace

SeasonView see_season(Seasons& s, Instant at, double value, double level, double slow_level, double limit,
                      double variance, double weight) {
  constexpr std::int64_t half_hour_us = 1'800'000'000;
  constexpr std::int64_t half_hours = 336;
  // 1970-01-01 was a Thursday; the week starts on Monday.
  const std::int64_t half_hour = ((at.us / half_hour_us + 144) % half_hours + half_hours) % half_hours;
  const std::size_t d = static_cast<std::size_t>(half_hour) % Seasons::day_slots;
  const std::size_t w = static_cast<std::size_t>(half_hour) / 2;
  const double by_level = value - level;
  const double by_day = value - (s.day_seen[d] > 0 ? s.day[d] : slow_level);
  const double by_week = s.week_seen[w] > 0 ? value - s.week[w] : by_day;

  SeasonView out;
  const bool day_best = s.day_error < s.level_error;
  if (s.week_error < (day_best ? s.day_error : s.level_error))
    out.residual = by_week;
  else
    out.residual = day_best ? by_day : by_level;
  out.noise_at_day =
      (s.day_noise[d] * s.day_seen[d] + variance * noise_prior) / (s.day_seen[d] + noise_prior);

  const double guess = unproven * by_level * by_level;
  s.level_error += weight * (by_level * by_level - s.level_error);
  s.day_error += weight * ((s.day_seen[d] > 0 ? by_day * by_day : guess) - s.day_error);
  s.week_error += weight * ((s.week_seen[w] > 0 ? by_week * by_week : guess) - s.week_error);
  learn_slot(s.day[d], s.day_seen[d], day_memory, value, limit);
  learn_slot(s.week[w], s.week_seen[w], week_memory, value, limit);
  s.day_noise[d] +=
      static_cast<float>((out.residual * out.residual - static_cast<double>(s.day_noise[d])) / s.day_seen[d]);
  return out;
}

}  // namespace voorzien::detection
