#include "detection/desk/theme_view.h"

#include <algorithm>

namespace voorzien::detection {
namespace {
void take_series(const DeskData& desk, ThemeView& out, std::vector<std::uint32_t>& local) {
  std::vector<std::uint32_t> category(desk.categories, 0);
  std::vector<bool> known(desk.categories, false);
  for (std::uint32_t s = 0; s < desk.series.size(); ++s) {
    const DeskSeries& series = desk.series[s];
    out.region_of_place[series.place] = series.region;
    if (series.theme != out.theme) continue;
    if (!known[series.category]) {
      known[series.category] = true;
      category[series.category] = static_cast<std::uint32_t>(out.categories++);
    }
    local[s] = static_cast<std::uint32_t>(out.series.size());
    out.series.push_back(s);
    out.place.push_back(series.place);
    out.category.push_back(category[series.category]);
    out.region.push_back(series.region);
  }
}

void take_boundaries(ThemeView& out) {
  for (std::size_t t = 0; t <= out.ticks; t += ticks_an_hour) out.boundaries.push_back(t);
  for (const auto& dark : out.dark)
    for (std::size_t t = 1; t < out.ticks; ++t)
      if (dark[t] != dark[t - 1]) out.boundaries.push_back(t);
  for (const KnownEvent& event : out.events)
    for (const std::size_t t : {event.start, event.end})
      if (t < out.ticks) out.boundaries.push_back(t);
  out.boundaries.push_back(out.ticks);
  std::sort(out.boundaries.begin(), out.boundaries.end());
  out.boundaries.erase(std::unique(out.boundaries.begin(), out.boundaries.end()), out.boundaries.end());
}
}  // namespace

std::size_t ThemeView::planned_end(std::size_t tick) const {
  std::size_t out = (tick / ticks_an_hour + 1) * ticks_an_hour;
  for (const KnownEvent& event : events)
    for (const std::size_t t : {event.start, event.end})
      if (t > tick) out = std::min(out, t);
  return out;
}

void ThemeView::append(const std::vector<DeskCount>& now, const std::vector<std::uint8_t>& now_dark) {
  for (std::size_t r = 0; r < regions; ++r) dark[r].push_back(now_dark[r]);
  for (const DeskCount& one : now)
    if (now_dark[region[one.series]] == 0) counts.push_back(one);
  first_of_tick.push_back(counts.size());
  ++ticks;
}

ThemeView view_theme(const DeskData& desk, const std::vector<Outage>& outages, std::size_t theme) {
  ThemeView out;
  out.theme = theme;
  out.places = desk.places;
  out.regions = desk.regions;
  out.ticks = desk.ticks;
  out.region_of_place.resize(desk.places, 0);
  std::vector<std::uint32_t> local(desk.series.size(), 0);
  take_series(desk, out, local);
  out.dark.assign(desk.regions, std::vector<std::uint8_t>(desk.ticks, 0));
  for (const Outage& outage : outages) {
    if (outage.theme != any_theme && outage.theme != theme) continue;
    for (std::size_t t = outage.known; t < std::min(outage.end, desk.ticks); ++t)
      out.dark[outage.region][t] = 1;
  }
  for (const KnownEvent& event : desk.events)
    if (event.themes[theme]) out.events.push_back(event);
  out.first_of_tick.reserve(desk.ticks + 1);
  for (std::size_t t = 0; t < desk.ticks; ++t) {
    out.first_of_tick.push_back(out.counts.size());
    for (std::size_t k = desk.first_of_tick[t]; k < desk.first_of_tick[t + 1]; ++k) {
      const DeskSeries& series = desk.series[desk.counts[k].series];
      if (series.theme == theme && out.dark[series.region][t] == 0)
        out.counts.push_back({local[desk.counts[k].series], desk.counts[k].count});
    }
  }
  out.first_of_tick.push_back(out.counts.size());
  take_boundaries(out);
  return out;
}

}  // namespace voorzien::detection
