#include "picture/findings/worded.h"

#include <algorithm>
#include <cmath>

#include "observations/supersession.h"
#include "picture/findings/counting.h"
#include "picture/index.h"
#include "picture/limits.h"
#include "picture/signals/words.h"

namespace voorzien::picture {
namespace {
constexpr std::size_t facts_looked_at_max = 20'000;
constexpr Duration valid_for = hours(4);

bool is_of_one_place(std::uint32_t family) { return family == 0; }

// Where it is said to be: the middle of its group, unless all of it came from one municipality.
const doctrine::CountedPlace& middle_of(const detection::Happening& happening, const WordedWith& with) {
  if (happening.parts.size() == 1) {
    const SeriesName only = split_series(with.series[happening.parts.front().series]);
    if (const doctrine::CountedPlace* place = with.detection.place(only.area)) return *place;
  }
  return with.detection.places[happening.place];
}

std::string in_words(double value) {
  const double tenths = std::round(value * 10);
  std::string out = std::to_string(static_cast<long long>(tenths) / 10);
  const long long rest = static_cast<long long>(tenths) % 10;
  return rest == 0 || value >= 10 ? std::to_string(std::llround(value)) : out + "," + std::to_string(rest);
}
}  // namespace

std::vector<CountedKind> counted_kinds(const doctrine::Detection& detection) {
  std::vector<CountedKind> out;
  for (const doctrine::Count& count : detection.counts)
    for (const doctrine::CountedTheme& theme : count.themes) out.push_back({count, theme});
  return out;
}

std::string finding_id(std::int64_t number, const detection::Happening& happening) {
  const auto place = static_cast<std::uint64_t>(happening.place);
  return make_ulid(start_of(number + 1, Instant{}), (happening.theme << 8U) | happening.family,
                   (static_cast<std::uint64_t>(number) << 16U) | place);
}

Finding worded(const detection::Happening& happening, const std::string& id, const WordedWith& with) {
  const doctrine::CountedPlace& middle = middle_of(happening, with);
  const bool in_one_place = is_of_one_place(happening.family) || happening.parts.size() == 1;
  const CountedKind kind = counted_kinds(with.detection)[happening.theme];
  const auto start = [&](std::size_t desk_tick) {
    const auto back = static_cast<std::int64_t>(happening.tick + 1 - desk_tick);
    return with.end - seconds(back * tick_s);
  };
  Finding out;
  out.id = id;
  out.at = out.updated = with.end;
  out.detector = is_of_one_place(happening.family) ? "count-place" : "count-area";
  out.place = middle.name;
  out.point = geo::Point{middle.lon, middle.lat};
  out.areas.push_back(middle.area);
  out.theme = kind.theme.theme.value;
  for (const detection::LivePart& part : happening.parts) {
    const SeriesName name = split_series(with.series[part.series]);
    if (std::ranges::find(out.areas, name.area) == out.areas.end()) out.areas.push_back(name.area);
    const doctrine::CountedPlace* place = with.detection.place(name.area);
    if (out.parts.size() < limits::finding_parts_max)
      out.parts.push_back(
          {name.area, place == nullptr ? name.area : place->name, name.theme, part.count, part.expected});
  }
  const std::string& what = kind.theme.what.empty() ? kind.count.what : kind.theme.what;
  out.title = "Meer " + what + (in_one_place ? " in " : " rond ") + middle.name;
  out.since = start(happening.window.first);
  out.window_s = static_cast<std::int64_t>(happening.window.ticks) * tick_s;
  out.seen = happening.window.count;
  out.expected = happening.window.expected;
  out.low = happening.window.low;
  out.high = happening.window.high;
  out.score = happening.score;
  out.limit = happening.level;
  for (const detection::LiveBin& bin : happening.bins)
    out.bins.push_back({start(bin.first), bin.count, bin.expected, bin.low, bin.high});
  out.observation = observations::fact_id(finding_source, id);
  return out;
}

void add_facts(const State& state, const doctrine::Detection& detection, Finding& finding) {
  std::vector<std::pair<Instant, std::string>> found;
  std::size_t looked_at = 0;
  for (const doctrine::Count& count : detection.counts) {
    each_under(state.live, count.source.value, [&](const std::string& id) {
      if (++looked_at > facts_looked_at_max) return;
      const auto note = state.notes.find(id);
      const auto fact = state.observations.find(id);
      if (note == state.notes.end() || fact == state.observations.end() || note->second.late) return;
      if (note->second.received < finding.since || note->second.received >= finding.updated) return;
      const SeriesName series = split_series(series_of(detection, fact->second));
      const bool counted = std::ranges::any_of(finding.parts, [&](const FindingPart& part) {
        return part.area == series.area && part.theme == series.theme;
      });
      if (counted) found.emplace_back(note->second.received, id);
    });
  }
  std::ranges::sort(found);
  finding.fact_count = static_cast<std::int64_t>(found.size());
  const std::size_t first = found.size() - std::min(found.size(), limits::finding_facts_max);
  finding.facts.clear();
  for (std::size_t k = first; k < found.size(); ++k) finding.facts.push_back(found[k].second);
}

void keep_hands(const Finding& known, Finding& grown) {
  grown.at = known.at;
  grown.state = known.state;
  grown.held = known.held;
  grown.belongs_to = known.belongs_to;
  grown.signal = known.signal;
  grown.promoted_by = known.promoted_by;
  grown.promoted_reason = known.promoted_reason;
  grown.verdict = known.verdict;
  grown.judged_by = known.judged_by;
  grown.judged_at = known.judged_at;
  grown.known_at = known.known_at;
}

Observation observation_of(const Finding& finding, Instant now) {
  Observation out;
  out.id.value = finding.observation;
  out.source.value = finding_source;
  out.native_id = finding.id;
  out.native_version = std::to_string(now.us);
  out.kind = finding_kind;
  out.theme = finding.theme;
  const bool of_forecast = finding.chance.has_value();  // its title says all
  const bool of_station = finding.station.has_value();
  out.title = finding.title;
  if (of_station && !of_forecast)
    out.title += ": " + in_unit(finding.seen, finding.unit.value_or("")) + " " + finding.unit.value_or("");
  if (!of_station) out.title += ": " + in_words(finding.seen) + ", verwacht " + in_words(finding.expected);
  out.t_observed = finding.updated;
  out.t_issued = out.t_received = now;
  out.valid_to = now + valid_for;
  out.level = finding.level.value_or(Level::Yellow);
  if (of_forecast)
    out.valid_from = finding.likely;  // not so yet: an expected one
  else if (!of_station)
    out.quantity = observations::Quantity{finding.seen, "reports"};
  if (finding.point) out.geometry = *finding.point;
  out.place = finding.place;
  out.place_precision = of_station ? "point" : "municipality";
  out.areas = finding.areas;
  out.quality = "computed";
  return out;
}

}  // namespace voorzien::picture
