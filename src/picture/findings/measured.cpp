#include "picture/findings/measured.h"

#include <algorithm>
#include <cmath>

#include "detection/forecast/measurement_forecast.h"
#include "detection/measurement/measurement_model.h"
#include "observations/supersession.h"
#include "picture/findings/tell.h"
#include "picture/index.h"

namespace voorzien::picture {
namespace {
constexpr Duration recent = hours(1);  // a reading that is told of late is no warning
constexpr Duration shift = hours(8);
constexpr double told_below = 0.5;  // decades under the limit from which it is told as held back
constexpr std::size_t just_before = 4;

const doctrine::MeasuredKind* kind_of(const Station& station, const doctrine::Detection& detection,
                                      const Thresholds& thresholds) {
  const doctrine::MeasuredKind* kind = detection.measured_kind(station.kind);
  const bool watched =
      kind != nullptr && thresholds.measured_share > 0 && thresholds.watches(kind->theme.value);
  return watched ? kind : nullptr;
}

// Stations that are judged: each may be wrong.
double judged_stations(const State& state, const doctrine::Detection& detection, const Thresholds& thresholds,
                       Instant now) {
  double out = 0;
  for (const auto& [id, one] : state.stations)
    if (kind_of(one, detection, thresholds) != nullptr && one.last && now - one.last->at <= hours(3)) ++out;
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

std::vector<JudgedReading> judge_readings(const State& state, const Station& station,
                                          const doctrine::Detection& detection, const Thresholds& thresholds,
                                          Instant now) {
  std::vector<JudgedReading> out;
  const doctrine::MeasuredKind* kind = kind_of(station, detection, thresholds);
  if (kind == nullptr) return out;
  const double stations = judged_stations(state, detection, thresholds, now);
  detection::MeasurementState model;
  std::vector<Instant> times;
  for (const Point& one : station.measured) {
    const detection::MeasurementScore score = detection::step(model, one.at, one.value);
    times.push_back(one.at);
    if (!score.judged || !score.alarm || static_cast<std::int64_t>(times.size()) < kind->least_rows) continue;
    const double a_shift =
        static_cast<double>(shift.us) / static_cast<double>(detection::usual_step(times).us);
    out.push_back({one, score.evidence - std::log10(a_shift * stations)});
  }
  return out;
}

std::optional<Finding> judge_reading(const State& state, const Station& station,
                                     const doctrine::Detection& detection, const Thresholds& thresholds,
                                     Instant now) {
  const doctrine::MeasuredKind* kind = kind_of(station, detection, thresholds);
  if (kind == nullptr || !station.last) return std::nullopt;
  if (static_cast<std::int64_t>(station.measured.size()) < kind->least_rows) return std::nullopt;
  if (now - station.last->at > recent || station.measured.back().at != station.last->at) return std::nullopt;
  const std::vector<JudgedReading> judged = judge_readings(state, station, detection, thresholds, now);
  if (judged.empty() || judged.back().reading.at != station.last->at) return std::nullopt;
  std::vector<Instant> times;
  std::vector<double> before;
  for (const Point& one : station.measured) {
    times.push_back(one.at);
    before.push_back(one.value);
  }
  before.pop_back();
  Finding out;
  out.score = judged.back().score;
  out.limit = -std::log10(thresholds.of_readings());
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
      judge_reading(state, station->second, detection, thresholds_of(state.findings, detection), context.now);
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
