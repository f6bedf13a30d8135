// Known events: counted in where and when they are, learnt as no usual day, the same again from a later
// state.
#include <doctest/doctest.h>

#include "picture/findings/announced.h"
#include "picture/findings/cluster_watch.h"
#include "picture/findings/counting.h"
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

namespace {
// Twice what is usual in three municipalities on the last four days; of a storm that was announced, or not.
Play four_days(bool announced) {
  TakeCounts before = testing::weeks_before();
  const std::int64_t today = local_tick(at("12:00")).day;
  for (std::int64_t day = today - 4; day < today; ++day) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> more;
    for (const Counted& one : counts_of_day(before.counts.at(day_text(day))))
      more[{one.tick, one.series}] += one.count;
    for (std::int64_t k = 0; k < 3; ++k)
      for (std::int64_t n = 0; n < 22; ++n) ++more[{n * 13, k}];
    std::string text;
    for (const auto& [where, count] : more) append_count(text, where.first, where.second, count);
    before.counts[day_text(day)] = text;
  }
  Play play(region());
  play.now = at("11:00");
  REQUIRE_FALSE(play.command(before).refusal);
  if (announced) {
    Announcement storm;
    storm.observation = "storm";
    storm.rule = "event";
    storm.title = "Vierdaagse";
    storm.areas = {"GM0307", "GM0327", "GM0342"};
    storm.themes = {"care"};
    storm.factor = 3;
    storm.from = at("00:00") - hours(24 * 4);
    storm.to = at("18:00");
    storm.known = at("11:00");
    play.settle({EventAnnounced{storm}});
  }
  send(play, 100, 2, at("12:00"), 300);
  play.advance(at("12:20"));
  return play;
}

std::vector<Finding> clusters_of(const std::vector<Finding>& all) {
  std::vector<Finding> out;
  for (const Finding& one : all)
    if (one.detector == "count-cluster") out.push_back(one);
  return out;
}
std::size_t clusters(const Play& play) {
  return static_cast<std::size_t>(std::ranges::count_if(
      play.state.findings.kept, [](const auto& one) { return one.second.detector == "count-cluster"; }));
}
}  // namespace

TEST_CASE("the_days_of_what_was_announced_are_no_cluster") {
  CHECK(clusters(four_days(false)) > 0);
  CHECK(clusters(four_days(true)) == 0);
}

TEST_CASE("what_is_announced_during_the_day_ends_a_cluster_of_it_and_each_is_made_again_from_a_later_state") {
  Play play = four_days(false);
  const std::vector<Finding> then = clusters_of(findings_at(play.state, region(), at("12:10")));
  REQUIRE_FALSE(then.empty());
  play.advance(at("12:31"));
  Announcement late;
  late.observation = "late";
  late.rule = "event";
  late.title = "Vierdaagse";
  late.areas = {"GM0307", "GM0327", "GM0342"};
  late.themes = {"care"};
  late.factor = 3;
  late.from = at("00:00") - hours(24 * 4);
  late.to = at("18:00");
  late.known = at("12:31");
  play.settle({EventAnnounced{late}});
  send(play, 300, 2, at("12:40"), 300);
  play.advance(at("13:00"));
  CHECK(clusters_of(findings_at(play.state, region(), at("12:50"))).empty());
  // What was known at ten past twelve did not hold it yet.
  const std::vector<Finding> again = clusters_of(findings_at(play.state, region(), at("12:10")));
  REQUIRE(again.size() == then.size());
  for (std::size_t k = 0; k < then.size(); ++k) {
    CHECK(again[k].score == then[k].score);
    CHECK(again[k].seen == then[k].seen);
    CHECK(again[k].expected == then[k].expected);
  }
  // A desk that stepped through it says what one that begins anew says.
  ClusterWatch stepped(region().detection);
  const Thresholds hold = thresholds_of(play.state.findings, region().detection);
  const std::int64_t last = local_tick(at("12:45")).number();
  State before = play.state;
  (void)stepped.close(before, local_tick(at("12:05")).number(), at("12:10"), hold);
  const std::vector<Finding> live = stepped.close(play.state, last, at("12:50"), hold);
  ClusterWatch anew(region().detection);
  CHECK(live.size() == anew.close(play.state, last, at("12:50"), hold).size());
}

TEST_CASE("announced_ticks_are_those_that_some_event_covers") {
  Random random(7);
  for (int round = 0; round < 20; ++round) {
    std::vector<detection::KnownEvent> events;
    for (int k = 0; k < 8; ++k) {
      detection::KnownEvent& one = events.emplace_back();
      one.start = static_cast<std::size_t>(random.below(60));
      one.end = one.start + static_cast<std::size_t>(random.below(25));
      one.factor = random.below(4) == 0 ? 0.5 : 2;
      for (int n = 0; n < 2; ++n) one.themes.push_back(random.below(2) == 0);
      for (int n = 0; n < 3; ++n) one.places.push_back(random.below(2) == 0);
    }
    const AnnouncedTicks ticks(events, 2, 3);
    for (std::size_t kind = 0; kind < 2; ++kind)
      for (std::size_t place = 0; place < 3; ++place) {
        std::int64_t between = 0;
        for (std::int64_t tick = 0; tick < 90; ++tick) {
          const bool covered = std::ranges::any_of(events, [&](const detection::KnownEvent& one) {
            return one.factor > 1 && one.themes[kind] && one.places[place] &&
                   tick >= static_cast<std::int64_t>(one.start) && tick < static_cast<std::int64_t>(one.end);
          });
          REQUIRE(ticks.hold(kind, place, tick) == covered);
          between += covered && tick >= 20 && tick < 50 ? 1 : 0;
        }
        CHECK(ticks.ticks(kind, place, 20, 50) == between);
      }
  }
  CHECK(AnnouncedTicks().none());
  CHECK(AnnouncedTicks({}, 2, 3).ticks(1, 2, 0, 90) == 0);
}

}  // namespace voorzien::picture
