// The part of `./bench detection` about what early warning does inside the engine's one step: learning the
// desk anew (weekly, and after a restart), the scan over days (daily), the forecasts of loads (hourly); and
// how good those are beside "as usual" on generated weeks.
#pragma once

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <functional>
#include <map>
#include <numbers>
#include <random>
#include <string>
#include <vector>

#include "base/random.h"
#include "detection/forecast/corrected_forecast.h"
#include "engine/on_threads.h"
#include "picture/findings/backtest.h"
#include "picture/findings/cluster_watch.h"
#include "picture/findings/watch.h"
#include "picture/forecasts/make_load.h"

namespace figures {
namespace live {
using namespace voorzien;
using namespace voorzien::picture;

constexpr std::array<const char*, 3> themes{"care", "fire", "order"};

inline double milliseconds(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// A region of 38 municipalities in a row, each beside the next, three themes counted and foretold.
inline doctrine::Doctrine region() {
  doctrine::Doctrine out;
  doctrine::Detection& to = out.detection;
  to.cluster_share = 0.1;
  doctrine::Count& count = to.counts.emplace_back();
  count.source.value = "pager";
  count.kinds = {"page"};
  for (const char* theme : themes) {
    count.themes.push_back({{theme}, theme});
    to.loads.push_back({{"pager"}, {theme}, theme, theme, {"VR09"}, 48});
  }
  to.announced.emplace_back().id = "event";
  const auto area = [](int k) { return fmt::format("GM{:04}", 300 + k); };
  for (int k = 0; k < 38; ++k) {
    doctrine::CountedPlace& place = to.places.emplace_back();
    place.area = place.name = area(k);
    place.region = "VR09";
    if (k > 0) place.neighbours.push_back(area(k - 1));
    if (k < 37) place.neighbours.push_back(area(k + 1));
    place.lon = 5 + 0.05 * (k % 7);
    place.lat = 52 + 0.05 * (k / 7);
  }
  return out;
}

// Every municipality and theme, nothing counted yet.
inline State counted_series(const doctrine::Detection& detection) {
  State out;
  for (const char* theme : themes)
    for (const doctrine::CountedPlace& place : detection.places) {
      const std::string name = std::string("pager/") + theme + "/" + place.area;
      out.findings.known.emplace(name, static_cast<std::int64_t>(out.findings.series.size()));
      out.findings.series.push_back(name);
    }
  return out;
}

inline void add_days(State& state, std::int64_t first, std::int64_t end, double an_hour, Random& random) {
  const std::size_t series = state.findings.series.size();
  const double chance = an_hour / 12 / static_cast<double>(series) * 1e6;
  for (std::int64_t day = first; day < end; ++day) {
    std::string& text = state.findings.counts[day_text(day)];
    for (std::int64_t tick = 0; tick < ticks_a_local_day; ++tick)
      for (std::size_t k = 0; k < series; ++k)
        if (static_cast<double>(random.below(1'000'000)) < chance)
          append_count(text, tick, static_cast<std::int64_t>(k), 1);
  }
}
// So many evenings of the weeks before, each in a third of the municipalities and in two themes.
inline void announce(State& state, const doctrine::Detection& detection, Instant now, int evenings) {
  for (int k = 0; k < evenings; ++k) {
    Announcement& one = state.findings.announced.emplace_back();
    one.observation = fmt::format("event-{}", k);
    one.rule = "event";
    one.themes = {themes[0], themes[1]};
    one.factor = 2;
    one.from = now - hours(44 * (k + 1));
    one.to = one.from + hours(6);
    one.known = one.from - hours(48);
    for (std::size_t p = static_cast<std::size_t>(k) % 3; p < detection.places.size(); p += 3)
      one.areas.push_back(detection.places[p].area);
  }
}

// Ten weeks of one place: twice as many by day as by night, rush hours and nights out, and a level that
// wanders by days.
inline std::vector<int> weeks_of(double an_hour, double wander, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::normal_distribution<double> normal;
  std::vector<int> out;
  double level = 0;
  for (int hour = 0; hour < 10 * 168; ++hour) {
    const int of_day = hour % 24;
    const int day = hour / 24 % 7;
    if (of_day == 0) level = 0.8 * level + 0.6 * wander * normal(random);
    double mean =
        an_hour * (1 - 0.5 * std::cos((of_day - 2) / 24.0 * 2 * std::numbers::pi)) * (day > 4 ? 0.85 : 1);
    if (day > 4 && of_day < 4) mean *= 2.2;
    if (day < 5 && (of_day == 8 || of_day == 17)) mean *= 1.35;
    out.push_back(std::poisson_distribution<int>(mean * std::exp(level))(random));
  }
  return out;
}

struct LoadSums {
  double crps = 0;
  double usual = 0;
  int inside = 0;
  int n = 0;
};

inline State state_of(const std::vector<int>& counts, std::int64_t first, const std::string& series) {
  State out;
  out.findings.series.push_back(series);
  for (std::size_t k = 0; k < counts.size(); ++k)
    for (int n = 0; n < counts[k]; ++n)
      append_count(out.findings.counts[day_text(first / 24 + static_cast<std::int64_t>(k) / 24)],
                   static_cast<std::int64_t>(k) % 24 * 12 + n * 12 / counts[k], 0, 1);
  return out;
}

inline double score_of(const std::vector<double>& quantiles, double truth) {
  std::array<double, detection::forecast_knots> of{};
  std::copy_n(quantiles.begin(), of.size(), of.begin());
  return detection::quantile_score(of, truth);
}
}  // namespace live

// Forecasts of the last two of ten weeks, every seventh hour, by make_load itself.
inline bool loads_beside_usual() {
  using namespace live;
  const doctrine::Doctrine doctrine = region();
  const doctrine::LoadKind& load = doctrine.detection.loads.front();
  const std::int64_t first = local_tick(*parse_rfc3339("2026-04-20T00:07:00+02:00")).day * 24;
  for (const double an_hour : {0.6, 3.0, 8.0, 30.0})
    for (const double wander : {0.0, 0.12}) {
      std::map<std::int64_t, LoadSums> by_length;
      for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        const std::vector<int> counts = weeks_of(an_hour, wander, seed);
        const State state = state_of(counts, first, "pager/care/" + doctrine.detection.places.front().area);
        for (std::size_t at = 8 * 168 + seed; at + 48 <= counts.size(); at += 7) {
          const std::int64_t closed = first + static_cast<std::int64_t>(at);
          const auto made = make_load(state, doctrine.detection, load, closed, start_of(closed * 12, {}));
          if (!made) continue;
          for (const AwaitedLoad& one : made->to_score) {
            double truth = 0;
            for (std::int64_t h = one.first; h < one.end; ++h)
              truth += counts[static_cast<std::size_t>(h - first)];
            LoadSums& to = by_length[one.ahead_h];
            to.crps += score_of(one.quantiles, truth);
            to.usual += score_of(one.usual, truth);
            to.inside += truth >= one.quantiles[1] && truth <= one.quantiles[5] ? 1 : 0;
            ++to.n;
          }
        }
      }
      fmt::print("{:>4} an hour, {:2.0f} % wandering, CRPS over \"as usual\" (inside 80 %):", an_hour,
                 wander * 100);
      for (const auto& [ahead_h, one] : by_length)
        fmt::print("  {} {:.2f} ({:.0f})", ahead_h == 0 ? "shift" : fmt::format("{} h", ahead_h),
                   one.crps / one.usual, 100.0 * one.inside / one.n);
      fmt::print("\n");
    }
  return true;
}

// Ten weeks of a region of 38 municipalities and three themes under two budgets: what a press on "what would
// this have told" waits for, on the two threads that the node gives it.
inline bool preview_of_thresholds() {
  using namespace live;
  doctrine::Doctrine doctrine = region();
  for (const char* id : {"count-place", "count-area", "count-cluster", "measurement", "level-forecast"})
    doctrine.detection.detectors.emplace_back().id = id;
  const Instant friday = *parse_rfc3339("2026-07-03T15:52:00+02:00");
  const LocalTick now = local_tick(friday);
  bool ok = true;
  for (const double an_hour : {10.0, 60.0}) {
    State state = counted_series(doctrine.detection);
    Random random(4);
    add_days(state, now.day - 70, now.day, an_hour, random);
    announce(state, doctrine.detection, friday, 10);
    SetBudget asked;
    asked.per_shift = 1;
    asked.reason = "bench";
    const std::clock_t start = std::clock();
    Result<BudgetTried> tried = BudgetTried{};
    const double ms =
        milliseconds([&] { tried = try_budget(state, doctrine, asked, friday, engine::on_threads(2)); });
    const double of_core = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    const bool sound = tried && tried->now > tried->then;
    fmt::print(
        "{:.0f} reports an hour, ten weeks under two budgets: {} and {} warnings in {:.0f} ms, {:.0f} of a "
        "core{}\n",
        an_hour, tried ? tried->now : 0, tried ? tried->then : 0, ms, of_core,
        ms < 1000 && sound ? "" : " (goal 1000: NOT reached)");
    ok = ok && ms < 1000 && sound;
  }
  return ok;
}

inline bool learning_in_the_step() {
  using namespace live;
  const doctrine::Doctrine doctrine = region();
  const Instant monday = *parse_rfc3339("2026-06-29T00:07:00+02:00");
  const Instant sunday = *parse_rfc3339("2026-07-05T23:50:00+02:00");
  for (const double an_hour : {10.0, 60.0}) {
    State state = counted_series(doctrine.detection);
    Random random(3);
    const LocalTick now = local_tick(monday);
    add_days(state, now.day - 56, now.day, an_hour, random);
    const std::string& series = state.findings.series.front();
    count(state.findings, series, monday, days_kept(doctrine.detection));
    const Thresholds hold = thresholds_of(state.findings, doctrine.detection);
    Desk desk(doctrine.detection);
    ClusterWatch clusters(doctrine.detection);
    const double learnt = milliseconds([&] { (void)desk.close(state, now.number(), monday); });
    const double scanned = milliseconds([&] { (void)clusters.close(state, now.number(), monday, hold); });
    State with_events = state;
    announce(with_events, doctrine.detection, monday, 30);
    ClusterWatch again_clusters(doctrine.detection);
    const double announced =
        milliseconds([&] { (void)again_clusters.close(with_events, now.number(), monday, hold); });
    const Context context{monday, doctrine, {}, {}, {}};
    const double foretold = milliseconds([&] { (void)loads_anew(state, series, context); });
    const LocalTick end = local_tick(sunday);
    add_days(state, now.day + 1, end.day + 1, an_hour, random);
    Desk begun(doctrine.detection);
    const double again = milliseconds([&] { (void)begun.close(state, end.number(), sunday); });
    fmt::print(
        "{:.0f} reports an hour, in the step: desk {:.0f} ms, at the week's end {:.0f} ms, scan over days "
        "{:.0f} ms, with thirty announced {:.0f} ms, loads {:.0f} ms\n",
        an_hour, learnt, again, scanned, announced, foretold);
  }
  return true;
}

}  // namespace figures
