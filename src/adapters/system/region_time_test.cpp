#include "adapters/system/region_time.h"

#include <doctest/doctest.h>

#include "adapters/system/clock.h"

using namespace voorzien;
using adapters::RegionTime;

namespace {
const Instant noon = *parse_rfc3339("2026-10-25T11:00:00Z");

// Both clocks go on together for `length`, read each tenth of a second.
Instant run(RegionTime& time, Instant& wall, Duration& monotonic, Duration length) {
  Instant last = time.at(wall, monotonic);
  for (Duration gone{0}; gone < length; gone = gone + milliseconds(100)) {
    wall = wall + milliseconds(100);
    monotonic = monotonic + milliseconds(100);
    const Instant now = time.at(wall, monotonic);
    REQUIRE(now >= last);
    last = now;
  }
  return last;
}
}  // namespace

TEST_CASE("region_time_is_the_wall_clock_while_both_clocks_agree") {
  RegionTime time;
  Instant wall = noon;
  Duration monotonic = hours(7);
  CHECK(run(time, wall, monotonic, minutes(5)) == noon + minutes(5));
  CHECK(time.wall_ahead() == seconds(0));
}

TEST_CASE("a_wall_clock_that_jumps_an_hour_moves_no_timer") {
  for (const Duration jump : {hours(1), Duration{-hours(1).us}}) {
    CAPTURE(jump.us);
    RegionTime time;
    Instant wall = noon;
    Duration monotonic{0};
    const Instant before = run(time, wall, monotonic, minutes(1));
    wall = wall + jump;
    CHECK(time.at(wall, monotonic) == before);  // not a microsecond
    // Ten minutes, as a timer counts them, last ten minutes of the wall on the wall to within a tenth.
    const Duration passed = run(time, wall, monotonic, minutes(10)) - before;
    CHECK(passed >= minutes(9));
    CHECK(passed <= minutes(11));
    CHECK(time.wall_ahead() > Duration{-hours(1).us});
    CHECK(run(time, wall, monotonic, hours(10)) == wall);  // led back
    CHECK(time.wall_ahead() == seconds(0));
  }
}

TEST_CASE("reading_often_leads_back_as_much") {
  RegionTime time;
  Instant wall = noon;
  (void)time.at(wall, seconds(0));
  wall = wall + seconds(1);
  for (std::int64_t us = 1; us <= 1'000'000; ++us) (void)time.at(wall + microseconds(us), microseconds(us));
  const Duration left = time.wall_ahead();
  CHECK(left <= milliseconds(901));
  CHECK(left >= milliseconds(899));
}

TEST_CASE("what_the_journal_holds_has_happened") {
  RegionTime time;
  time.not_before(noon + hours(1));  // written before the clock was put back and the server started again
  CHECK(time.at(noon, seconds(0)) == noon + hours(1));
  CHECK(time.at(noon + seconds(10), seconds(10)) == noon + hours(1) + seconds(9));
}

TEST_CASE("the_system_clock_runs_and_never_lies_before_what_it_was_told") {
  adapters::SystemClock clock;
  const Instant ahead = adapters::machine_now() + hours(1);
  clock.not_before(ahead);
  const Instant first = clock.now();
  CHECK(first >= ahead);
  while (clock.now() == first) {
  }
  CHECK(clock.now() > first);
  CHECK(clock.wall_ahead() < seconds(0));
}
