#include <doctest/doctest.h>

#include "desk/desk.h"

using namespace voorzien;

TEST_CASE("a_line_from_a_screen_whose_clock_ran_ahead_is_kept_with_the_time_of_now") {
  const doctrine::Doctrine doctrine;
  const Instant now = from_civil_utc({2026, 6, 27, 14, 0, 0, 0});
  const desk::Decision decision =
      desk::decide({}, desk::WriteLog{"Poort noord open", now + minutes(6), {}, {}, {}},
                   {now, doctrine, "t", "T", "caco"});
  REQUIRE(!decision.refusal);
  REQUIRE(decision.events.size() == 1);
  CHECK(std::get<desk::LogLineWritten>(decision.events.front()).line.at == now);
}
