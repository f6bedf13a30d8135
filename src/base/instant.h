// Instant and Duration: moments and lengths of time in whole microseconds.
//
// An Instant counts microseconds since 1970-01-01T00:00:00Z (UTC, no leap seconds). Nothing here reads a
// clock: time is an argument (rule 1 of the house; only adapters/system reads one). Civil time of the
// region (Europe/Amsterdam) follows the EU rule of directive 2000/84/EC, in force here since 1996:
// summer time from the last Sunday of March 01:00 UTC to the last Sunday of October 01:00 UTC.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien {

struct Duration {
  std::int64_t us = 0;
  auto operator<=>(const Duration&) const = default;
};
constexpr Duration microseconds(std::int64_t n) { return {n}; }
constexpr Duration milliseconds(std::int64_t n) { return {n * 1'000}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Duration hours(std::int64_t n) { return minutes(n * 60); }
constexpr Duration days(std::int64_t n) { return hours(n * 24); }  // 24 hours, not a civil day
constexpr Duration operator+(Duration a, Duration b) { return {a.us + b.us}; }
constexpr Duration operator-(Duration a, Duration b) { return {a.us - b.us}; }

struct Instant {
  std::int64_t us = 0;
  auto operator<=>(const Instant&) const = default;
};
constexpr Instant operator+(Instant at, Duration d) { return {at.us + d.us}; }
constexpr Instant operator-(Instant at, Duration d) { return {at.us - d.us}; }
constexpr Duration operator-(Instant a, Instant b) { return {a.us - b.us}; }

// A date and time of day without zone.
struct Civil {
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
  int microsecond = 0;
  auto operator<=>(const Civil&) const = default;
};

// RFC 3339 and the wider ISO 8601 forms that real feeds send: 1 to 9+ fractional digits (cut to
// microseconds), `Z`, `+01:00`, `+0100`, `-00:00` (zone unknown, read as UTC), times without colons
// (`T150216857105Z`, KNMI generated_at: HHMMSS then fraction). A missing offset is an error.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text);
// Strict RFC 3339, for our own JSON.
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);
// "2026-06-27T14:47:20.000000Z": always UTC with six digits, so that text order is time order.
[[nodiscard]] std::string format_rfc3339(Instant at);

[[nodiscard]] Instant from_civil_utc(const Civil& civil);  // fields must be in range
[[nodiscard]] Civil to_civil_utc(Instant at);
[[nodiscard]] bool is_valid(const Civil& civil);

// Europe/Amsterdam. The hour that occurs twice in October is read as the one nearest to `hint` (usually
// the time of receipt); the hour that does not occur in March is read with the winter offset.
[[nodiscard]] Duration amsterdam_offset(Instant at);
[[nodiscard]] Civil to_amsterdam(Instant at);
[[nodiscard]] Instant from_amsterdam(const Civil& civil, Instant hint);

}  // namespace voorzien
