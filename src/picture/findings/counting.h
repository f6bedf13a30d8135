// Counting: which series a fact belongs to, and how often each was seen in each five minutes.
//
// Ticks are of local time (Europe/Amsterdam), so that an hour of the week stays that hour in summer and
// winter. In the night that has 02:00 twice both hours count as one and the second is not tested; in the
// night that lacks it twelve ticks are empty.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doctrine/detection.h"
#include "observations/observation.h"
#include "picture/findings/finding.h"

namespace voorzien::picture {

constexpr std::int64_t tick_s = 300;
constexpr std::int64_t ticks_a_local_day = 288;

struct LocalTick {
  std::int64_t day = 0;   // since Monday 1969-12-29, so that day % 7 is 0 on Mondays
  std::int64_t tick = 0;  // of the day, 0 to 287
  [[nodiscard]] std::int64_t number() const { return day * ticks_a_local_day + tick; }
  auto operator<=>(const LocalTick&) const = default;
};
[[nodiscard]] LocalTick local_tick(Instant at);
// "2026-06-27", and back; nothing when it is no date.
[[nodiscard]] std::string day_text(std::int64_t day);
[[nodiscard]] std::optional<std::int64_t> day_number(std::string_view text);
// The first moment of a tick; `near` tells which of two in October.
[[nodiscard]] Instant start_of(std::int64_t number, Instant near);

// "pager/care/GM0307", or empty: it is not counted.
[[nodiscard]] std::string series_of(const doctrine::Detection& detection, const observations::Observation& o);
struct SeriesName {
  std::string source;
  std::string theme;
  std::string area;
};
[[nodiscard]] SeriesName split_series(std::string_view series);
[[nodiscard]] bool is_counted(const doctrine::Detection& detection, const SeriesName& series);

// Days that the usual is learnt from and until it is learnt anew.
[[nodiscard]] std::int64_t days_kept(const doctrine::Detection& detection);
// keep: days; older ones are dropped.
void count(Findings& findings, const std::string& series, Instant at, std::int64_t keep);
// Takes whole days over; what was counted here itself stays.
void take_counts(Findings& findings, const std::vector<std::string>& series,
                 const std::map<std::string, std::string>& counts, std::int64_t keep);

struct Counted {
  std::int64_t tick = 0;  // of the day
  std::int64_t series = 0;
  std::int64_t count = 0;
};
// What a day's text says. What is not of its form is left out (`is_whole` tells).
[[nodiscard]] std::vector<Counted> counts_of_day(std::string_view text);
[[nodiscard]] bool is_whole_day(std::string_view text, std::size_t series);
void append_count(std::string& text, std::int64_t tick, std::int64_t series, std::int64_t count);

}  // namespace voorzien::picture
