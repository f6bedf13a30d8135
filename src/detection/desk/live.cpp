#include "detection/desk/live.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "detection/counts/negative_binomial.h"
#include "detection/desk/replay.h"

namespace voorzien::detection {
namespace {
constexpr std::size_t bin_ticks = 3;
constexpr std::size_t most_bins = 24;

LiveBin bin_of(const ThemeScan& scan, std::size_t group, std::size_t tick, std::size_t back,
               std::size_t ticks) {
  const ThemeScan::Held held = scan.held(group, tick, back, ticks);
  LiveBin out;
  out.first = tick + 1 - back - ticks;
  out.ticks = ticks;
  out.count = held.count;
  out.expected = held.expected;
  const UsualRange usual = usual_range(held.expected, held.variance);
  out.low = usual.low;
  out.high = usual.high;
  return out;
}

std::vector<std::uint32_t> pool_counts(const DeskData& desk, std::size_t region, std::size_t theme) {
  std::vector<std::uint32_t> out(desk.ticks, 0);
  for (std::size_t t = 0; t < desk.ticks; ++t)
    for (std::size_t k = desk.first_of_tick[t]; k < desk.first_of_tick[t + 1]; ++k) {
      const DeskSeries& series = desk.series[desk.counts[k].series];
      if (series.region == region && (theme == any_theme || series.theme == theme))
        out[t] += desk.counts[k].count;
    }
  return out;
}
}  // namespace

struct LiveDesk::Theme {
  Theme(const DeskData& desk, const std::vector<Outage>& outages, std::size_t theme)
      : view(view_theme(desk, outages, theme)),
        scan(view, desk.neighbours),
        rates(view, desk.warmup_ticks),
        local(desk.series.size(), UINT32_MAX) {
    for (std::uint32_t i = 0; i < view.series.size(); ++i) local[view.series[i]] = i;
    single.resize(view.series.size(), UINT32_MAX);
    for (std::uint32_t g = 0; g < scan.groups.size(); ++g)
      if (scan.groups[g].family == 0) single[scan.groups[g].members.front()] = g;
  }
  ThemeView view;
  ThemeScan scan;
  ThemeRates rates;
  std::vector<std::uint32_t> local;   // by series of the desk
  std::vector<std::uint32_t> single;  // by series here: the group that is it alone
};

LiveDesk::LiveDesk(DeskData desk, double budget)
    : desk_(std::move(desk)),
      near_(two_steps(desk_.neighbours)),
      floor_(floor_score(desk_.series.size())),
      tick_(desk_.warmup_ticks) {
  const std::vector<Outage> outages = find_outages(desk_);
  const std::size_t middle = desk_.warmup_ticks / 2 / ticks_an_hour * ticks_an_hour;
  chance_shifts_ = static_cast<double>(desk_.warmup_ticks - middle) / ticks_a_shift;
  for (std::size_t theme = 0; theme < desk_.themes; ++theme) {
    themes_.push_back(std::make_unique<Theme>(desk_, outages, theme));
    Theme& of = *themes_.back();
    ThemeScan calm(of.view, desk_.neighbours);
    ThemeRates half(of.view, middle);
    const std::vector<Candidate> found = calm.run(half, middle, desk_.warmup_ticks, floor_);
    chance_.insert(chance_.end(), found.begin(), found.end());
  }
  std::stable_sort(chance_.begin(), chance_.end(),
                   [](const Candidate& a, const Candidate& b) { return a.tick < b.tick; });
  set_budget(budget);
  for (std::size_t r = 0; r < desk_.regions; ++r)
    regions_.emplace_back(usual_of(pool_counts(desk_, r, any_theme), desk_.warmup_ticks), false);
  for (std::size_t r = 0; r < desk_.regions; ++r)
    for (std::size_t theme = 0; theme < desk_.themes; ++theme)
      pools_.emplace_back(usual_of(pool_counts(desk_, r, theme), desk_.warmup_ticks), true);
}

LiveDesk::~LiveDesk() = default;

Result<std::unique_ptr<LiveDesk>> LiveDesk::begin(DeskData desk, double budget) {
  RETURN_IF_ERROR(check_warmup(desk.warmup_ticks));
  if (desk.ticks != desk.warmup_ticks)
    return Error{ErrorCode::BadValue, "ticks", "A live desk begins where its warm-up ends."};
  return std::unique_ptr<LiveDesk>(new LiveDesk(std::move(desk), budget));
}

void LiveDesk::set_budget(double budget, std::vector<bool> unwatched) {
  unwatched_ = std::move(unwatched);
  std::vector<Candidate> chance;
  for (const Candidate& one : chance_)
    if (is_watched(one.theme)) chance.push_back(one);
  calibration_ = calibrate(chance, near_, desk_.themes, chance_shifts_, floor_, budget * share_of_chance);
}

void LiveDesk::announce(std::vector<KnownEvent> events) {
  desk_.events = std::move(events);
  for (const std::unique_ptr<Theme>& of : themes_) {
    of->scan.settle(of->rates, tick_);  // what was learnt under the old events stays
    of->view.events.clear();
    for (const KnownEvent& event : desk_.events)
      if (event.themes[of->view.theme]) of->view.events.push_back(event);
  }
}

std::vector<std::uint8_t> LiveDesk::dark_of(std::size_t theme, const std::vector<std::uint8_t>& dark_regions,
                                            const std::vector<std::uint32_t>& counts) {
  std::vector<std::uint8_t> out = dark_regions;
  for (std::size_t r = 0; r < desk_.regions; ++r)
    if (pools_[r * desk_.themes + theme].step(tick_, counts[r * desk_.themes + theme]).dark) out[r] = 1;
  return out;
}

std::vector<Happening> LiveDesk::step(const std::vector<DeskCount>& counts) {
  std::vector<std::uint32_t> of_pool(desk_.regions * desk_.themes, 0);
  std::vector<std::uint32_t> of_region(desk_.regions, 0);
  std::vector<std::vector<DeskCount>> of_theme(desk_.themes);
  for (const DeskCount& one : counts) {
    const DeskSeries& series = desk_.series[one.series];
    of_pool[series.region * desk_.themes + series.theme] += one.count;
    of_region[series.region] += one.count;
    of_theme[series.theme].push_back({themes_[series.theme]->local[one.series], one.count});
  }
  std::vector<std::uint8_t> dark(desk_.regions, 0);
  for (std::size_t r = 0; r < desk_.regions; ++r)
    dark[r] = regions_[r].step(tick_, of_region[r]).dark ? 1 : 0;
  std::vector<Candidate> found;
  for (std::size_t theme = 0; theme < desk_.themes; ++theme) {
    Theme& of = *themes_[theme];
    of.view.append(of_theme[theme], dark_of(theme, dark, of_pool));
    of.scan.step(of.rates, tick_, floor_, found);
  }
  std::erase_if(found, [&](const Candidate& one) { return !is_watched(one.theme); });
  put_on_scale(found, calibration_);
  std::vector<Happening> out;
  for (const Candidate& candidate : found)
    if (candidate.score >= calibration_.level - held_below) place(candidate, out);
  ++tick_;
  return out;
}

LiveDesk::Running* LiveDesk::running_near(const Candidate& candidate, bool shown) {
  for (Running& one : running_)
    if (one.shown == shown && one.theme == candidate.theme && candidate.tick - one.last <= quiet_ticks &&
        near_[one.place][candidate.place] != 0)
      return &one;
  return nullptr;
}

void LiveDesk::place(const Candidate& candidate, std::vector<Happening>& out) {
  using News = Happening::News;
  std::erase_if(running_, [&](const Running& one) { return candidate.tick - one.last > quiet_ticks; });
  const bool reaches = candidate.score >= calibration_.level;
  if (Running* shown = running_near(candidate, true)) {
    if (reaches) shown->last = candidate.tick;
    if (candidate.score < shown->told + grows_by) return;
    shown->told = candidate.score;
    out.push_back(told(candidate, News::Grew, shown->number));
    return;
  }
  Running* held = running_near(candidate, false);
  if (held != nullptr) {
    held->last = candidate.tick;
    if (!reaches) return;
    held->shown = true;
    held->place = candidate.place;
    held->told = candidate.score;
    out.push_back(told(candidate, News::Rose, held->number));
    return;
  }
  running_.push_back({next_, candidate.theme, candidate.tick, candidate.place, candidate.score, reaches});
  out.push_back(told(candidate, reaches ? News::Shown : News::Held, next_++));
}

Happening LiveDesk::told(const Candidate& candidate, Happening::News news, std::size_t number) const {
  const Theme& of = *themes_[candidate.theme];
  const std::size_t window = desk_windows[candidate.window];
  Happening out;
  out.news = news;
  out.number = number;
  out.tick = candidate.tick;
  out.theme = candidate.theme;
  out.family = candidate.family;
  out.place = candidate.place;
  out.score = candidate.score;
  out.level = calibration_.level;
  out.window = bin_of(of.scan, candidate.group, candidate.tick, 0, window);
  const std::size_t bins = std::min(most_bins, (of.scan.filled() - 1) / bin_ticks);
  for (std::size_t k = bins; k > 0; --k)
    out.bins.push_back(bin_of(of.scan, candidate.group, candidate.tick, (k - 1) * bin_ticks, bin_ticks));
  for (const std::uint32_t i : of.scan.groups[candidate.group].members) {
    const ThemeScan::Held held = of.scan.held(of.single[i], candidate.tick, 0, window);
    if (held.count > 0) out.parts.push_back({of.view.series[i], held.count, held.expected});
  }
  std::stable_sort(out.parts.begin(), out.parts.end(), [](const LivePart& a, const LivePart& b) {
    return a.count - a.expected > b.count - b.expected;
  });
  return out;
}

}  // namespace voorzien::detection
