#include "picture/forecasts/follow_forecast.h"

#include <algorithm>
#include <cmath>

#include "observations/supersession.h"
#include "picture/findings/tell.h"
#include "picture/findings/thresholds.h"
#include "picture/forecasts/make_forecast.h"
#include "picture/index.h"
#include "picture/limits.h"
#include "picture/signals/words.h"

namespace voorzien::picture {
namespace {
constexpr std::string_view detector = "level-forecast";
constexpr double goes_on_from = 0.5;  // of the chance that a warning begins at: it does not flicker

// The highest limit that the forecast warns of; one that is warned of already keeps up with less.
const Crossing* warned(const Forecast& forecast, const Watched& with, const Thresholds& thresholds) {
  const double warn_chance = thresholds.chance_of(with.kind);
  if (forecast.finding.empty() && !thresholds.watches(with.rule.theme.value)) return nullptr;
  const double from = forecast.finding.empty() ? warn_chance : goes_on_from * warn_chance;
  const Crossing* out = nullptr;
  for (const Crossing& one : forecast.crossings)
    if (one.likely && one.chance >= (out == nullptr ? from : warn_chance)) out = &one;
  return out;
}

// A warning of one forecast goes on in the next, unless its finding has been forgotten.
std::string begun(const State& state, const std::string& station) {
  const auto known = state.forecasts.find(station);
  if (known == state.forecasts.end() || known->second.newest.finding.empty()) return {};
  const std::string& finding = known->second.newest.finding;
  return state.findings.kept.contains(finding) ? finding : std::string{};
}

std::string in_percent(double chance) {
  return std::to_string(std::clamp(std::lround(chance * 100), 1L, 99L)) + "\u00a0%";
}

// How rare it would be that this is wrong, as of every finding: -log10 of the chance of it.
double decades(double chance) { return -std::log10(std::max(1 - chance, 1e-6)); }

Finding finding_of(const Station& station, const Watched& watched, const Forecast& forecast,
                   const Crossing& crossing, double warn_chance) {
  Finding out;
  out.id = forecast.finding;
  out.at = out.updated = forecast.made;
  out.detector = detector;
  out.theme = watched.rule.theme.value;
  out.place = watched.rule.name.empty() ? station.name : watched.rule.name;
  out.point = station.point;
  out.since = forecast.from;
  out.window_s = (forecast.steps.back().at - forecast.from).us / 1'000'000;
  out.seen = forecast.value;
  const auto then = std::ranges::lower_bound(forecast.steps, *crossing.likely, {}, &ForecastStep::at);
  const ForecastStep& step = then == forecast.steps.end() ? forecast.steps.back() : *then;
  out.low = step.quantiles[1];
  out.expected = step.quantiles[3];
  out.high = step.quantiles[5];
  out.score = decades(crossing.chance);
  out.limit = decades(warn_chance);
  out.observation = observations::fact_id(finding_source, out.id);
  out.station = station.id;
  out.unit = station.unit;
  out.threshold = crossing.threshold;
  out.chance = crossing.chance;
  out.likely = crossing.likely;
  out.before = crossing.before;
  out.level = crossing.level;
  const std::string limit = lowered(crossing.words.substr(0, 1)) + crossing.words.substr(1);
  out.title = out.place + " boven " + limit + " v\u00f3\u00f3r " + local_time(crossing.before) + ": " +
              in_percent(crossing.chance);
  for (const std::string& fact : {station.expected_observation, station.observation})
    if (!fact.empty()) out.facts.push_back(fact);
  out.fact_count = static_cast<std::int64_t>(out.facts.size());
  return out;
}
}  // namespace

std::vector<Event> forecast_anew(const State& state, const std::string& id, bool foretold,
                                 const Context& context) {
  std::vector<Event> out;
  const auto station = state.stations.find(id);
  if (station == state.stations.end()) return out;
  const std::optional<Watched> with = watched(context.doctrine, station->second);
  if (!with) return out;
  const auto known = state.forecasts.find(id);
  if (known == state.forecasts.end() && state.forecasts.size() >= limits::forecast_stations_max) return out;
  if (known != state.forecasts.end()) {
    if (auto scored = score_forecasts(station->second, known->second)) out.emplace_back(std::move(*scored));
    const bool lately = context.now - known->second.newest.made < seconds(with->kind.every_s);
    if (lately && !foretold) return out;
  }
  // The same delivery foretells anew: its fact follows, and the forecast with it.
  if (!foretold && station->second.foretold_at == context.now) return out;
  std::optional<Forecast> forecast = make_forecast(state, station->second, *with, context.now);
  if (!forecast) return out;
  forecast->finding = begun(state, id);
  if (warned(*forecast, *with, thresholds_of(state.findings, context.doctrine.detection)) == nullptr)
    forecast->finding.clear();
  else if (forecast->finding.empty())
    forecast->finding = stable_id(id + "/" + format_rfc3339(forecast->made));
  out.emplace_back(ForecastMade{std::move(*forecast)});
  return out;
}

std::vector<Event> warn_of(const State& state, const Forecast& forecast, const Context& context) {
  std::vector<Event> out;
  // What this station gave before and no longer keeps up has ended.
  for (const auto& [id, one] : state.findings.kept)
    if (one.detector == detector && one.station == forecast.station && id != forecast.finding &&
        is_live(state, one.observation))
      out.emplace_back(ObservationEnded{{one.observation}, "all-clear"});
  const auto station = state.stations.find(forecast.station);
  if (forecast.finding.empty() || station == state.stations.end()) return out;
  const std::optional<Watched> with = watched(context.doctrine, station->second);
  if (!with) return out;
  const Thresholds thresholds = thresholds_of(state.findings, context.doctrine.detection);
  const Crossing* crossing = warned(forecast, *with, thresholds);
  if (crossing == nullptr) return out;
  Finding found = finding_of(station->second, *with, forecast, *crossing, thresholds.chance_of(with->kind));
  if (auto told = tell(state, context.doctrine.detection, std::move(found), context.now))
    out.push_back(std::move(*told));
  return out;
}

}  // namespace voorzien::picture
