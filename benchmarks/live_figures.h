// The part of `./bench detection` about what early warning does inside the engine's one step: learning the
// desk anew (weekly, and after a restart), the scan over days (daily), the forecasts of loads (hourly).
#pragma once

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/random.h"
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
}  // namespace live

inline bool learning_in_the_step() {
  using namespace live;
  const doctrine::Doctrine doctrine = region();
  const Instant monday = *parse_rfc3339("2026-06-29T00:07:00+02:00");
  const Instant sunday = *parse_rfc3339("2026-07-05T23:50:00+02:00");
  for (const double an_hour : {10.0, 60.0}) {
    State state;
    Random random(3);
    for (const char* theme : themes)
      for (const doctrine::CountedPlace& place : doctrine.detection.places) {
        const std::string name = std::string("pager/") + theme + "/" + place.area;
        state.findings.known.emplace(name, static_cast<std::int64_t>(state.findings.series.size()));
        state.findings.series.push_back(name);
      }
    const LocalTick now = local_tick(monday);
    add_days(state, now.day - 56, now.day, an_hour, random);
    const std::string& series = state.findings.series.front();
    count(state.findings, series, monday, days_kept(doctrine.detection));
    const Thresholds hold = thresholds_of(state.findings, doctrine.detection);
    Desk desk(doctrine.detection);
    ClusterWatch clusters(doctrine.detection);
    const double learnt = milliseconds([&] { (void)desk.close(state, now.number(), monday); });
    const double scanned = milliseconds([&] { (void)clusters.close(state, now.number(), monday, hold); });
    const Context context{monday, doctrine, {}, {}, {}};
    const double foretold = milliseconds([&] { (void)loads_anew(state, series, context); });
    const LocalTick end = local_tick(sunday);
    add_days(state, now.day + 1, end.day + 1, an_hour, random);
    Desk begun(doctrine.detection);
    const double again = milliseconds([&] { (void)begun.close(state, end.number(), sunday); });
    fmt::print(
        "{:.0f} reports an hour, in the step: desk {:.0f} ms, at the week's end {:.0f} ms, scan over days "
        "{:.0f} ms, loads {:.0f} ms\n",
        an_hour, learnt, again, scanned, foretold);
  }
  return true;
}

}  // namespace figures
