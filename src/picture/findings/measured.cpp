#include "picture/findings/measured.h"

#include <algorithm>
#include <cmath>

#include "detection/forecast/measurement_forecast.h"
#include "detection/measurement/measurement_model.h"
#include "observations/supersession.h"
#include "picture/findings/gate.h"
#include "picture/findings/tell.h"
#include "picture/index.h"

namespace voorzien::picture {
namespace {
constexpr Duration recent = hours(1);  // a reading that is told of late is no warning
constexpr Duration shift = hours(8);
constexpr double told_below = 0.5;  // decades under the limit from which it is told as held back
constexpr std::size_t just_before = 4;

// Stations that are judged: each may be wrong.
double judged_stations(const State& state, const doctrine::Detection& detection, Instant now) {
  double out = 0;
  for (const auto& [id, one] : state.stations)
    if (detection.measured_kind(one.kind) != nullptr && one.last && now - one.last->at <= hours(3)) ++out;
  return std::max(1.0, out);
}

// Nine of ten readings lie between.
void add_usual(std::vector<double> before, Finding& out) {
  std::ranges::sort(before);
  const auto last = static_cast<double>(before.size() - 1);
  out.low = before[static_cast<std::size_t>(std::floor(0.05 * last))];
  out.high = before[static_cast<std::size_t>(std::ceil(0.95 * last))];
}
}  // namespace

std::optional<Finding> judge_reading(const State& state, const Station& station,
                                     const doctrine::Detection& detection, double budget, Instant now) {
  const doctrine::MeasuredKind* kind = detection.measured_kind(station.kind);
  if (kind == nullptr || detection.measured_share <= 0 || !station.last) return std::nullopt;
  const auto rows = static_cast<std::int64_t>(station.measured.size());
  if (rows < kind->least_rows || now - station.last->at > recent) return std::nullopt;
  if (station.measured.back().at != station.last->at) return std::nullopt;
  detection::MeasurementState model;
  detection::MeasurementScore score;
  std::vector<Instant> times;
  std::vector<double> before;
  for (const Point& one : station.measured) {
    score = detection::step(model, one.at, one.value);
    times.push_back(one.at);
    before.push_back(one.value);
  }
  if (!score.judged || !score.alarm) return std::nullopt;
  before.pop_back();
  const double a_shift = static_cast<double>(shift.us) / static_cast<double>(detection::usual_step(times).us);
  Finding out;
  out.score = score.evidence - std::log10(a_shift * judged_stations(state, detection, now));
  out.limit = -std::log10(budget * detection.measured_share);
  if (out.score < out.limit - told_below) return std::nullopt;
  out.at = out.updated = now;
  out.detector = "measurement";
  out.theme = kind->theme.value;
  out.place = station.name;
  out.point = station.point;
  out.since = station.last->at;
  out.window_s = detection::usual_step(times).us / 1'000'000;
  out.seen = station.last->value;
  for (std::size_t k = before.size() - just_before; k < before.size(); ++k)
    out.expected += before[k] / just_before;
  add_usual(std::move(before), out);
  out.station = station.id;
  out.unit = station.unit;
  out.title = "Ongewone " + kind->what + ", " + station.name;
  if (!station.observation.empty()) out.facts.push_back(station.observation);
  out.fact_count = static_cast<std::int64_t>(out.facts.size());
  return out;
}

std::vector<Event> judged_anew(const State& state, const std::string& id, const Context& context) {
  std::vector<Event> out;
  const auto station = state.stations.find(id);
  if (station == state.stations.end()) return out;
  const doctrine::Detection& detection = context.doctrine.detection;
  std::optional<Finding> found =
      judge_reading(state, station->second, detection, budget_of(state.findings, detection), context.now);
  if (!found) return out;
  found->id = goes_on(state.findings, *found);
  if (found->id.empty())
    found->id = stable_id("measured/" + id + format_rfc3339(context.now));
  else if (!is_news(state.findings.kept.at(found->id), *found))
    return out;
  found->observation = observations::fact_id(finding_source, found->id);
  if (auto told = tell(state, detection, std::move(*found), context.now)) out.push_back(std::move(*told));
  return out;
}

}  // namespace voorzien::picture
