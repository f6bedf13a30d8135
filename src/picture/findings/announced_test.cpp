// Known events: counted in where and when they are, learnt as no usual day, the same again from a later
// state.
#include <doctest/doctest.h>

#include "picture/findings/announced.h"
#include "picture/findings/testing.h"
#include "picture/findings/watch.h"

namespace voorzien::picture {
namespace {
using testing::at;
using testing::counted;
using testing::Play;
using testing::region;
using testing::ride;
using testing::send;

Observation festival(const std::string& title = "Buitenfeest", double visitors = 20'000) {
  Observation out;
  out.native_id = "ev-amersfoort";
  out.kind = "event";
  out.theme = "events";
  out.title = title;
  out.t_issued = at("11:10");
  out.valid_from = at("13:00");
  out.valid_to = at("22:00");
  out.areas = {"GM0307", "VR09"};
  out.quantity = observations::Quantity{visitors, "visitors"};
  out.quality = "official";
  return out;
}

const Finding* first_found(const Play& play) {
  return play.state.findings.kept.empty() ? nullptr : &play.state.findings.kept.begin()->second;
}

double expected_with(bool announced) {
  Play play = counted();
  if (announced) play.deliver("evenementen", at("11:10"), {festival()});
  send(play, 100, 14, at("14:01"), 120);
  play.advance(at("14:40"));
  REQUIRE(first_found(play) != nullptr);
  return first_found(play)->expected / static_cast<double>(first_found(play)->window_s);
}
}  // namespace

TEST_CASE("an_event_of_the_calendar_and_a_storm_of_code_orange_are_announced") {
  Play play = counted();
  play.deliver("evenementen", at("11:10"), {festival()});
  play.deliver("knmi", at("11:20"),
               {testing::warning("w1", Level::Orange, at("11:20"), at("15:00"), at("20:00"))});
  const auto& announced = play.state.findings.announced;
  REQUIRE(announced.size() == 2);
  CHECK(announced[0].rule == "event");
  CHECK(announced[0].areas == std::vector<std::string>{"GM0307"});
  CHECK(announced[0].themes == std::vector<std::string>{"care", "order"});
  CHECK(announced[1].rule == "storm-orange");
  CHECK(announced[1].areas == std::vector<std::string>{"GM0321", "GM1961"});
  CHECK(announced[1].from == at("15:00"));
  // The same once more is no news; a small event and a yellow warning are none.
  play.deliver("evenementen", at("11:30"), {festival()});
  Observation small = festival("Straatfeest", 300);
  small.native_id = "ev-small";
  play.deliver("evenementen", at("11:31"), {small});
  play.deliver("knmi", at("11:32"),
               {testing::warning("w2", Level::Yellow, at("11:32"), at("15:00"), at("20:00"))});
  CHECK(announced.size() == 2);
}

TEST_CASE("what_changes_or_ends_holds_from_then_on_and_not_before") {
  Play play = counted();
  play.deliver("knmi", at("11:20"),
               {testing::warning("w1", Level::Orange, at("11:20"), at("15:00"), at("20:00"))});
  play.deliver("knmi", at("16:00"),
               {testing::warning("w1", Level::Yellow, at("16:00"), at("15:00"), at("20:00"))});
  const auto known = [&](const char* when) {
    return known_at(play.state.findings, local_tick(at(when)).number());
  };
  CHECK(known("11:00").empty());
  REQUIRE(known("12:00").size() == 1);
  CHECK(known("15:59").front().to == at("22:00"));  // two hours more than the warning
  CHECK(known("17:00").front().to == at("18:00"));  // and than its end
  const auto events = known_events(play.state.findings, region().detection, local_tick(at("12:00")).number(),
                                   local_tick(at("17:00")).number());
  REQUIRE(events.size() == 1);
  CHECK(events.front().start == 36);
  CHECK(events.front().end == 72);
  // Its end told once more makes it no longer.
  play.deliver("knmi", at("16:30"),
               {testing::warning("w1", Level::Green, at("16:30"), at("15:00"), at("20:00"))});
  CHECK(known("17:00").front().to == at("18:00"));
  // One that is called off before it begins is none.
  play.deliver("knmi", at("17:00"),
               {testing::warning("w3", Level::Red, at("17:00"), at("19:00"), at("21:00"))});
  play.deliver("knmi", at("18:00"),
               {testing::warning("w3", Level::Green, at("18:00"), at("19:00"), at("21:00"))});
  CHECK(known("18:30").size() == 1);
  CHECK(known("17:30").size() == 2);
}

TEST_CASE("more_is_expected_where_an_event_was_announced_and_the_finding_says_so") {
  CHECK(expected_with(true) > 1.15 * expected_with(false));
  Play play = counted();
  play.deliver("evenementen", at("11:10"), {festival()});
  send(play, 100, 14, at("14:01"), 120);
  play.advance(at("14:40"));
  const Finding* found = first_found(play);
  REQUIRE(found != nullptr);
  CHECK(found->announced == std::vector<std::string>{"Buitenfeest, 13:00 tot 22:00"});
  send(play, 200, 2, at("22:31"), 60);
  CHECK_FALSE(announced_in(play.state.findings, Finding{}, local_tick(at("22:30")).number()).has_value());
}

TEST_CASE("a_warning_in_an_event_is_recomputed_from_a_later_state_to_the_identical_number") {
  Play play = counted();
  send(play, 50, 3, at("11:01"), 600);
  play.deliver("evenementen", at("12:07"), {festival()});  // within an hour that is being counted
  send(play, 100, 14, at("14:01"), 120);
  play.advance(at("14:40"));
  REQUIRE(first_found(play) != nullptr);
  const Finding found = *first_found(play);
  play.deliver("evenementen", at("15:00"), {festival("Buitenfeest, eerder uit")});
  send(play, 300, 4, at("15:10"), 300);
  play.advance(at("17:00"));
  const std::vector<Finding> again = findings_at(play.state, region(), found.updated);
  const auto same = std::ranges::find(again, found.id, &Finding::id);
  REQUIRE(same != again.end());
  CHECK(same->score == found.score);
  CHECK(same->expected == found.expected);
  CHECK(same->announced == found.announced);
}

TEST_CASE("a_storm_does_not_become_usual") {
  // Monday a week ago, 09:00 to 15:00: thirty times the rides in Amersfoort, announced or not.
  const auto usual_after = [](bool announced) {
    Play play = counted();
    Findings& findings = play.state.findings;
    const std::int64_t monday = local_tick(at("12:00")).day - 12;
    std::string& text = findings.counts.at(day_text(monday));
    for (std::int64_t tick = 108; tick < 180; ++tick)
      append_count(text, tick, findings.known.at("pager/care/GM0307"), 3);
    if (announced) {
      Announcement one;
      one.observation = "storm";
      one.rule = "storm-red";
      one.areas = {"GM0307"};
      one.themes = {"care"};
      one.factor = 5;
      one.from = start_of(monday * ticks_a_local_day + 108, at("12:00"));
      one.to = one.from + hours(6);
      one.known = one.from - hours(10);
      findings.announced.push_back(one);
    }
    send(play, 100, 14, at("14:01"), 120);
    play.advance(at("14:40"));
    REQUIRE(first_found(play) != nullptr);
    return first_found(play)->expected / static_cast<double>(first_found(play)->window_s);
  };
  const double calm = expected_with(false);
  CHECK(usual_after(true) == doctest::Approx(calm).epsilon(0.1));
  CHECK(usual_after(false) > 1.1 * calm);
}
}  // namespace voorzien::picture
