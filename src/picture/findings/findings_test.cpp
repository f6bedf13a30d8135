// Early warning as the picture lives it: counted, found, shown or held back, judged, recomputed.
#include <doctest/doctest.h>

#include <cmath>

#include "picture/findings/gate.h"
#include "picture/findings/testing.h"
#include "picture/findings/thresholds.h"
#include "picture/findings/watch.h"

namespace voorzien::picture {
namespace {
using testing::at;
using testing::counted;
using testing::Play;
using testing::region;
using testing::ride;
using testing::send;
using testing::weeks_before;

// Twelve rides in half an hour where one or two are usual.
Play burst() {
  Play play = counted();
  send(play, 100, 6, at("12:00"), 1'200);  // usual
  send(play, 200, 12, at("14:01"), 140);
  play.advance(at("14:40"));
  return play;
}

const Finding& strongest(const Play& play) {
  const Finding* out = nullptr;
  for (const auto& [id, one] : play.state.findings.kept)
    if (one.state == "shown" && (out == nullptr || one.score > out->score)) out = &one;
  REQUIRE(out != nullptr);
  return *out;
}
}  // namespace

TEST_CASE("ticks_are_of_local_time_and_days_are_named") {
  CHECK(day_text(local_tick(at("12:00")).day) == "2026-06-27");
  CHECK(local_tick(at("12:00")).tick == 144);
  CHECK(local_tick(at("00:04")).tick == 0);
  CHECK(local_tick(at("12:00")).day % 7 == 5);  // a Saturday
  CHECK(start_of(local_tick(at("12:03")).number(), at("12:03")) == at("12:00"));
  CHECK(*day_number("2026-06-27") == local_tick(at("12:00")).day);
  CHECK_FALSE(day_number("2026-06-31").has_value());
  CHECK_FALSE(day_number("27-06-2026").has_value());
  // Winter: an hour of the week stays that hour.
  const Instant winter = *parse_rfc3339("2026-12-05T12:00:00+01:00");
  CHECK(local_tick(winter).tick == 144);
}

TEST_CASE("what_is_counted_is_a_fold_and_says_nothing_personal") {
  Play play(region());
  play.now = at("11:00");
  play.deliver("pager", at("12:01"), {ride(1, at("12:01")), ride(2, at("12:01"))});
  play.deliver("pager", at("12:07"), {ride(3, at("12:07"), "GM0344")});
  play.deliver("pager", at("12:08"), {ride(4, at("12:08"), "GM9999")});  // no municipality of the region
  CHECK(play.state.findings.counts.at("2026-06-27") == "144.0 144.0 145.1");
  CHECK(play.state.findings.series == std::vector<std::string>{"pager/care/GM0307", "pager/care/GM0344"});
  CHECK(counts_of_day("144.0 144.0.12 145.1")[1].count == 12);
  CHECK(is_whole_day("144.0 144.0.12 145.1", 2));
  for (const char* bad : {"288.0", "1.2", "x", "1.0.", "1.0 ,", "-1.0", "1", "1.0.0"})
    CHECK_FALSE(is_whole_day(bad, 2));
}

TEST_CASE("a_burst_of_rides_is_found_shown_and_explained") {
  const Play play = burst();
  const Finding& found = strongest(play);
  CHECK(found.title == "Meer ambulanceritten in Amersfoort");
  CHECK(found.theme == "care");
  CHECK(found.areas.front() == "GM0307");
  CHECK(found.at >= at("14:05"));
  CHECK(found.at <= at("14:20"));
  CHECK(found.seen > found.high);
  CHECK(found.expected < found.high);
  CHECK(found.score >= found.limit);
  CHECK(found.since < found.at);
  CHECK(found.bins.size() >= 8);
  REQUIRE_FALSE(found.parts.empty());
  CHECK(found.parts.front().place == "Amersfoort");
  CHECK(found.fact_count == static_cast<std::int64_t>(found.seen));
  const Signal& signal = play.state.signals.at(found.signal);
  CHECK(signal.origin == "detection");
  CHECK(signal.rule == "T-1");
  CHECK(signal.face.level == Level::Yellow);
  CHECK(signal.face.title.starts_with("Meer ambulanceritten in Amersfoort: "));
  CHECK(play.theme("care") == Level::Yellow);
}

TEST_CASE("every_warning_is_recomputed_from_a_later_state_to_the_identical_number") {
  Play play = burst();
  const Finding found = strongest(play);
  send(play, 300, 20, at("15:00"), 300);
  play.advance(at("17:00"));
  const std::vector<Finding> again = findings_at(play.state, region(), found.updated);
  const auto same = std::ranges::find(again, found.id, &Finding::id);
  REQUIRE(same != again.end());
  CHECK(same->score == found.score);
  CHECK(same->limit == found.limit);
  CHECK(same->expected == found.expected);
  CHECK(same->bins.back().expected == found.bins.back().expected);
  CHECK(same->title == found.title);
}

TEST_CASE("a_restart_in_between_finds_the_same") {
  const Play whole = burst();
  Play play = counted();
  send(play, 100, 6, at("12:00"), 1'200);
  send(play, 200, 3, at("14:01"), 140);
  Play again(region());  // as after a restart: of the watch nothing is kept
  again.state = play.state;
  again.now = play.now;
  send(again, 203, 9, at("14:01") + seconds(420), 140);
  again.advance(at("14:40"));
  CHECK(strongest(again).id == strongest(whole).id);
  CHECK(strongest(again).score == strongest(whole).score);
}

TEST_CASE("a_little_too_much_for_days_in_places_that_lie_together_is_a_cluster") {
  // Eight weeks in which Amersfoort, Soest and Leusden have twice what is usual in the last four days: hours
  // show nothing, days do.
  TakeCounts before = weeks_before();
  const std::int64_t today = local_tick(at("12:00")).day;
  const std::vector<std::string> together{"GM0307", "GM0327", "GM0342"};
  for (std::int64_t day = today - 4; day < today; ++day) {
    std::string text;
    std::map<std::pair<std::int64_t, std::int64_t>, std::int64_t> more;
    for (const Counted& one : counts_of_day(before.counts.at(day_text(day))))
      more[{one.tick, one.series}] += one.count;
    for (std::int64_t k = 0; k < 3; ++k)
      for (std::int64_t n = 0; n < 22; ++n) ++more[{n * 13, k}];
    for (const auto& [where, count] : more) append_count(text, where.first, where.second, count);
    before.counts[day_text(day)] = text;
  }
  Play play(region());
  play.now = at("11:00");
  REQUIRE_FALSE(play.command(before).refusal);
  send(play, 100, 2, at("12:00"), 300);
  play.advance(at("12:20"));
  const Finding* cluster = nullptr;
  for (const auto& [id, one] : play.state.findings.kept)
    if (one.detector == "count-cluster" && (cluster == nullptr || one.score > cluster->score)) cluster = &one;
  REQUIRE(cluster != nullptr);
  CHECK(std::ranges::count_if(together, [&](const std::string& area) {
          return std::ranges::find(cluster->areas, area) != cluster->areas.end();
        }) >= 2);
  CHECK(cluster->radius_m > 1'000);
  CHECK(cluster->seen > 1.4 * cluster->expected);
  CHECK(cluster->seen > cluster->high);
  CHECK(cluster->score >= cluster->limit);
  CHECK(cluster->bins.size() == 7);
  double parts = 0;
  for (const FindingPart& part : cluster->parts) parts += part.seen;
  CHECK(parts == doctest::Approx(cluster->seen));
  // It is told once, not at each report; and again from a later state with the identical numbers.
  const std::string id = cluster->id;
  const Finding told = *cluster;
  send(play, 300, 3, at("12:30"), 600);
  play.advance(at("13:00"));
  std::size_t clusters = 0;
  for (const auto& [key, one] : play.state.findings.kept)
    clusters += one.detector == "count-cluster" && one.state == "shown" ? 1 : 0;
  CHECK(clusters == 1);
  CHECK(play.state.findings.kept.at(id).updated == told.updated);
  bool again = false;
  for (const Finding& one : findings_at(play.state, region(), told.updated))
    if (one.detector == "count-cluster" && one.areas == told.areas) {
      again = true;
      CHECK(one.score == told.score);
      CHECK(one.seen == told.seen);
      CHECK(one.expected == told.expected);
    }
  CHECK(again);
}

TEST_CASE("nothing_is_found_before_four_weeks_are_known") {
  Play play(region());
  play.now = at("11:00");
  send(play, 1, 40, at("12:00"), 20);
  play.advance(at("13:00"));
  CHECK(play.state.findings.kept.empty());
  CHECK_FALSE(play.watch.next_due(play.state).has_value());
}

TEST_CASE("what_already_belongs_to_a_signal_is_held_back_and_says_to_which") {
  Play play = counted();
  for (int n = 0; n < 12; ++n) {
    const Instant when = at("14:01") + seconds(n * 140);
    Observation fire =
        testing::page("P 1 BMD-01 BR woning Amersfoort 09123" + std::to_string(n % 10), when, "Amersfoort");
    fire.areas = {"GM0307", "VR09"};
    play.deliver("pager", when, {fire});
  }
  play.advance(at("14:40"));
  REQUIRE_FALSE(play.state.findings.kept.empty());
  const Finding& found = play.state.findings.kept.begin()->second;
  CHECK(found.state == "held");
  CHECK(found.held == "belongs");
  CHECK(play.state.signals.at(found.belongs_to).theme == "fire");
  // A person may let it through all the same, with a reason.
  CHECK(play.command(PromoteFinding{found.id, " "}).refusal->rule == "reason-missing");
  REQUIRE_FALSE(play.command(PromoteFinding{found.id, "te veel voor een woning"}).refusal);
  CHECK(strongest(play).promoted_reason == "te veel voor een woning");
  CHECK(play.state.signals.at(strongest(play).signal).origin == "detection");
  CHECK(play.command(PromoteFinding{found.id, "nog eens"}).refusal->rule == "already-shown");
}

TEST_CASE("what_is_let_through_later_keeps_its_numbers_and_lives_from_then_on") {
  Play play = counted();
  play.state.findings.budgets.push_back({0.1, "stil", "test", at("11:00")});
  for (int n = 0; n < 2; ++n) {  // the shift is spent
    Finding wrong;
    wrong.id = "w" + std::to_string(n);
    wrong.verdict = "false";
    wrong.judged_at = at("09:30");
    play.state.findings.kept.emplace(wrong.id, wrong);
  }
  send(play, 200, 12, at("14:01"), 140);
  play.advance(at("21:00"));
  const auto held = std::ranges::find_if(play.state.findings.kept,
                                         [](const auto& one) { return one.second.held == "spent"; });
  REQUIRE(held != play.state.findings.kept.end());
  const Finding before = held->second;
  REQUIRE_FALSE(play.command(PromoteFinding{before.id, "toch kijken"}).refusal);
  const Finding& shown = play.state.findings.kept.at(before.id);
  CHECK(shown.updated == before.updated);  // what its numbers are of
  REQUIRE(play.state.signals.contains(shown.signal));
  play.advance(at("23:30"));
  CHECK(play.state.signals.at(shown.signal).hands.state != "closed");
}

TEST_CASE("a_verdict_is_one_press_may_change_and_can_be_undone") {
  Play play = burst();
  const SignalId signal{strongest(play).signal};
  REQUIRE_FALSE(play.command(JudgeSignal{signal, FindingVerdict::False}).refusal);
  CHECK(strongest(play).verdict == "false");
  CHECK(strongest(play).judged_by == "R. Terpstra");
  CHECK(play.state.signals.at(signal.value).hands.state == "rejected");
  CHECK(play.theme("care") != Level::Yellow);
  REQUIRE_FALSE(play.command(UndoSignal{signal}).refusal);
  CHECK(strongest(play).verdict.empty());
  CHECK(play.state.signals.at(signal.value).hands.state == "new");
  REQUIRE_FALSE(play.command(JudgeSignal{signal, FindingVerdict::Hit}).refusal);
  CHECK(play.state.signals.at(signal.value).hands.state == "seen");
  REQUIRE_FALSE(play.command(JudgeSignal{signal, FindingVerdict::Late}).refusal);
  CHECK(strongest(play).verdict == "late");
  CHECK(record_of(play.state.findings, region().detection, strongest(play).detector).hits == 1);
  CHECK(play.command(JudgeSignal{{"nothing"}, FindingVerdict::Hit}).refusal->rule == "no-such-signal");
}

TEST_CASE("a_verdict_after_the_signal_is_gone_still_counts") {
  Play play = burst();
  const SignalId signal{strongest(play).signal};
  play.advance(at("14:40") + hours(48));
  REQUIRE_FALSE(play.state.signals.contains(signal.value));
  REQUIRE_FALSE(play.command(JudgeSignal{signal, FindingVerdict::Hit}).refusal);
  CHECK(strongest(play).verdict == "hit");
  CHECK(play.state.signals.empty());
}

TEST_CASE("a_detector_that_is_wrong_too_often_only_advises_until_enough_was_right") {
  Findings findings;
  const auto add = [&](int n, const char* verdict) {
    Finding one;
    one.id = "f" + std::to_string(100 + n);
    one.detector = "count-place";
    one.state = "shown";
    one.at = at("12:00") + minutes(n);
    one.verdict = verdict;
    one.judged_at = one.at + minutes(1);
    findings.kept.emplace(one.id, one);
  };
  const auto record = [&] { return record_of(findings, region().detection, "count-place"); };
  for (int n = 0; n < 4; ++n) add(n, "false");
  CHECK_FALSE(record().advice);  // four verdicts say too little
  add(4, "hit");
  CHECK(record().advice);
  CHECK(record().hits_to_return == 8);
  CHECK(record().advice_since == at("12:05"));
  add(5, "duplicate");  // no verdict on the detector
  for (int n = 6; n < 13; ++n) add(n, "hit");
  CHECK(record().advice);
  CHECK(record().hits_to_return == 1);
  add(13, "late");
  CHECK_FALSE(record().advice);
  CHECK(record().hits == 9);
  CHECK(record().wrong == 4);
}

namespace {
// `count` findings of a detector that people judged in the last week, a few hours apart.
void judged(Play& play, const std::string& detector, const char* verdict, int count) {
  for (int n = 0; n < count; ++n) {
    Finding one;
    one.id = detector + verdict + std::to_string(100 + n);
    one.detector = detector;
    one.state = "shown";
    one.verdict = verdict;
    one.at = at("03:00") - hours(3 * n);
    one.judged_at = one.at + minutes(1);
    play.state.findings.kept.emplace(one.id, one);
  }
}

std::string held_of_a_burst(Play play) {
  send(play, 200, 12, at("14:01"), 140);
  play.advance(at("14:40"));
  for (const auto& [id, one] : play.state.findings.kept)
    if (one.verdict.empty() && one.detector.starts_with("count-") && one.score >= one.limit) return one.held;
  return "not found";
}
}  // namespace

TEST_CASE("what_an_advising_detector_finds_is_held_back_with_that_reason") {
  Play play = counted();
  CHECK(held_of_a_burst(play).empty());
  for (const char* detector : {"count-place", "count-area"}) judged(play, detector, "false", 6);
  CHECK(held_of_a_burst(play) == "advice");
}

TEST_CASE("a_detector_that_is_called_false_too_often_for_its_share_has_a_higher_limit") {
  Play play = counted();
  const Thresholds hold = thresholds_of(play.state.findings, region().detection);
  const auto raised = [&](const char* detector) {
    return raised_by_verdicts(play.state.findings, hold, detector, at("12:00"));
  };
  judged(play, "measurement", "false", 16);  // its share: 0.4 a shift, 8.4 a week
  CHECK(raised("measurement") == 0);
  judged(play, "measurement", "false", 17);
  CHECK(raised("measurement") == doctest::Approx(std::log10(17 / 8.4)));
  CHECK(raised("count-place") == 0);
  CHECK(raised("level-forecast") == 0);
  CHECK(raised_by_verdicts(play.state.findings, hold, "measurement", at("12:00") + hours(7 * 24)) == 0);
  judged(play, "measurement", "false", 55);
  CHECK(raised("measurement") <= 1);
}

TEST_CASE("a_finding_under_the_raised_limit_is_held_back_as_such") {
  Play play = counted();
  play.state.findings.budgets.push_back({0.1, "stil", "test", at("01:00")});
  // A finding that just reaches its limit, and 33 right ones for each wrong, so that nothing else holds it.
  judged(play, "count-place", "hit", 50);
  judged(play, "count-place", "false", 6);
  Finding found;
  found.detector = "count-place";
  found.score = found.limit = 1.2;
  const Thresholds hold = thresholds_of(play.state.findings, region().detection);
  REQUIRE(raised_by_verdicts(play.state.findings, hold, "count-area", at("12:00")) > 0);
  CHECK(gate(play.state, region().detection, found, hold, at("12:00") + hours(10)).held == "verdicts");
  found.score += 1;
  CHECK(gate(play.state, region().detection, found, hold, at("12:00") + hours(10)).held.empty());
}

TEST_CASE("a_shift_whose_false_warnings_are_used_up_shows_no_more") {
  Play play = counted();
  for (int n = 0; n < 2; ++n) {
    Finding wrong;
    wrong.id = "w" + std::to_string(n);
    wrong.state = "shown";
    wrong.detector = "count-area";
    wrong.verdict = "false";
    wrong.at = at("09:00");
    wrong.judged_at = at("09:30");
    play.state.findings.kept.emplace(wrong.id, wrong);
  }
  send(play, 200, 12, at("14:01"), 140);
  play.advance(at("14:40"));
  for (const auto& [id, one] : play.state.findings.kept)
    if (one.verdict.empty()) {
      CHECK(one.state == "held");
      CHECK(one.held == "spent");
    }
  CHECK(play.state.findings.kept.size() >= 3);
  CHECK(shift_of(at("14:40")).from == at("07:00"));
  CHECK(shift_of(at("14:40")).to == at("15:00"));
  CHECK(shift_of(at("23:30")).from == at("23:00"));
  CHECK(shift_of(at("02:30")).to == at("07:00"));
}

TEST_CASE("the_budget_is_set_with_a_reason_and_holds_from_then_on") {
  Play play = counted();
  CHECK(play.command(SetBudget{2, ""}).refusal->rule == "reason-missing");
  CHECK(play.command(SetBudget{0, "te druk"}).refusal->rule == "budget-range");
  CHECK(play.command(SetBudget{21, "te druk"}).refusal->rule == "budget-range");
  REQUIRE_FALSE(play.command(SetBudget{0.5, "te druk"}).refusal);
  CHECK(thresholds_of(play.state.findings, region().detection).per_shift == doctest::Approx(0.5));
  CHECK(play.state.findings.budgets.back().name == "R. Terpstra");
  send(play, 200, 12, at("14:01"), 140);
  play.advance(at("14:40"));
  CHECK(strongest(play).limit > strongest(burst()).limit);
}

TEST_CASE("counts_of_before_are_taken_by_whole_days_and_refused_with_the_reason") {
  Play play(region());
  play.now = at("11:00");
  TakeCounts counts{{"pager/care/GM0307"}, {{"2026-06-27", "1.0"}}, "test"};
  CHECK(play.command(counts).refusal->rule == "day-not-over");
  counts.counts = {{"2026-06-26", "1.1"}};
  CHECK(play.command(counts).refusal->rule == "bad-day");
  counts.counts = {{"26 juni", "1.0"}};
  CHECK(play.command(counts).refusal->rule == "bad-day");
  for (const char* unknown : {"pager/care/GM9999", "pager/weather/GM0307", "knmi/care/GM0307", "pager"}) {
    counts.series = {unknown};
    CHECK(play.command(counts).refusal->rule == "no-such-series");
  }
  counts = {{"pager/care/GM0307"}, {{"2026-06-26", "1.0 2.0.3"}}, "test"};
  CHECK(play.command(counts).events.size() == 1);
  CHECK(play.command(counts).events.empty());  // again changes nothing
  CHECK(play.state.findings.counts.at("2026-06-26") == "1.0 2.0.3");
}

TEST_CASE("late_reports_and_resent_ones_are_not_counted_twice") {
  Play play(region());
  play.now = at("11:00");
  play.deliver("pager", at("12:01"), {ride(1, at("12:01"))});
  play.deliver("pager", at("12:20"), {ride(1, at("12:01"))});  // the source sends its day again
  play.deliver("pager", at("12:30"), {ride(2, at("10:00"))});  // nagekomen
  CHECK(play.state.findings.counts.at("2026-06-27") == "144.0");
}

namespace {
std::int64_t findings_shown(const Play& play) {
  return std::ranges::count_if(play.state.findings.kept,
                               [](const auto& one) { return one.second.state == "shown"; });
}

// As many as usual in each of the five municipalities.
void usual_hours(Play& play, int first, Instant from, int hours_long) {
  const std::vector<std::string> areas{"GM0307", "GM0327", "GM0342", "GM0344", "GM0355"};
  for (int n = 0; n < hours_long * 6; ++n) {
    const Instant when = from + minutes(10 * n);
    play.deliver("pager", when, {ride(first + n, when, areas[static_cast<std::size_t>(n) % areas.size()])});
  }
}
}  // namespace

// The machine stood still and its clock jumps: what came meanwhile comes at once, told late, and what did not
// come is no calm and no storm either.
TEST_CASE("a_clock_that_jumps_an_hour_or_a_day_forward_is_no_flood_of_warnings") {
  for (const Duration jump : {hours(1), hours(24), hours(24 * 8)}) {
    CAPTURE(jump.us);
    Play play = counted();
    usual_hours(play, 100, at("11:00"), 3);
    const std::int64_t before = findings_shown(play);
    const Instant after = at("14:00") + jump;
    for (int n = 0; n < 8; ++n) {  // of the hour that was slept through
      const Instant then = at("14:00") + minutes(7 * n);
      play.deliver("pager", after + seconds(n), {ride(500 + n, then)});
    }
    usual_hours(play, 1'000, after + minutes(1), 4);
    play.advance(after + hours(5));
    CHECK(findings_shown(play) == before);
    send(play, 3'000, 12, after + hours(5), 140);  // and a burst is found as ever
    play.advance(after + hours(6));
    CHECK(findings_shown(play) > before);
  }
}

// Region time never goes back: a clock put back stands still here until it has caught up (adapters/system).
TEST_CASE("a_clock_put_back_counts_each_report_once") {
  Play play = counted();
  usual_hours(play, 100, at("12:00"), 2);
  const auto counts = play.state.findings.counts;
  play.deliver("pager", at("13:00"), {ride(101, at("12:10"))});  // known
  CHECK(play.state.findings.counts == counts);
  play.deliver("pager", at("13:00"), {ride(900, at("13:00"))});
  CHECK(counts_of_day(play.state.findings.counts.at("2026-06-27")).size() ==
        counts_of_day(counts.at("2026-06-27")).size() + 1);
  play.advance(at("15:00"));
  CHECK(findings_shown(play) == 0);
}
}  // namespace voorzien::picture
