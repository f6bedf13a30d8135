#include "detection/desk/outages.h"

#include <algorithm>

namespace voorzien::detection {
namespace {
constexpr double missing_is_dark = 12;  // counts: chance leaves none of so many out once in 10^4 desks
constexpr double missing_is_told = 40;  // counts, and
constexpr std::size_t told_after = 36;  // ticks: regional gaps last at most two hours and end by themselves

struct Pool {
  std::size_t region;
  std::size_t theme;
};

// Counts of the pool by tick, and what is usual in each tick of the week (moving mean of an hour).
std::vector<double> usual_of(const std::vector<std::uint32_t>& counts, std::size_t warmup) {
  std::vector<double> week(ticks_a_week, 0);
  std::vector<double> out(ticks_a_week, 0);
  std::vector<double> seen(ticks_a_week, 0);
  for (std::size_t t = 0; t < warmup; ++t) {
    week[t % ticks_a_week] += counts[t];
    seen[t % ticks_a_week] += 1;
  }
  for (std::size_t t = 0; t < ticks_a_week; ++t) {
    double sum = 0;
    double n = 0;
    for (std::size_t k = 0; k <= ticks_an_hour; ++k) {
      const std::size_t at = (t + ticks_a_week + k - ticks_an_hour / 2) % ticks_a_week;
      sum += week[at];
      n += seen[at];
    }
    out[t] = n > 0 ? sum / n : 0;
  }
  return out;
}

void add_outages(const std::vector<std::uint32_t>& counts, Pool pool, std::size_t warmup,
                 std::vector<Outage>& out) {
  const std::vector<double> usual = usual_of(counts, warmup);
  for (std::size_t t = 0; t < counts.size(); ++t) {
    if (counts[t] > 0) continue;
    Outage outage{pool.region, pool.theme, t, 0, 0, false, 0};
    double missing = 0;
    bool dark = false;
    for (; t < counts.size() && counts[t] == 0; ++t) {
      missing += usual[t % ticks_a_week];
      if (!dark && missing >= missing_is_dark) {
        dark = true;
        outage.known = t;
      }
      if (pool.theme != any_theme && outage.told == 0 && missing >= missing_is_told &&
          t - outage.first >= told_after)
        outage.told = t;
    }
    if (!dark) continue;
    outage.end = t;
    if (t < counts.size()) {
      const double one = usual[t % ticks_a_week];
      outage.late = counts[t] > 1.5 * one + 0.4 * missing;
      // A late delivery cannot be told apart place by place: the tick says nothing about now.
      if (outage.late) outage.end = t + 1;
    }
    out.push_back(outage);
  }
}
}  // namespace

std::vector<Outage> find_outages(const DeskData& desk) {
  std::vector<Outage> out;
  std::vector<std::vector<std::uint32_t>> pools(desk.regions * desk.themes,
                                                std::vector<std::uint32_t>(desk.ticks, 0));
  std::vector<std::vector<std::uint32_t>> regions(desk.regions, std::vector<std::uint32_t>(desk.ticks, 0));
  for (std::size_t t = 0; t < desk.ticks; ++t)
    for (std::size_t k = desk.first_of_tick[t]; k < desk.first_of_tick[t + 1]; ++k) {
      const DeskSeries& series = desk.series[desk.counts[k].series];
      pools[series.region * desk.themes + series.theme][t] += desk.counts[k].count;
      regions[series.region][t] += desk.counts[k].count;
    }
  for (std::size_t r = 0; r < desk.regions; ++r)
    add_outages(regions[r], {r, any_theme}, desk.warmup_ticks, out);
  const std::size_t regional = out.size();
  for (std::size_t k = 0; k < pools.size(); ++k)
    add_outages(pools[k], {k / desk.themes, k % desk.themes}, desk.warmup_ticks, out);
  // A theme that is silent because its whole region is: the region's outage says it.
  for (std::size_t k = regional; k < out.size(); ++k)
    for (std::size_t j = 0; j < regional; ++j)
      if (out[j].region == out[k].region && out[j].known <= out[k].told && out[k].told < out[j].end)
        out[k].told = 0;
  std::stable_sort(out.begin(), out.end(),
                   [](const Outage& a, const Outage& b) { return a.first < b.first; });
  return out;
}

}  // namespace voorzien::detection
