// Other thresholds, tried on what was recorded and then set.
#include <doctest/doctest.h>

#include <cmath>
#include <functional>

#include "picture/findings/backtest.h"
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
using testing::send;

SetBudget asked(double per_shift) { return {per_shift, "proef"}; }

BudgetTried tried(const State& state, const SetBudget& what) {
  const Result<BudgetTried> out = try_budget(state, region(), what, at("12:00"));
  REQUIRE(out);
  return *out;
}

const TriedDetector& of(const BudgetTried& all, const char* detector) {
  const auto found = std::ranges::find(all.detectors, detector, &TriedDetector::id);
  REQUIRE(found != all.detectors.end());
  return *found;
}

// A burst of rides in the last week of what was counted, found and judged at the time.
State with_a_burst(const char* verdict) {
  State state = counted().state;
  const std::int64_t day = local_tick(at("12:00")).day - 2;
  const auto series = state.findings.known.at("pager/care/GM0307");
  std::string& text = state.findings.counts.at(day_text(day));
  for (std::int64_t tick = 280; tick < 286; ++tick) append_count(text, tick, series, 4);
  Finding told;
  told.id = "told";
  told.at = start_of(day * ticks_a_local_day + 284, at("12:00"));
  told.detector = "count-place";
  told.theme = "care";
  told.state = "shown";
  told.areas = {"GM0307"};
  told.verdict = verdict;
  told.known_at = told.at + minutes(30);
  state.findings.kept.emplace(told.id, told);
  return state;
}
}  // namespace

TEST_CASE("another_budget_is_tried_on_what_was_counted_before_it_goes_live") {
  const Play play = counted();
  const BudgetTried out = tried(play.state, asked(0.1));
  CHECK(out.weeks == doctest::Approx(33.5 / 7));
  CHECK(out.then < out.now);
  CHECK(out.differ.size() >= static_cast<std::size_t>(out.now - out.then));
  for (const TriedWarning& one : out.differ) CHECK(one.now != one.then);
  CHECK(std::ranges::is_sorted(out.differ, std::greater{}, &TriedWarning::at));
  CHECK(tried(State{}, asked(8)).weeks == 0);
  const BudgetTried same = tried(play.state, asked(2));
  CHECK(same.now == same.then);
  CHECK(same.differ.empty());
}

TEST_CASE("a_warning_that_was_told_lends_its_verdict_and_its_lead_time") {
  for (const char* verdict : {"hit", "late", "false"}) {
    const BudgetTried out = tried(with_a_burst(verdict), asked(1));
    std::int64_t hits = 0;
    std::int64_t wrong = 0;
    std::optional<double> lead;
    for (const TriedDetector& one : out.detectors) {
      hits += one.then.hits;
      wrong += one.then.wrong;
      if (one.then.lead_s) lead = one.then.lead_s;
    }
    CHECK(hits == (std::string_view(verdict) == "false" ? 0 : 1));
    CHECK(wrong == (std::string_view(verdict) == "false" ? 1 : 0));
    REQUIRE(lead.has_value());
    CHECK(*lead > 30 * 60 - 1);  // told at least as early as then
    CHECK(*lead <= 60 * 60);
  }
}

TEST_CASE("a_theme_that_is_not_watched_gives_nothing_and_the_others_have_the_budget") {
  const State state = with_a_burst("hit");
  SetBudget without = asked(2);
  without.unwatched = {{"care"}};
  const BudgetTried out = tried(state, without);
  CHECK(out.now > 0);
  CHECK(out.then == 0);  // rides are all that was counted
  without.unwatched = {{"order", "fire"}};
  CHECK(tried(state, without).then >= out.now);
}

TEST_CASE("pieces_that_are_run_in_another_order_change_nothing") {
  const State state = with_a_burst("hit");
  SetBudget more = asked(1);
  more.cluster_share = 0.4;
  std::size_t pieces = 0;
  const auto backwards = [&](std::size_t count, const std::function<void(std::size_t)>& work) {
    for (std::size_t k = count; k > 0; --k) work(k - 1);
    pieces += count;
  };
  const Result<BudgetTried> other = try_budget(state, region(), more, at("12:00"), backwards);
  REQUIRE(other);
  CHECK(pieces > 28);  // days and themes
  const BudgetTried plain = tried(state, more);
  CHECK(other->now == plain.now);
  CHECK(other->then == plain.then);
  REQUIRE(other->differ.size() == plain.differ.size());
  for (std::size_t k = 0; k < plain.differ.size(); ++k) {
    CHECK(other->differ[k].at == plain.differ[k].at);
    CHECK(other->differ[k].place == plain.differ[k].place);
    CHECK(other->differ[k].score == plain.differ[k].score);
  }
}

TEST_CASE("a_larger_share_for_clusters_leaves_less_for_hours") {
  const State state = with_a_burst("hit");
  SetBudget more = asked(2);
  more.cluster_share = 0.7;
  const BudgetTried out = tried(state, more);
  const auto of_hours = [&](auto side) {
    return (of(out, "count-place").*side).warnings + (of(out, "count-area").*side).warnings;
  };
  CHECK(of_hours(&TriedDetector::then) < of_hours(&TriedDetector::now));
  CHECK(of(out, "count-cluster").then.warnings >= of(out, "count-cluster").now.warnings);
  CHECK(of(out, "count-cluster").days == doctest::Approx(26.5));  // of the first 35 nothing is said
  CHECK(of(out, "measurement").days == 0);
}

TEST_CASE("a_chance_is_tried_on_the_forecasts_that_were_made") {
  State state;
  Station station;
  station.id = "rws/Culemborg brug/water-level";
  station.name = "Culemborg brug";
  station.kind = "water-level";
  state.stations.emplace(station.id, station);
  auto& chances = state.forecasts[station.id].chances;
  // Rises over a day to 0.8, ebbs away, and a second time to 0.55.
  const double seen[] = {0.1, 0.3, 0.6, 0.8, 0.4, 0.1, 0.1, 0.55, 0.3, 0.05};
  Instant when = at("12:00") - hours(80);
  for (const double chance : seen) chances.push_back({when = when + hours(8), chance, 4.8});
  SetBudget strict = asked(2);
  strict.warn_chance = 0.7;
  const BudgetTried out = tried(state, strict);
  CHECK(of(out, "level-forecast").now.warnings == 2);
  CHECK(of(out, "level-forecast").then.warnings == 1);
  CHECK(of(out, "level-forecast").days == doctest::Approx(3));
  strict.warn_chance = 0.25;  // the first eight hours sooner, and as often
  const BudgetTried sooner = tried(state, strict);
  CHECK(of(sooner, "level-forecast").then.warnings == 2);
  REQUIRE(sooner.differ.size() == 2);
  CHECK(sooner.differ[0].now);
  CHECK(sooner.differ[0].at - sooner.differ[1].at == hours(8));
}

TEST_CASE("thresholds_are_set_with_a_reason_logged_and_refused_when_they_cannot_be") {
  Play play = counted();
  const auto refused = [&](const SetBudget& what) {
    const Decision out = play.command(what);
    REQUIRE(out.refusal);
    CHECK_FALSE(try_budget(play.state, region(), what, at("12:00")));  // nor can it be tried
    return out.refusal->rule;
  };
  SetBudget what = asked(2);
  what.cluster_share = 0.8;
  CHECK(refused(what) == "share-range");  // with the share of readings it leaves nothing for hours
  what.cluster_share = std::nan("");
  CHECK(refused(what) == "share-range");
  what = asked(2);
  what.warn_chance = 1;
  CHECK(refused(what) == "chance-range");
  what = asked(2);
  what.unwatched = {{"rail"}};
  CHECK(refused(what) == "no-such-theme");
  what.unwatched = watchable_themes(region());
  CHECK(refused(what) == "nothing-watched");
  what = asked(3);
  what.measured_share = 0.3;
  what.reason = " ";
  CHECK(play.command(what).refusal->rule == "reason-missing");
  what.reason = "veel stations erbij";
  REQUIRE_FALSE(play.command(what).refusal);
  SetBudget theme = asked(3);  // what it does not name stays
  theme.unwatched = {{"order"}};
  theme.reason = "ordedienst kijkt zelf";
  REQUIRE_FALSE(play.command(theme).refusal);
  const Thresholds hold = thresholds_of(play.state.findings, region().detection);
  CHECK(hold.measured_share == doctest::Approx(0.3));
  CHECK(hold.cluster_share == doctest::Approx(0.1));
  CHECK(hold.of_desk() == doctest::Approx(1.8));
  CHECK_FALSE(hold.watches("order"));
  REQUIRE(play.state.findings.budgets.size() == 2);
  CHECK(play.state.findings.budgets.front().reason == "veel stations erbij");
  CHECK_FALSE(play.state.findings.budgets.front().unwatched.has_value());
}

TEST_CASE("a_theme_that_is_not_watched_any_more_finds_nothing_live_and_again_once_it_is") {
  Play play = counted();
  SetBudget what = asked(2);
  what.unwatched = {{"care"}};
  REQUIRE_FALSE(play.command(what).refusal);
  send(play, 100, 12, at("12:01"), 140);
  play.advance(at("12:40"));
  CHECK(play.state.findings.kept.empty());
  what.unwatched.emplace();
  REQUIRE_FALSE(play.command(what).refusal);
  send(play, 200, 12, at("15:01"), 140);
  play.advance(at("15:40"));
  REQUIRE_FALSE(play.state.findings.kept.empty());
  const Finding found = play.state.findings.kept.begin()->second;
  CHECK(found.theme == "care");
  // And a watch that learns anew from a later state says the same (rule 13).
  for (const Finding& again : findings_at(play.state, region(), found.updated))
    if (again.id == found.id) CHECK(again.score == found.score);
}
}  // namespace voorzien::picture
