#include <algorithm>

#include "picture/facts/felt.h"
#include "picture/facts/reading.h"
#include "picture/findings/finding.h"
#include "picture/limits.h"
#include "picture/signals/rules.h"
#include "picture/signals/words.h"

namespace voorzien::picture {
namespace {
constexpr std::int64_t station_window_s = 30LL * 86'400;

std::string text_of(const Observation& o) {
  std::string out = lowered(o.title);
  out += " | ";
  out += lowered(o.native_level);
  if (o.kind == "page") return out;
  for (const observations::Text& one : o.texts) {
    out += " | ";
    out += lowered(cut(one.headline, 500));
    out += " | ";
    out += lowered(cut(one.description, 1'000));
  }
  out += " | ";
  out += lowered(o.place);
  return out;
}

// A house number must never reach a signal: of personal sources only town names are taken over.
std::string place_of(const Observation& o) {
  const bool has_digit = std::ranges::any_of(o.place, [](char c) { return c >= '0' && c <= '9'; });
  return o.personal && has_digit ? std::string{} : cut(o.place, 120);
}

std::string municipality_of(const Observation& o) {
  const auto found =
      std::ranges::find_if(o.areas, [](const std::string& one) { return one.starts_with("GM"); });
  return found == o.areas.end() ? std::string{} : *found;
}

std::string reference_of(const Observation& o) {
  if (!o.references.empty()) return o.references.front();
  return o.native_id.substr(0, o.native_id.find('+'));
}

std::vector<std::string> groups_of(const doctrine::SignalRule& rule, const Observation& o, const Mark& mark) {
  const std::string gm = municipality_of(o);
  const std::string town = mark.place.empty() ? gm : lowered(mark.place);
  const auto key = [&](const std::string& what, const std::string& value) {
    return std::vector<std::string>{rule.id + "/" + what + ":" + value};
  };
  if (rule.group == "place" && !town.empty()) return key("place", town);
  if (rule.group == "municipality" && !(gm + town).empty()) return key("gm", gm.empty() ? town : gm);
  if (rule.group == "reference") return key("set", o.source.value + ":" + reference_of(o));
  if (rule.group == "theme") return key("theme", "all");
  if (rule.group == "road" && !mark.road.empty())
    return key("road", mark.road + ":" + (gm.empty() ? town : gm));
  return key("fact", o.source.value + ":" + o.native_id);
}

// Rules speak of a quake outside the region as of another kind.
std::string kind_for_rules(const doctrine::Doctrine& doctrine, const Observation& o) {
  return o.kind == "quake" && !touches_region(o, doctrine) ? "quake-outside" : o.kind;
}

bool fits(const doctrine::SignalRule& rule, const Observation& o, const std::string& text) {
  // An entry by hand carries the theme that a person chose, a finding that of what was counted: rules of
  // other themes leave them alone.
  const bool has_theme = o.kind == "hand" || o.kind == finding_kind;
  if (has_theme && !rule.theme.value.empty() && rule.theme.value != o.theme) return false;
  if (o.kind == "hand" && !rule.steps.empty()) {
    const bool counts = o.quantity && std::ranges::any_of(rule.steps, [&](const doctrine::LevelStep& step) {
                          return step.unit == o.quantity->unit;
                        });
    if (!counts) return false;
  }
  if (!rule.words.empty() && !has_any(text, rule.words)) return false;
  return !has_any(text, rule.unless);
}

void read_steps(const doctrine::SignalRule& rule, const std::string& text, Mark& mark) {
  for (const doctrine::LevelStep& step : rule.steps) {
    if (step.words.empty() || !step.unit.empty()) continue;
    if (!has_any(text, step.words) || has_any(text, step.unless)) continue;
    if (const std::optional<Level> level = observations::level_of(step.level))
      mark.level = std::max(mark.level, level);
    if (step.rank >= mark.rank && !step.scale.empty()) {
      mark.rank = step.rank;
      mark.scale = step.scale;
    }
  }
}

Mark common_mark(const Observation& o, bool late) {
  Mark out;
  out.observation = o.id;
  out.source = o.source;
  out.kind = o.kind;
  out.at = o.t_observed ? *o.t_observed : o.t_issued ? *o.t_issued : o.t_received.value_or(Instant{});
  out.native_level = o.personal ? std::string{} : cut(o.native_level, 120);
  out.place = place_of(o);
  out.areas = o.areas;
  if (o.geometry) out.point = geo::middle_of(*o.geometry);
  out.valid_from = o.valid_from;
  out.valid_to = o.valid_to;
  out.official = o.quality == "official" && o.geometry && !std::holds_alternative<geo::Point>(*o.geometry);
  out.late = late;
  if (!o.personal) out.title = cut(o.title, 200);
  if (o.quantity) {
    out.quantity = o.quantity->value;
    // Networks name a dozen scales; rules speak of the magnitude.
    out.unit = o.kind == "quake" ? "magnitude" : o.quantity->unit;
  }
  return out;
}

std::optional<Read> read_by(const doctrine::SignalRule& rule, const Observation& o, const std::string& text,
                            bool late) {
  Read out;
  Mark& mark = out.mark;
  mark = common_mark(o, late);
  mark.rule = rule.id;
  if (rule.take_level && o.level && *o.level > Level::Green) mark.level = o.level;
  if (o.kind == "hand" && o.level) mark.level = o.level;
  mark.road = road_in(text);
  mark.direction = direction_in(text);
  if (o.kind == "page") {
    mark.units = units_in(o.title);
    if (mark.units.size() > limits::units_max) mark.units.resize(limits::units_max);
  }
  read_steps(rule, text, mark);
  for (const doctrine::ObjectName& one : rule.objects)
    if (mark.object.empty() && has_any(text, one.words)) mark.object = one.text;
  if (o.personal) mark.native_level = mark.scale;
  mark.groups = groups_of(rule, o, mark);
  mark.text = o.personal ? fill("{object} {scale}, {place}",
                                {{"object", mark.object}, {"scale", mark.scale}, {"place", mark.place}})
                         : mark.title;
  out.theme = rule.theme.value.empty() ? o.theme : rule.theme.value;
  out.rule_version = rule.version;
  out.window_s = rule.window_s;
  out.opens = rule.opens.empty() || has_any(text, rule.opens);
  if (const std::optional<Level> from = observations::level_of(rule.opens_from))
    out.opens = out.opens && mark.level && *mark.level >= *from;
  return out;
}

std::optional<Level> level_at(const doctrine::StationRule& rule, double value) {
  std::optional<Level> out;
  for (const doctrine::StationThreshold& one : rule.thresholds)
    if (value * rule.factor >= one.value) out = std::max(out, observations::level_of(one.level));
  return out;
}

std::optional<Read> read_station(const State& state, const doctrine::Doctrine& doctrine, const Observation& o,
                                 const ReadingOf& reading, bool late) {
  const doctrine::StationRule* rule = station_rule(doctrine, o.kind, o.place);
  if (rule == nullptr) return std::nullopt;
  Read out;
  out.mark = common_mark(o, late);
  Mark& mark = out.mark;
  mark.rule = rule->id;
  mark.unit = reading.unit;
  mark.quantity = reading.value;
  mark.at = reading.at;
  mark.place = rule->name.empty() ? o.place : rule->name;
  mark.groups = {rule->id + "/station:" + reading.station};
  mark.valid_from = std::nullopt;
  mark.valid_to = std::nullopt;
  if (reading.expected) {  // from the moment that the forecast crosses a limit
    const auto station = state.stations.find(reading.station);
    if (station == state.stations.end()) return std::nullopt;
    for (const Point& one : station->second.expected)
      if (const std::optional<Level> level = level_at(*rule, one.value); level > mark.level) {
        mark.level = level;
        mark.valid_from = one.at;
        mark.quantity = one.value;
      }
  } else {
    mark.level = level_at(*rule, reading.value);
  }
  mark.active = mark.level.has_value();
  out.theme = rule->theme.value;
  out.rule_version = rule->version;
  out.window_s = station_window_s;
  out.opens = mark.active;
  return out;
}
}  // namespace

std::optional<Read> read_fact(const State& state, const doctrine::Doctrine& doctrine, const Observation& o,
                              bool late) {
  if (const std::optional<ReadingOf> reading = reading_of(o))
    return read_station(state, doctrine, o, *reading, late);
  const std::string kind = kind_for_rules(doctrine, o);
  const std::optional<double> felt = felt_magnitude(o, doctrine);
  if (kind != o.kind && !felt) return std::nullopt;  // far away: a fact, and no signal of ours
  std::string text;
  for (const doctrine::SignalRule& rule : doctrine.rules.signals) {
    if (std::ranges::find(rule.kinds, kind) == rule.kinds.end()) continue;
    if (text.empty()) text = text_of(o);
    if (!fits(rule, o, text)) continue;
    std::optional<Read> out = read_by(rule, o, text, late);
    if (felt) out->mark.quantity = *felt;
    return out;
  }
  return std::nullopt;
}

ByRule level_by_rule(const doctrine::Doctrine& doctrine, const std::string& theme, double quantity,
                     const std::string& unit) {
  ByRule out;
  for (const doctrine::SignalRule& rule : doctrine.rules.signals) {
    if (rule.theme.value != theme) continue;
    for (const doctrine::LevelStep& step : rule.steps)
      if (step.unit == unit && quantity >= step.at_least && step.words.empty()) {
        out.rule = rule.id;
        if (const std::optional<Level> level = observations::level_of(step.level))
          out.level = std::max(out.level, level);
      }
    if (!out.rule.empty()) break;
  }
  return out;
}
}  // namespace voorzien::picture
