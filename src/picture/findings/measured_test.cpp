// Readings against their own past, as the picture lives them.
#include <doctest/doctest.h>

#include <cmath>

#include "base/random.h"
#include "picture/findings/measured.h"
#include "picture/testing.h"

namespace voorzien::picture {
namespace {
using testing::at;
using testing::Play;

const doctrine::Doctrine& region() {
  static const doctrine::Doctrine it = testing::region_doctrine(VOORZIEN_SOURCE_DIR);
  return it;
}

Observation temperature(Instant when, double value) {
  Observation out;
  out.native_id = "bilt" + format_rfc3339(when);
  out.kind = "temperature";
  out.theme = "weather";
  out.title = "Temperatuur De Bilt";
  out.t_observed = when;
  out.place = "De Bilt";
  out.geometry = geo::Point{5.18, 52.1};
  out.areas = {"GM0310", "VR09"};
  out.quantity = observations::Quantity{value, "C"};
  out.quality = "measured";
  return out;
}

// Two days with the sun's rhythm and a little noise, each ten minutes, up to 12:00.
Play two_days() {
  Play play(region());
  Random random(4);
  for (int k = 48 * 6; k >= 1; --k) {
    const Instant when = at("12:00") - minutes(10 * k);
    const double hour = static_cast<double>(when.us) / 3.6e9;
    const double noise = (static_cast<double>(random.below(1'000)) - 500) / 2'000;
    play.deliver("weerstation", when,
                 {temperature(when, 18 + 5 * std::sin(hour * 2 * 3.14159265 / 24) + noise)});
  }
  return play;
}

std::size_t found(const Play& play) {
  std::size_t out = 0;
  for (const auto& [id, one] : play.state.findings.kept) out += one.detector == "measurement" ? 1 : 0;
  return out;
}
}  // namespace

TEST_CASE("two_quiet_days_give_nothing") { CHECK(found(two_days()) == 0); }

TEST_CASE("a_value_that_was_not_there_in_two_days_is_found_once_and_explained") {
  Play play = two_days();
  play.deliver("weerstation", at("12:00"), {temperature(at("12:00"), 41)});
  REQUIRE(found(play) == 1);
  Finding one;
  for (const auto& [id, kept] : play.state.findings.kept)
    if (kept.detector == "measurement") one = kept;
  CHECK(one.state == "shown");
  CHECK(one.seen == doctest::Approx(41));
  CHECK(one.high < 25);
  CHECK(one.low > 10);
  CHECK(one.expected > one.low - 1);
  CHECK(one.title == "Ongewone temperatuur, De Bilt");
  REQUIRE_FALSE(one.signal.empty());
  CHECK(play.state.signals.at(one.signal).face.title == "Ongewone temperatuur, De Bilt: 41 C");
  CHECK(play.state.signals.at(one.signal).face.level == Level::Yellow);
  for (int k = 1; k <= 6; ++k)
    play.deliver("weerstation", at("12:00") + minutes(10 * k),
                 {temperature(at("12:00") + minutes(10 * k), 41)});
  CHECK(found(play) == 1);
}

TEST_CASE("it_is_computed_again_from_the_state_to_the_identical_number") {
  Play play = two_days();
  play.deliver("weerstation", at("12:00"), {temperature(at("12:00"), 41)});
  const Station& station = play.state.stations.at("weerstation/De Bilt/temperature");
  const auto again = judge_reading(play.state, station, region().detection,
                                   thresholds_of(play.state.findings, region().detection), at("12:00"));
  REQUIRE(again.has_value());
  for (const auto& [id, kept] : play.state.findings.kept)
    if (kept.detector == "measurement") {
      CHECK(kept.score == again->score);
      CHECK(kept.expected == again->expected);
      CHECK(kept.limit == again->limit);
    }
}

TEST_CASE("late_resent_and_too_few_readings_are_no_warning") {
  Play play = two_days();
  play.advance(at("15:00"));
  play.deliver("weerstation", at("15:00"), {temperature(at("12:00"), 41)});  // told three hours late
  CHECK(found(play) == 0);
  Play young(region());
  for (int k = 0; k < 40; ++k)
    young.deliver("weerstation", at("08:00") + minutes(10 * k),
                  {temperature(at("08:00") + minutes(10 * k), k == 39 ? 60 : 18)});
  CHECK(found(young) == 0);
}

TEST_CASE("a_unit_that_changes_and_a_sensor_that_is_stuck_flood_nothing") {
  Play play = two_days();
  for (int k = 0; k < 60; ++k)
    play.deliver("weerstation", at("12:00") + minutes(10 * k),
                 {temperature(at("12:00") + minutes(10 * k), 64.4 + 0.1 * (k % 3))});
  CHECK(found(play) <= 2);
  Play stuck = two_days();
  for (int k = 0; k < 60; ++k)
    stuck.deliver("weerstation", at("12:00") + minutes(10 * k),
                  {temperature(at("12:00") + minutes(10 * k), 18)});
  CHECK(found(stuck) <= 2);
}

}  // namespace voorzien::picture
