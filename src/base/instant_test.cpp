#include "base/instant.h"

#include <doctest/doctest.h>

using namespace voorzien;

namespace {
std::string read(std::string_view text) {
  const Result<Instant> at = parse_instant(text);
  return at ? format_rfc3339(*at) : "error: " + at.error().detail;
}
}  // namespace

TEST_CASE("reads_the_times_that_real_feeds_send") {
  CHECK(read("2026-06-21T19:43:00.001712531Z") == "2026-06-21T19:43:00.001712Z");  // NDW, nanoseconds
  CHECK(read("2026-09-03T150216857105Z") == "2026-09-03T15:02:16.857105Z");        // KNMI, no colons
  CHECK(read("2026-11-23T00:00:00.000+01:00") == "2026-11-22T23:00:00.000000Z");   // RWS
  CHECK(read("2026-11-23T12:00:00+0100") == "2026-11-23T11:00:00.000000Z");        // NS
  CHECK(read("2002-05-24T16:49:00-07:00") == "2002-05-24T23:49:00.000000Z");       // CAP
  CHECK(read("2020-01-01T00:00:00-00:00") == "2020-01-01T00:00:00.000000Z");
}

TEST_CASE("refuses_times_that_do_not_exist") {
  for (const char* text : {"", "2026", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-06-21T24:00:00Z",
                           "2026-06-21T19:43:00", "2026-06-21T19:43:00Zx", "2026-06-21T19:43:00+99:00",
                           "2026-06-21T19:43:00.Z", "nonsense"})
    CHECK_MESSAGE(!parse_instant(text), text);
  CHECK(!parse_rfc3339("2026-06-21 19:43:00Z"));
  CHECK(!parse_rfc3339("2026-06-21T19:43:00+0200"));
  CHECK(parse_rfc3339("2024-02-29T23:59:60Z"));
}

TEST_CASE("amsterdam_changes_on_the_last_sundays") {
  const auto offset = [](std::string_view text) {
    return amsterdam_offset(*parse_instant(text)).us / 3'600'000'000;
  };
  CHECK(offset("2026-03-29T00:59:59Z") == 1);
  CHECK(offset("2026-03-29T01:00:00Z") == 2);
  CHECK(offset("2026-10-25T00:59:59Z") == 2);
  CHECK(offset("2026-10-25T01:00:00Z") == 1);
}

TEST_CASE("the_hour_that_occurs_twice_is_read_by_the_hint") {
  const Civil half_past_two{2026, 10, 25, 2, 30, 0, 0};
  const Instant first = *parse_instant("2026-10-25T00:30:00Z");
  const Instant second = *parse_instant("2026-10-25T01:30:00Z");
  CHECK(from_amsterdam(half_past_two, first + minutes(2)) == first);
  CHECK(from_amsterdam(half_past_two, second + minutes(2)) == second);
  const Civil missing{2026, 3, 29, 2, 30, 0, 0};
  CHECK(from_amsterdam(missing, first) == *parse_instant("2026-03-29T01:30:00Z"));
}

TEST_CASE("civil_and_instant_are_each_others_inverse") {
  for (std::int64_t day = -200'000; day < 200'000; day += 37) {
    const Instant at{day * 86'400'000'000 + 12'345'678};
    CHECK(from_civil_utc(to_civil_utc(at)) == at);
  }
}
