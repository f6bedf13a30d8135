#include <algorithm>

#include "observations/level_words.h"
#include "observations/supersession.h"
#include "picture/facts/reading.h"
#include "picture/forecasts/make_forecast.h"
#include "views/parts.h"

namespace voorzien::views {

std::optional<Entity> view_source(const Sight& sight, std::string_view id) {
  const doctrine::Source* known = sight.doctrine.source(id);
  if (known == nullptr) return std::nullopt;
  Source out;
  out.id = std::string(id);
  out.name = known->name;
  out.format = known->format;
  out.theme = known->theme.value.empty() && !known->also.empty() ? known->also.front() : known->theme.value;
  out.expected_s = known->expected_s;
  out.silent_after_s = known->silent_after_s;
  out.remedy = known->remedy;
  out.personal = known->personal;
  out.state = known->silent_after_s == 0 ? "ok" : "silent";
  out.condition = "none";
  const auto found = sight.picture.sources.find(out.id);
  if (found != sight.picture.sources.end()) {
    const picture::Health& health = found->second;
    out.state = health.state;
    out.condition = health.condition;
    out.state_since = health.state_since;
    out.last_received = health.last_received;
    out.last_news = health.last_news;
    out.last_published = health.last_published;
    out.same_in_a_row = health.same_in_a_row;
    out.received = health.received;
    out.understood = health.understood;
    out.remarked = health.remarked;
    out.rejected = health.rejected;
    out.tests = health.tests;
    for (const auto& [why, count] : health.apart) out.kept_apart.push_back({why, count});
    out.unchanged = health.unchanged;
    out.failed = health.failed;
    out.last_good_sha256 = health.last_good_sha256;
    out.last_bad_sha256 = health.last_bad_sha256;
    out.last_remarks = health.last_remarks;
    out.recent = health.recent;
    if (health.previous) {
      out.previous = health.previous->what;
      out.previous_from = health.previous->from;
      out.previous_to = health.previous->to;
    }
  }
  for (const std::string& key : sight.picture.open) {
    const std::string signal = key.substr(key.find('/') + 1);
    const auto& marks = sight.picture.signals.at(signal).marks;
    if (std::ranges::any_of(
            marks, [&](const picture::Mark& one) { return one.active && one.source.value == out.id; }))
      out.leans_on_it.push_back(signal);
  }
  return out;
}

namespace {
// Difference with the value of an hour (at least half an hour, at most three) before the last.
double trend_of(const picture::Station& station) {
  if (!station.last) return 0;
  const picture::Point* best = nullptr;
  for (const picture::Point& one : station.measured) {
    const Duration age = station.last->at - one.at;
    if (age < minutes(30) || age > hours(3)) continue;
    if (best == nullptr ||
        std::abs((age - hours(1)).us) < std::abs((station.last->at - best->at - hours(1)).us))
      best = &one;
  }
  if (best == nullptr) return 0;
  const double span_hours = static_cast<double>((station.last->at - best->at).us) / 3.6e9;
  return (station.last->value - best->value) / span_hours;
}

}  // namespace

std::optional<Entity> view_station(const Sight& sight, std::string_view id) {
  const auto found = sight.picture.stations.find(std::string(id));
  if (found == sight.picture.stations.end()) return std::nullopt;
  const picture::Station& station = found->second;
  Station out;
  out.id = station.id;
  out.source = station.source;
  out.name = station.name;
  out.kind = station.kind;
  out.unit = station.unit;
  out.point = station.point;
  if (station.last) {
    out.value = station.last->value;
    out.at = station.last->at;
  }
  // Where the wind comes from is a reading of its own at the same place.
  const std::string stem = station.id.substr(0, station.id.rfind('/'));
  if (const auto wind = sight.picture.stations.find(stem + "/wind-direction");
      (station.kind == "wind" || station.kind == "gust") && wind != sight.picture.stations.end() &&
      wind->second.last)
    out.direction_deg = wind->second.last->value;
  out.trend_per_hour = trend_of(station);
  const doctrine::Source* source = sight.doctrine.source(station.source);
  const auto health = sight.picture.sources.find(station.source);
  const bool source_silent = health != sight.picture.sources.end() && health->second.state == "silent";
  const bool old = source != nullptr && source->silent_after_s > 0 && station.last &&
                   sight.now - station.last->at >= seconds(source->silent_after_s);
  out.silent = source_silent || old || !station.last;
  for (const picture::Point& one : station.measured) out.measured.push_back({one.at, one.value});
  for (const picture::Point& one : station.expected) out.expected.push_back({one.at, one.value});
  if (const doctrine::StationRule* rule = picture::station_rule(sight.doctrine, station.kind, station.name)) {
    if (!rule->name.empty()) out.name = rule->name;
    for (const doctrine::StationThreshold& one : rule->thresholds)
      out.thresholds.push_back(
          {one.value / rule->factor, observations::level_of(one.level).value_or(Level::Grey), one.words});
  }
  if (const auto ours = sight.picture.forecasts.find(station.id); ours != sight.picture.forecasts.end()) {
    const picture::Forecast& newest = ours->second.newest;
    if (!out.silent && picture::is_current(newest, sight.now)) out.forecast = newest;
    out.scores = ours->second.scores;
  }
  return out;
}
}  // namespace voorzien::views
