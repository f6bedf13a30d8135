// The desk on a small world that is made here: nothing is found in nothing, something in something, and
// always the same whatever comes later and whoever runs it.
#include <doctest/doctest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <thread>

#include "detection/desk/live.h"
#include "detection/desk/outages.h"
#include "detection/desk/replay.h"
#include "detection/desk/warnings.h"
#include "detection/desk/week_profile.h"

using namespace voorzien::detection;

namespace {
constexpr std::size_t warmup = 4 * ticks_a_week;
constexpr std::size_t ticks = warmup + 4 * ticks_a_day;
constexpr std::size_t places = 12;

// A row of places in two regions, two themes of two categories, a day's rhythm.
DeskData world(std::uint64_t seed, bool incident) {
  DeskData desk;
  desk.places = places;
  desk.categories = 4;
  desk.themes = 2;
  desk.regions = 2;
  desk.warmup_ticks = warmup;
  desk.ticks = ticks;
  desk.theme_names = {"fire", "care"};
  desk.neighbours.resize(places);
  for (std::uint32_t p = 0; p < places; ++p) {
    desk.place_names.push_back("P" + std::to_string(p));
    if (p > 0) desk.neighbours[p].push_back(p - 1);
    if (p + 1 < places) desk.neighbours[p].push_back(p + 1);
    for (std::uint32_t c = 0; c < 4; ++c) {
      desk.series_ids.push_back(std::to_string(desk.series.size()));
      desk.series.push_back({p, c, c / 2, p / 6});
    }
  }
  std::mt19937_64 random(seed);
  std::vector<std::vector<DeskCount>> by_tick(ticks);
  for (std::uint32_t s = 0; s < desk.series.size(); ++s)
    for (std::size_t t = 0; t < ticks; ++t) {
      const double angle = 2 * std::numbers::pi * static_cast<double>(t % ticks_a_day) / ticks_a_day;
      double rate = 0.05 * (1 + s % 3) * (1 + 0.6 * std::cos(angle));
      // Two hours on the second day after the warm-up, in one series: forty more than usual.
      if (incident && s == 17 && t >= warmup + 400 && t < warmup + 424) rate += 40.0 / 24;
      if (const auto n = std::poisson_distribution<std::uint32_t>(rate)(random); n > 0)
        by_tick[t].push_back({s, n});
    }
  for (const auto& counts : by_tick) {
    desk.first_of_tick.push_back(desk.counts.size());
    desk.counts.insert(desk.counts.end(), counts.begin(), counts.end());
  }
  desk.first_of_tick.push_back(desk.counts.size());
  return desk;
}

// Takes all counts of [from, to) out of a theme in a region, or brings them in the tick `to` when late.
DeskData darkened(DeskData desk, std::size_t region, std::size_t theme, std::size_t from, std::size_t to,
                  bool late) {
  std::vector<DeskCount> kept;
  std::vector<DeskCount> held;
  std::vector<std::size_t> first;
  for (std::size_t t = 0; t < desk.ticks; ++t) {
    first.push_back(kept.size());
    for (std::size_t k = desk.first_of_tick[t]; k < desk.first_of_tick[t + 1]; ++k) {
      const DeskSeries& series = desk.series[desk.counts[k].series];
      const bool lost =
          t >= from && t < to && series.region == region && (theme == any_theme || series.theme == theme);
      (lost ? held : kept).push_back(desk.counts[k]);
    }
    if (t == to && late) kept.insert(kept.end(), held.begin(), held.end());
  }
  first.push_back(kept.size());
  desk.counts = kept;
  desk.first_of_tick = first;
  return desk;
}

std::vector<DeskWarning> run(const DeskData& desk, ForEach each = {}) {
  auto out = replay(desk, {2, std::move(each)});
  REQUIRE(out);
  return *out;
}

bool same(const DeskWarning& a, const DeskWarning& b) {
  return a.tick == b.tick && a.series == b.series && a.group == b.group && !(a.score < b.score) &&
         !(a.score > b.score);
}
}  // namespace

TEST_CASE("an_incident_is_warned_of_while_it_runs_and_names_its_series") {
  const auto warnings = run(world(1, true));
  std::size_t hits = 0;
  for (const DeskWarning& w : warnings)
    if (w.tick >= warmup + 400 && w.tick < warmup + 424 &&
        std::find(w.series.begin(), w.series.end(), 17U) != w.series.end())
      ++hits;
  CHECK(hits >= 1);
  CHECK(hits <= 2);
}

TEST_CASE("an_undisturbed_desk_stays_within_its_budget") {
  std::size_t warnings = 0;
  for (const std::uint64_t seed : {11U, 12U, 13U}) warnings += run(world(seed, false)).size();
  // Three desks of twelve shifts at two a shift are 72; a third more would be a broken level.
  CHECK(warnings <= 96);
  CHECK(warnings >= 10);
}

namespace {
DeskData warmup_of(DeskData desk) {
  desk.ticks = desk.warmup_ticks;
  desk.first_of_tick.resize(desk.ticks + 1);
  desk.counts.resize(desk.first_of_tick.back());
  return desk;
}

std::vector<DeskCount> counts_of(const DeskData& desk, std::size_t tick) {
  return {desk.counts.begin() + static_cast<std::ptrdiff_t>(desk.first_of_tick[tick]),
          desk.counts.begin() + static_cast<std::ptrdiff_t>(desk.first_of_tick[tick + 1])};
}

// What the desk knows beforehand is told to the live one when its warm-up has ended.
void check_live_equals_replay(const DeskData& desk, const std::vector<bool>& unwatched = {}) {
  std::vector<std::pair<std::size_t, double>> warned;
  const auto replayed = replay(desk, {2, {}, unwatched});
  REQUIRE(replayed);
  for (const DeskWarning& w : *replayed) {
    if (!w.place) continue;
    warned.emplace_back(w.tick, w.score);
    CHECK((unwatched.empty() || !unwatched[w.theme]));
  }
  DeskData before = warmup_of(desk);
  before.events.clear();
  auto live = LiveDesk::begin(std::move(before), 2);
  REQUIRE(live);
  if (!unwatched.empty()) (*live)->set_budget(2, unwatched);
  if (!desk.events.empty()) (*live)->announce(desk.events);
  std::vector<std::pair<std::size_t, double>> told;
  while ((*live)->next_tick() < desk.ticks)
    for (const Happening& one : (*live)->step(counts_of(desk, (*live)->next_tick())))
      if (one.news == Happening::News::Shown || one.news == Happening::News::Rose)
        told.emplace_back(one.tick, one.score);
  CHECK(told == warned);
  CHECK(warned.size() > 3);
}
}  // namespace

TEST_CASE("a_desk_that_goes_on_says_what_its_replay_says") {
  check_live_equals_replay(world(1, true));
  check_live_equals_replay(world(12, false));
  const DeskData desk = world(3, true);
  check_live_equals_replay(darkened(desk, 1, any_theme, warmup + 100, warmup + 130, true));
  check_live_equals_replay(darkened(desk, 0, 1, warmup + 20, warmup + 90, false));
}

TEST_CASE("a_theme_that_is_not_watched_leaves_its_budget_to_the_others") {
  check_live_equals_replay(world(1, true), {true, false});
  const auto of_care = [](const std::vector<DeskWarning>& all) {
    return std::count_if(all.begin(), all.end(), [](const DeskWarning& w) { return w.theme == 1; });
  };
  const auto alone = replay(world(12, false), {2, {}, {true, false}});
  REQUIRE(alone);
  CHECK(of_care(*alone) > of_care(run(world(12, false))));
}

namespace {
// Forty more than usual in two hours in one series (the incident of `world`), told beforehand.
KnownEvent told_beforehand(double factor) {
  KnownEvent out;
  out.start = warmup + 396;
  out.end = warmup + 432;
  out.themes = {true, true};
  out.places.assign(places, false);
  out.places[4] = true;
  out.factor = factor;
  return out;
}
}  // namespace

TEST_CASE("a_known_event_is_counted_in_live_as_in_the_replay_and_raises_no_warning") {
  DeskData desk = world(1, true);
  REQUIRE(desk.series[17].place == 4);
  const auto warned = [](const DeskData& of) {
    const auto all = run(of);
    return std::count_if(all.begin(), all.end(), [](const DeskWarning& w) {
      return w.tick >= warmup + 400 && w.tick < warmup + 424 &&
             std::find(w.series.begin(), w.series.end(), 17U) != w.series.end();
    });
  };
  CHECK(warned(desk) > 0);
  desk.events = {told_beforehand(12)};
  CHECK(warned(desk) == 0);
  check_live_equals_replay(desk);
  desk.events.front().factor = 1.3;
  check_live_equals_replay(desk);
}

TEST_CASE("a_happening_is_told_with_the_numbers_it_rests_on") {
  const DeskData desk = world(1, true);
  auto live = LiveDesk::begin(warmup_of(desk), 2);
  REQUIRE(live);
  std::vector<Happening> of_incident;
  while ((*live)->next_tick() < warmup + 424)
    for (const Happening& one : (*live)->step(counts_of(desk, (*live)->next_tick())))
      if (one.tick >= warmup + 400 && one.window.count > 5) of_incident.push_back(one);
  REQUIRE(!of_incident.empty());
  const Happening& last = of_incident.back();
  CHECK(last.window.count > last.window.high);
  CHECK(last.window.low <= last.window.expected);
  CHECK(last.window.high >= last.window.expected);
  CHECK(last.bins.size() == 24);
  CHECK(last.bins.back().first + 3 == last.tick + 1);
  double held = 0;
  for (const LivePart& part : last.parts) held += part.count;
  CHECK(held == doctest::Approx(last.window.count));
  CHECK(last.parts.front().series == 17);
}

TEST_CASE("a_larger_budget_asks_a_lower_level") {
  auto live = LiveDesk::begin(warmup_of(world(2, false)), 1);
  REQUIRE(live);
  const double strict = (*live)->level();
  (*live)->set_budget(4);
  CHECK((*live)->level() < strict);
}

TEST_CASE("cutting_off_later_data_changes_no_earlier_warning") {
  DeskData desk = world(2, true);
  const auto whole = run(desk);
  desk.ticks = warmup + 410;
  desk.first_of_tick.resize(desk.ticks + 1);
  desk.counts.resize(desk.first_of_tick.back());
  const auto part = run(desk);
  REQUIRE(!part.empty());
  for (std::size_t k = 0; k < part.size(); ++k) CHECK(same(part[k], whole[k]));
  CHECK((whole.size() == part.size() || whole[part.size()].tick >= desk.ticks));
}

TEST_CASE("the_result_is_the_same_on_one_thread_and_on_many") {
  const DeskData desk = world(3, true);
  const auto alone = run(desk);
  const auto spread = run(desk, [](std::size_t count, const std::function<void(std::size_t)>& work) {
    std::vector<std::jthread> threads;
    for (std::size_t k = count; k-- > 0;) threads.emplace_back([&work, k] { work(k); });
  });
  REQUIRE(alone.size() == spread.size());
  for (std::size_t k = 0; k < alone.size(); ++k) CHECK(same(alone[k], spread[k]));
}

TEST_CASE("a_gap_is_dark_lost_or_late_and_raises_no_warning_by_itself") {
  const DeskData calm = world(4, false);
  for (const bool late : {false, true}) {
    const DeskData desk = darkened(calm, 1, any_theme, warmup + 300, warmup + 318, late);
    const auto outages = find_outages(desk);
    REQUIRE(!outages.empty());
    CHECK(outages[0].region == 1);
    CHECK(outages[0].first == warmup + 300);
    CHECK(outages[0].late == late);
    CHECK(outages[0].end == (late ? warmup + 319 : warmup + 318));
    for (const DeskWarning& w : run(desk))
      CHECK((w.tick < warmup + 318 || w.tick > warmup + 320 || desk.series[w.series[0]].region != 1));
  }
}

TEST_CASE("a_source_that_stays_silent_is_told_once") {
  const DeskData desk = darkened(world(5, false), 0, 1, warmup + 200, warmup + 500, false);
  std::size_t told = 0;
  for (const DeskWarning& w : run(desk)) {
    if (!w.group.starts_with("silent/")) continue;
    ++told;
    CHECK(w.tick > warmup + 200);
    CHECK(w.tick < warmup + 300);
    CHECK(w.series.size() <= most_named_places);
    for (const std::uint32_t s : w.series) CHECK(desk.series[s].theme == 1);
  }
  CHECK(told == 1);
}

TEST_CASE("a_warm_up_that_is_too_short_is_refused") {
  DeskData desk = world(6, false);
  desk.warmup_ticks = 3 * ticks_a_week;
  CHECK(!replay(desk, {}));
}

TEST_CASE("never_more_than_the_flood_limit_in_two_ticks_and_nothing_waits_for_ever") {
  std::vector<Candidate> many;
  for (std::uint32_t k = 0; k < 40; ++k) many.push_back({100, 0, k, 0, 0, 0, 9, 5, 1});
  const auto shown = without_flood(many, 8);
  for (std::size_t t = 100; t < 120; ++t) {
    std::size_t in_two = 0;
    for (const Candidate& c : shown) in_two += c.tick == t || c.tick == t + 1 ? 1 : 0;
    CHECK(in_two <= 8);
  }
  CHECK(shown.size() == 40);
  std::vector<Candidate> too_many;
  for (std::uint32_t k = 0; k < 400; ++k) too_many.push_back({100, 0, k, 0, 0, 0, 9, 5, 1});
  CHECK(without_flood(too_many, 8).size() < 80);
}

TEST_CASE("a_week_s_shape_comes_back_from_few_counts") {
  std::mt19937_64 random(7);
  WeekHours truth;
  WeekHours counts;
  WeekHours expected;
  for (std::size_t k = 0; k < hours_a_week; ++k) {
    truth[k] = std::exp(0.5 * std::cos(2 * std::numbers::pi * (static_cast<double>(k % 24) - 14) / 24)) *
               (k / 24 >= 5 ? 0.8 : 1.1) * (k / 24 == 4 && k % 24 > 20 ? 1.8 : 1);
    expected[k] = 60;
    counts[k] = static_cast<double>(std::poisson_distribution<int>(60 * truth[k])(random));
  }
  const WeekHours fit = week_profile(counts, expected, 1);
  double raw = 0;
  double ours = 0;
  for (std::size_t k = 0; k < hours_a_week; ++k) {
    raw += std::pow(counts[k] / 60 / truth[k] - 1, 2);
    ours += std::pow(fit[k] / truth[k] - 1, 2);
  }
  CHECK(ours < 0.35 * raw);
}
