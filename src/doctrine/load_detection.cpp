#include <algorithm>

#include "doctrine/load.h"

namespace voorzien::doctrine {
namespace {
constexpr std::size_t most_places = 400;  // the Netherlands have about 340 municipalities
constexpr std::size_t most_loads = 6;     // each is a chart that a person reads

// What is counted must also be able to become a signal, or a warning would be shown nowhere.
bool has_rule(const Doctrine& doctrine, const std::string& theme) {
  constexpr const char* kind = "finding";  // of the observation that a finding enters the picture as
  return std::ranges::any_of(doctrine.rules.signals, [&](const SignalRule& rule) {
    return std::ranges::find(rule.kinds, kind) != rule.kinds.end() &&
           (rule.theme.value.empty() || rule.theme.value == theme);
  });
}

Count read_count(Reader reader, const Doctrine& doctrine, std::vector<Fault>& faults) {
  Count out;
  reader.read("source", out.source.value, true);
  if (!out.source.value.empty() && doctrine.source(out.source.value) == nullptr)
    reader.fault("source", "source '" + out.source.value + "' does not exist");
  reader.read("kinds", out.kinds, true);
  reader.read("what", out.what, true);
  for (const toml::table* one : reader.tables("theme")) {
    Reader inner(*one, reader.file(), faults);
    CountedTheme theme;
    inner.read("id", theme.theme.value, true);
    if (!theme.theme.value.empty() && doctrine.theme(theme.theme.value) == nullptr)
      inner.fault("id", "theme '" + theme.theme.value + "' does not exist");
    else if (!has_rule(doctrine, theme.theme.value))
      inner.fault("id",
                  "no [[rule]] of theme '" + theme.theme.value + "' takes observations of kind 'finding'");
    inner.read("what", theme.what);
    inner.done();
    out.themes.push_back(std::move(theme));
  }
  if (out.themes.empty()) reader.fault("theme", "a count needs at least one [[count.theme]]");
  reader.done();
  return out;
}

CountedPlace read_place(Reader reader) {
  CountedPlace out;
  reader.read("area", out.area, true);
  reader.read("name", out.name, true);
  reader.read("region", out.region, true);
  reader.read("neighbours", out.neighbours);
  reader.read("lon", out.lon);
  reader.read("lat", out.lat);
  reader.done();
  return out;
}

ForecastDoubt read_doubt(Reader reader) {
  ForecastDoubt out;
  reader.read("ahead_h", out.ahead_h);
  reader.read("error", out.error);
  if (!(out.ahead_h > 0)) reader.fault("ahead_h", "'ahead_h' is hours ahead: above 0");
  if (!(out.error > 0))
    reader.fault("error", "'error' is a root mean square in the unit of the limits: above 0");
  reader.done();
  return out;
}

ForecastKind read_forecast(Reader reader, const Doctrine& doctrine, std::vector<Fault>& faults) {
  ForecastKind out;
  reader.read("kind", out.kind, true);
  reader.read("every_s", out.every_s, 600, 86'400);
  reader.read("horizon_h", out.horizon_h, 1, 96);
  reader.read("warn_chance", out.warn_chance);
  if (!(out.warn_chance >= 0.05 && out.warn_chance <= 0.99))
    reader.fault("warn_chance", "'warn_chance' is a chance: 0.05 to 0.99");
  reader.read("lasting", out.lasting);
  if (!(out.lasting >= 0 && out.lasting <= 1))
    reader.fault("lasting", "'lasting' is a share an hour: 0 to 1");
  reader.read("least_rows", out.least_rows, 31, 600);
  for (const toml::table* one : reader.tables("doubt")) {
    out.doubts.push_back(read_doubt({*one, reader.file(), faults}));
    if (out.doubts.size() > 1 && out.doubts[out.doubts.size() - 2].ahead_h >= out.doubts.back().ahead_h)
      reader.fault("doubt", "[[forecast.doubt]] stand by rising 'ahead_h'");
  }
  if (out.doubts.empty()) reader.fault("doubt", "a forecast needs at least one [[forecast.doubt]]");
  bool has_limits = false;
  for (const StationRule& rule : doctrine.rules.stations) {
    if (rule.kind != out.kind) continue;
    has_limits = true;
    if (!has_rule(doctrine, rule.theme.value))
      reader.fault("kind",
                   "no [[rule]] of theme '" + rule.theme.value + "' takes observations of kind 'finding'");
  }
  if (!has_limits) reader.fault("kind", "no [[station]] has limits for kind '" + out.kind + "'");
  reader.done();
  return out;
}

MeasuredKind read_measured(Reader reader, const Doctrine& doctrine) {
  MeasuredKind out;
  reader.read("kind", out.kind, true);
  reader.read("theme", out.theme.value, true);
  reader.read("what", out.what, true);
  reader.read("least_rows", out.least_rows, 36, 600);
  if (!out.theme.value.empty() && doctrine.theme(out.theme.value) == nullptr)
    reader.fault("theme", "theme '" + out.theme.value + "' does not exist");
  else if (!has_rule(doctrine, out.theme.value))
    reader.fault("theme",
                 "no [[rule]] of theme '" + out.theme.value + "' takes observations of kind 'finding'");
  reader.done();
  return out;
}

AnnouncedKind read_announced(Reader reader, const Detection& detection) {
  AnnouncedKind out;
  std::vector<std::string> themes;
  reader.read("id", out.id, true);
  reader.read("kinds", out.kinds, true);
  reader.read_word("from_level", out.from_level, {"", "green", "yellow", "orange", "red"});
  reader.read("unit", out.unit);
  reader.read("at_least", out.at_least);
  reader.read("themes", themes, true);
  reader.read("factor", out.factor);
  if (!(out.factor >= 0.1 && out.factor <= 20))
    reader.fault("factor", "'factor' is what counts change by: 0.1 to 20");
  reader.read("goes_on_hours", out.goes_on_hours);
  if (!(out.goes_on_hours >= 0 && out.goes_on_hours <= 24))
    reader.fault("goes_on_hours", "'goes_on_hours' is how long counts stay different after its end: 0 to 24");
  for (const std::string& theme : themes) {
    const bool counted = std::ranges::any_of(detection.counts, [&](const Count& count) {
      return std::ranges::any_of(count.themes,
                                 [&](const CountedTheme& one) { return one.theme.value == theme; });
    });
    if (!counted) reader.fault("themes", "theme '" + theme + "' is not counted");
    out.themes.push_back({theme});
  }
  reader.done();
  return out;
}

LoadKind read_load(Reader reader, const Detection& detection) {
  LoadKind out;
  reader.read("source", out.source.value, true);
  reader.read("theme", out.theme.value, true);
  reader.read("name", out.name, true);
  reader.read("name_en", out.name_en, true);
  reader.read("regions", out.regions, true);
  reader.read("horizon_h", out.horizon_h, 1, 48);
  const Count* count = detection.count(out.source.value);
  if (!out.source.value.empty() && count == nullptr)
    reader.fault("source", "source '" + out.source.value + "' is not counted");
  else if (count != nullptr && !out.theme.value.empty() &&
           std::ranges::find(count->themes, out.theme, &CountedTheme::theme) == count->themes.end())
    reader.fault("theme",
                 "theme '" + out.theme.value + "' is not counted of source '" + out.source.value + "'");
  if (out.regions.empty()) reader.fault("regions", "'regions' names at least one region of the places");
  for (const std::string& region : out.regions)
    if (std::ranges::find(detection.places, region, &CountedPlace::region) == detection.places.end())
      reader.fault("regions", "no [[place]] lies in region '" + region + "'");
  reader.done();
  return out;
}

bool is_neighbour_of(const CountedPlace& place, const std::string& area) {
  return std::ranges::find(place.neighbours, area) != place.neighbours.end();
}

// Neighbours are each other's, or a deviation would be near from one side only.
void check_neighbours(const CountedPlace& place, const Detection& detection, Reader reader) {
  for (const std::string& area : place.neighbours) {
    const CountedPlace* other = detection.place(area);
    if (other == nullptr)
      reader.fault("neighbours", "place '" + area + "' does not exist");
    else if (!is_neighbour_of(*other, place.area))
      reader.fault("neighbours", "'" + area + "' does not name '" + place.area + "' as its neighbour");
  }
}
}  // namespace

const Count* Detection::count(std::string_view source) const {
  const auto found = std::ranges::find(counts, source,
                                       [](const Count& one) -> std::string_view { return one.source.value; });
  return found == counts.end() ? nullptr : &*found;
}

const CountedPlace* Detection::place(std::string_view area) const {
  const auto found =
      std::ranges::find(places, area, [](const CountedPlace& one) -> std::string_view { return one.area; });
  return found == places.end() ? nullptr : &*found;
}

const MeasuredKind* Detection::measured_kind(std::string_view kind) const {
  const auto found =
      std::ranges::find(measured, kind, [](const MeasuredKind& one) -> std::string_view { return one.kind; });
  return found == measured.end() ? nullptr : &*found;
}

const ForecastKind* Detection::forecast(std::string_view kind) const {
  const auto found = std::ranges::find(forecasts, kind,
                                       [](const ForecastKind& one) -> std::string_view { return one.kind; });
  return found == forecasts.end() ? nullptr : &*found;
}

const Detector* Detection::detector(std::string_view id) const {
  const auto found =
      std::ranges::find(detectors, id, [](const Detector& one) -> std::string_view { return one.id; });
  return found == detectors.end() ? nullptr : &*found;
}

void load_detection(const toml::table& root, const std::string& file, Doctrine& out,
                    std::vector<Fault>& faults) {
  Reader reader(root, file, faults);
  Detection& to = out.detection;
  reader.read("budget", to.budget);
  if (!(to.budget >= 0.1 && to.budget <= 20))
    reader.fault("budget", "'budget' is false warnings a shift: 0.1 to 20");
  reader.read("warmup_weeks", to.warmup_weeks, 4, 26);
  reader.read("advice_after", to.advice_after, 2, 10);
  reader.read("advice_hits_back", to.advice_hits_back, 1, 10);
  reader.read("cluster_share", to.cluster_share);
  if (!(to.cluster_share >= 0 && to.cluster_share <= 0.9))
    reader.fault("cluster_share", "'cluster_share' is a share of the budget: 0 to 0.9");
  reader.read("cluster_days", to.cluster_days, 1, 28);
  for (const toml::table* one : reader.tables("detector")) {
    Reader inner(*one, file, faults);
    Detector detector;
    inner.read_word("id", detector.id,
                    {"count-place", "count-area", "count-cluster", "level-forecast", "measurement"});
    inner.read("name", detector.name, true);
    inner.done();
    to.detectors.push_back(std::move(detector));
  }
  for (const toml::table* one : reader.tables("count")) {
    Count count = read_count({*one, file, faults}, out, faults);
    if (to.count(count.source.value) != nullptr)
      Reader(*one, file, faults).fault("source", "source '" + count.source.value + "' is counted twice");
    to.counts.push_back(std::move(count));
  }
  reader.read("measured_share", to.measured_share);
  if (!(to.measured_share >= 0 && to.cluster_share + to.measured_share <= 0.9))
    reader.fault("measured_share",
                 "'cluster_share' and 'measured_share' are shares of the budget: 0 to 0.9 together");
  for (const toml::table* one : reader.tables("measured")) {
    to.measured.push_back(read_measured({*one, file, faults}, out));
    if (to.measured_kind(to.measured.back().kind) != &to.measured.back())
      Reader(*one, file, faults).fault("kind", "kind '" + to.measured.back().kind + "' is named twice");
  }
  for (const toml::table* one : reader.tables("forecast"))
    to.forecasts.push_back(read_forecast({*one, file, faults}, out, faults));
  for (const toml::table* one : reader.tables("announced"))
    to.announced.push_back(read_announced({*one, file, faults}, to));
  const std::vector<const toml::table*> tables = reader.tables("place");
  if (tables.size() > most_places)
    reader.fault("place", "at most " + std::to_string(most_places) + " places");
  for (const toml::table* one : tables) {
    CountedPlace place = read_place({*one, file, faults});
    if (to.place(place.area) != nullptr)
      Reader(*one, file, faults).fault("area", "place '" + place.area + "' is named twice");
    to.places.push_back(std::move(place));
  }
  for (std::size_t k = 0; k < to.places.size(); ++k)
    check_neighbours(to.places[k], to, {*tables[k], file, faults});
  const std::vector<const toml::table*> loads = reader.tables("load");
  if (loads.size() > most_loads)
    reader.fault("load", "at most " + std::to_string(most_loads) + " loads are foretold");
  for (const toml::table* one : loads) {
    LoadKind load = read_load({*one, file, faults}, to);
    if (std::ranges::any_of(to.loads, [&](const LoadKind& known) {
          return known.source == load.source && known.theme == load.theme;
        }))
      Reader(*one, file, faults).fault("theme", "theme '" + load.theme.value + "' is foretold twice");
    to.loads.push_back(std::move(load));
  }
  if (!to.counts.empty() && to.places.empty()) reader.fault("place", "counting needs at least one [[place]]");
  reader.done();
}
}  // namespace voorzien::doctrine
