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

void run_all(const ReplayOptions& options, std::size_t count, const std::function<void(std::size_t)>& work) {
  if (options.each) {
    options.each(count, work);
    return;
  }
  for (std::size_t k = 0; k < count; ++k) work(k);
}

// One series a place: that a source is silent is said with few names.
DeskWarning silence(const DeskData& desk, const Outage& outage) {
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

DeskWarning worded(const DeskData& desk, const ThemeView& view, const Group& group,
                   const Candidate& candidate) {
  constexpr std::array<const char*, families> names{"one", "category+1", "category+2", "theme", "theme+1"};
  DeskWarning out;
  out.tick = candidate.tick;
  out.theme = view.theme;
  out.place = candidate.place;
  out.family = candidate.family;
  out.score = candidate.score;
  for (const std::uint32_t i : group.members) out.series.push_back(view.series[i]);
  out.group = fmt::format("{}/{}/{}", desk.theme_names[view.theme], desk.place_names[group.place],
                          names[group.family]);
  return out;
}
}  // namespace

Done check_warmup(std::size_t ticks) {
  if (ticks >= least_warmup && ticks % ticks_an_hour == 0) return Nothing{};
  return Error{ErrorCode::BadValue, "meta.json",
               fmt::format("A warm-up of {} ticks: at least four weeks ({}) of whole hours are needed.",
                           ticks, least_warmup)};
}

Result<std::vector<DeskWarning>> replay(const DeskData& desk, const ReplayOptions& options) {
  RETURN_IF_ERROR(check_warmup(desk.warmup_ticks));
  const std::vector<Outage> outages = find_outages(desk);
  const double floor = floor_score(desk.series.size());
  const Nearness near = two_steps(desk.neighbours);
  const std::size_t middle = desk.warmup_ticks / 2 / ticks_an_hour * ticks_an_hour;
  std::vector<ThemeView> views(desk.themes);
  std::vector<std::vector<Candidate>> calm(desk.themes);
  std::vector<std::vector<Candidate>> found(desk.themes);
  std::vector<std::vector<Group>> groups(desk.themes);
  run_all(options, desk.themes, [&](std::size_t theme) {
    views[theme] = view_theme(desk, outages, theme);
    ThemeScan scan(views[theme], desk.neighbours);
    ThemeRates half(views[theme], middle);
    calm[theme] = scan.run(half, middle, desk.warmup_ticks, floor);
    ThemeScan again(views[theme], desk.neighbours);
    ThemeRates whole(views[theme], desk.warmup_ticks);
    found[theme] = again.run(whole, desk.warmup_ticks, desk.ticks, floor);
    groups[theme] = std::move(again.groups);
  });
  std::vector<Candidate> chance;
  std::vector<Candidate> candidates;
  for (std::size_t theme = 0; theme < desk.themes; ++theme) {
    if (!options.unwatched.empty() && options.unwatched[theme]) continue;
    chance.insert(chance.end(), calm[theme].begin(), calm[theme].end());
    candidates.insert(candidates.end(), found[theme].begin(), found[theme].end());
  }
  std::stable_sort(chance.begin(), chance.end(),
                   [](const Candidate& a, const Candidate& b) { return a.tick < b.tick; });
  const double shifts = static_cast<double>(desk.warmup_ticks - middle) / ticks_a_shift;
  const Calibration calibration =
      calibrate(chance, near, desk.themes, shifts, floor, options.budget * share_of_chance);
  put_on_scale(candidates, calibration);
  std::vector<DeskWarning> out;
  for (const Candidate& c :
       without_flood(merge(candidates, near, desk.themes, calibration.level), most_at_once))
    out.push_back(worded(desk, views[c.theme], groups[c.theme][c.group], c));
  for (const Outage& outage : outages)
    if (outage.told >= desk.warmup_ticks) out.push_back(silence(desk, outage));
  std::stable_sort(out.begin(), out.end(),
                   [](const DeskWarning& a, const DeskWarning& b) { return a.tick < b.tick; });
  return out;
}

}  // namespace voorzien::detection
