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

}  // namespace

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

SilenceWatch::Seen SilenceWatch::step(std::size_t tick, std::uint32_t count) {
  const double usual = usual_[tick % ticks_a_week];
  Seen out;
  if (count == 0) {
    missing_ += usual;
    ++empty_;
    dark_ = dark_ || missing_ >= missing_is_dark;
    out.dark = dark_;
    out.told = tells_ && !told_ && missing_ >= missing_is_told && empty_ > told_after;
    told_ = told_ || out.told;
    return out;
  }
  // A late delivery cannot be told apart place by place: the tick says nothing about now.
  out.late = out.dark = dark_ && count > 1.5 * usual + 0.4 * missing_;
  missing_ = 0;
  empty_ = 0;
  dark_ = told_ = false;
  return out;
}

namespace {
void add_outages(const std::vector<std::uint32_t>& counts, Pool pool, std::size_t warmup,
                 std::vector<Outage>& out) {
  SilenceWatch watch(usual_of(counts, warmup), pool.theme != any_theme);
  std::size_t first_empty = 0;
  Outage outage;
  bool dark = false;
  const auto end = [&](std::size_t tick, bool late) {
    if (dark) {
      outage.end = late ? tick + 1 : tick;
      outage.late = late;
      out.push_back(outage);
    }
    dark = false;
    first_empty = tick + 1;
  };
  for (std::size_t t = 0; t < counts.size(); ++t) {
    const SilenceWatch::Seen seen = watch.step(t, counts[t]);
    if (counts[t] > 0) {
      end(t, seen.late);
      continue;
    }
    if (seen.dark && !dark) outage = {pool.region, pool.theme, first_empty, t, 0, false, 0};
    dark = seen.dark;
    if (seen.told) outage.told = t;
  }
  end(counts.size(), false);
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
