#include "detection/desk/replay.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "detection/desk/outages.h"
#include "detection/desk/scan.h"
#include "detection/desk/warnings.h"

namespace voorzien::detection {
namespace {
constexpr std::size_t most_at_once = 8;

void run_all(const ForEach& each, std::size_t count, const std::function<void(std::size_t)>& work) {
  if (each) {
    each(count, work);
    return;
  }
  for (std::size_t k = 0; k < count; ++k) work(k);
}
}  // namespace

// One series a place: that a source is silent is said with few names.
DeskWarning ReplayedDesk::silence(const Outage& outage) const {
  const DeskData& desk = *desk_;
  DeskWarning out;
  out.tick = outage.told;
  out.theme = outage.theme;
  out.score = 99;
  out.group = fmt::format("silent/{}/{}", desk.theme_names[outage.theme], outage.region);
  std::vector<std::uint8_t> named(desk.places, 0);
  for (std::uint32_t s = 0; s < desk.series.size() && out.series.size() < most_named_places; ++s) {
    const DeskSeries& series = desk.series[s];
    if (series.theme != outage.theme || series.region != outage.region || named[series.place] != 0) continue;
    named[series.place] = 1;
    out.series.push_back(s);
  }
  return out;
}

DeskWarning ReplayedDesk::worded(const Candidate& candidate) const {
  constexpr std::array<const char*, families> names{"one", "category+1", "category+2", "theme", "theme+1"};
  const Theme& theme = themes_[candidate.theme];
  const Group& group = theme.groups[candidate.group];
  DeskWarning out;
  out.tick = candidate.tick;
  out.theme = candidate.theme;
  out.place = candidate.place;
  out.family = candidate.family;
  out.score = candidate.score;
  for (const std::uint32_t i : group.members) out.series.push_back(theme.series[i]);
  out.group = fmt::format("{}/{}/{}", desk_->theme_names[candidate.theme], desk_->place_names[group.place],
                          names[group.family]);
  return out;
}

Done check_warmup(std::size_t ticks) {
  if (ticks >= least_warmup && ticks % ticks_an_hour == 0) return Nothing{};
  return Error{ErrorCode::BadValue, "meta.json",
               fmt::format("A warm-up of {} ticks: at least four weeks ({}) of whole hours are needed.",
                           ticks, least_warmup)};
}

Result<ReplayedDesk> ReplayedDesk::over(const DeskData& desk, const ForEach& each) {
  RETURN_IF_ERROR(check_warmup(desk.warmup_ticks));
  ReplayedDesk out(desk);
  out.outages_ = find_outages(desk);
  out.floor_ = floor_score(desk.series.size());
  out.near_ = two_steps(desk.neighbours);
  out.middle_ = desk.warmup_ticks / 2 / ticks_an_hour * ticks_an_hour;
  out.themes_.resize(desk.themes);
  run_all(each, desk.themes, [&](std::size_t theme) {
    Theme& to = out.themes_[theme];
    ThemeView view = view_theme(desk, out.outages_, theme);
    ThemeScan scan(view, desk.neighbours);
    ThemeRates half(view, out.middle_);
    to.calm = scan.run(half, out.middle_, desk.warmup_ticks, out.floor_);
    ThemeScan again(view, desk.neighbours);
    ThemeRates whole(view, desk.warmup_ticks);
    to.found = again.run(whole, desk.warmup_ticks, desk.ticks, out.floor_);
    to.groups = std::move(again.groups);
    to.series = std::move(view.series);
  });
  return out;
}

std::vector<DeskWarning> ReplayedDesk::warnings(double budget, const std::vector<bool>& unwatched) const {
  std::vector<Candidate> chance;
  std::vector<Candidate> candidates;
  for (std::size_t theme = 0; theme < themes_.size(); ++theme) {
    if (!unwatched.empty() && unwatched[theme]) continue;
    const auto& [series, groups, calm, found] = themes_[theme];
    chance.insert(chance.end(), calm.begin(), calm.end());
    candidates.insert(candidates.end(), found.begin(), found.end());
  }
  std::stable_sort(chance.begin(), chance.end(),
                   [](const Candidate& a, const Candidate& b) { return a.tick < b.tick; });
  const double shifts = static_cast<double>(desk_->warmup_ticks - middle_) / ticks_a_shift;
  const Calibration calibration =
      calibrate(chance, near_, themes_.size(), shifts, floor_, budget * share_of_chance);
  put_on_scale(candidates, calibration);
  std::vector<DeskWarning> out;
  for (const Candidate& c :
       without_flood(merge(candidates, near_, themes_.size(), calibration.level), most_at_once))
    out.push_back(worded(c));
  for (const Outage& outage : outages_)
    if (outage.told >= desk_->warmup_ticks) out.push_back(silence(outage));
  std::stable_sort(out.begin(), out.end(),
                   [](const DeskWarning& a, const DeskWarning& b) { return a.tick < b.tick; });
  return out;
}

Result<std::vector<DeskWarning>> replay(const DeskData& desk, const ReplayOptions& options) {
  ASSIGN_OR_RETURN(const ReplayedDesk replayed, ReplayedDesk::over(desk, options.each));
  return replayed.warnings(options.budget, options.unwatched);
}

}  // namespace voorzien::detection
