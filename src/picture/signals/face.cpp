#include <algorithm>
#include <set>

#include "picture/index.h"
#include "picture/signals/rules.h"
#include "picture/signals/words.h"

namespace voorzien::picture {
namespace {
using Marks = std::vector<const Mark*>;

struct Counted {
  double units = 0, facts = 0, sources = 0, directions = 0, quantity = 0;
  std::string unit;
  [[nodiscard]] double of(const std::string& what) const {
    if (what == "units") return units;
    if (what == "facts") return facts;
    if (what == "sources") return sources;
    if (what == "directions") return directions;
    return what == unit ? quantity : 0;
  }
};

Counted count(const doctrine::SignalRule& rule, const Marks& marks) {
  Counted out;
  std::set<std::string> units, sources, directions;
  double most_units = 0;
  const Mark* last = nullptr;
  for (const Mark* mark : marks) {
    units.insert(mark->units.begin(), mark->units.end());
    sources.insert(mark->source.value);
    if (!mark->direction.empty()) directions.insert(mark->direction);
    if (mark->unit == "units") most_units = std::max(most_units, mark->quantity);
    if (mark->unit.empty() || mark->unit == "units") continue;
    out.unit = mark->unit;
    if (rule.quantity == "sum") out.quantity += mark->quantity;
    if (rule.quantity == "max") out.quantity = std::max(out.quantity, mark->quantity);
    if (rule.quantity == "last" && (last == nullptr || mark->at >= last->at)) {
      out.quantity = mark->quantity;
      last = mark;
    }
  }
  out.units = std::max(static_cast<double>(units.size()), most_units);
  out.facts = static_cast<double>(marks.size());
  out.sources = static_cast<double>(sources.size());
  out.directions = static_cast<double>(directions.size());
  return out;
}

void level_from_counts(const doctrine::SignalRule& rule, const Counted& counted, Face& out) {
  for (const doctrine::LevelStep& step : rule.steps) {
    if (step.unit.empty() || counted.of(step.unit) < step.at_least) continue;
    out.level = std::max(out.level, observations::level_of(step.level));
    if (!step.scale.empty() && step.rank >= out.rank) {
      out.rank = step.rank;
      out.scale = step.scale;
    }
  }
}

std::string joined_places(const Marks& marks) {
  std::vector<std::string> places;
  for (const Mark* mark : marks)
    if (!mark->place.empty() && std::ranges::find(places, mark->place) == places.end())
      places.push_back(mark->place);
  if (places.empty()) return {};
  if (places.size() == 1) return places[0];
  if (places.size() == 2) return places[0] + " en " + places[1];
  return places[0] + " en " + std::to_string(places.size() - 1) + " andere plaatsen";
}

void from_marks(const Marks& marks, Face& out) {
  std::set<std::string> areas;
  bool ends = true;
  const Mark* leading = nullptr;
  for (const Mark* mark : marks) {
    areas.insert(mark->areas.begin(), mark->areas.end());
    out.level = std::max(out.level, mark->level);
    if (leading == nullptr || mark->rank > leading->rank || mark->level > leading->level) leading = mark;
    if (mark->rank > out.rank || (out.scale.empty() && !mark->scale.empty())) {
      out.rank = mark->rank;
      out.scale = mark->scale;
    }
    if (mark->official) out.shape = mark->observation.value;
    if (mark->valid_from && (!out.valid_from || *mark->valid_from < *out.valid_from))
      out.valid_from = mark->valid_from;
    if (!mark->valid_to)
      ends = false;
    else if (!out.valid_to || *mark->valid_to > *out.valid_to)
      out.valid_to = mark->valid_to;
    if (!out.point && mark->point) out.point = mark->point;
  }
  if (!ends) out.valid_to.reset();
  out.areas.assign(areas.begin(), areas.end());
  out.place = joined_places(marks);
  if (leading->point) out.point = leading->point;
  out.native_level = leading->native_level;
  if (out.native_level.empty())
    for (const Mark* mark : marks)
      if (!mark->native_level.empty()) out.native_level = mark->native_level;
}

bool share_area(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  const auto is_gm = [](const std::string& one) { return one.starts_with("GM"); };
  const bool fine = std::ranges::any_of(left, is_gm) && std::ranges::any_of(right, is_gm);
  return std::ranges::any_of(left, [&](const std::string& one) {
    return (!fine || is_gm(one)) && std::ranges::find(right, one) != right.end();
  });
}

bool overlap(const Face& left, const Face& right) {
  if (left.valid_to && right.valid_from && *left.valid_to <= *right.valid_from) return false;
  if (right.valid_to && left.valid_from && *right.valid_to <= *left.valid_from) return false;
  return share_area(left.areas, right.areas);
}

// Stacks the signal on another theme: an event under orange weather.
std::string stack(const State& state, const doctrine::SignalRule& rule, Instant now, Face& out) {
  std::string title;
  std::string with_title;
  for (const doctrine::With& with : rule.with) {
    if (out.quantity < with.at_least) continue;
    each_under(state.open, with.theme, [&](const std::string& id) {
      const Signal& other = state.signals.at(id);
      if (other.hands.state == "rejected" || !other.face.level ||
          *other.face.level < *observations::level_of(with.from_level))
        return;
      if (!overlap(out, other.face) || observations::level_of(with.level) <= out.level) return;
      out.level = observations::level_of(with.level);
      out.with = other.id.value;
      title = with.title;
      with_title = other.face.title;
      const bool ahead = other.face.valid_from && *other.face.valid_from > now;
      if (ahead) {
        out.expected = true;
        out.valid_from = std::max(out.valid_from, other.face.valid_from);
      }
    });
  }
  return title.empty()
             ? title
             : fill(title, {{"quantity", dutch_number(out.quantity)}, {"with", lowered(with_title)}});
}

std::map<std::string, std::string> values_of(const Face& face, const Marks& marks) {
  std::map<std::string, std::string> out;
  const Mark& newest = *marks.back();
  out["place"] = face.place;
  out["scale"] = face.scale;
  out["quantity"] = dutch_number(face.quantity);
  out["count"] = std::to_string(marks.size());
  out["reports"] = marks.size() == 1 ? "1 melding" : out["count"] + " meldingen";
  out["until"] = local_time(face.valid_to);
  out["from"] = local_time(face.valid_from);
  out["native"] = face.native_level;
  out["title"] = newest.title;
  for (const Mark* mark : marks) {
    if (!mark->title.empty() && (!newest.level || mark->level > newest.level)) out["title"] = mark->title;
    if (!mark->road.empty()) out["road"] = mark->road;
    if (!mark->object.empty() && !out.contains("object")) out["object"] = mark->object;
  }
  if (!out.contains("object")) out["object"] = "Melding";
  return out;
}

std::string proposal_of(const doctrine::SignalRule& rule, const Face& face,
                        const std::map<std::string, std::string>& values) {
  for (const doctrine::Draft& draft : rule.drafts) {
    const std::optional<Level> from = observations::level_of(draft.from_level);
    if (!from || (face.level && *face.level >= *from)) return fill(draft.text, values);
  }
  return {};
}

void station_words(const doctrine::StationRule& rule, const Mark& mark, Face& out) {
  const std::string value = in_unit(mark.quantity, rule.unit);
  out.quantity = mark.quantity;
  out.unit = mark.unit;
  out.title = mark.place + " " + value + " " + rule.unit;
  if (out.expected) out.title += ", verwacht " + local_time(mark.valid_from);
  for (const doctrine::StationThreshold& one : rule.thresholds)
    if (observations::level_of(one.level) == out.level) out.scale = one.words;
}
}  // namespace

std::optional<Face> face_of(const State& state, const doctrine::Doctrine& doctrine, const Signal& signal,
                            Instant now) {
  Marks current, ahead;
  for (const Mark& mark : signal.marks) {
    if (!mark.active) continue;
    (mark.valid_from && *mark.valid_from > now ? ahead : current).push_back(&mark);
  }
  if (current.empty() && ahead.empty()) return std::nullopt;
  Face out;
  out.expected = current.empty();
  const Marks& marks = out.expected ? ahead : current;
  from_marks(marks, out);
  if (const doctrine::StationRule* rule = doctrine.rules.station(signal.rule)) {
    const auto worst = std::ranges::max_element(marks, {}, [](const Mark* one) { return one->level; });
    station_words(*rule, **worst, out);
    return out;
  }
  const doctrine::SignalRule* rule = doctrine.rules.signal(signal.rule);
  if (rule == nullptr) {  // the rule has gone from doctrine: the facts speak for themselves
    out.title = signal.face.title.empty() ? marks.back()->title : signal.face.title;
    return out;
  }
  const Counted counted = count(*rule, marks);
  out.quantity = counted.quantity;
  out.unit = counted.unit;
  level_from_counts(*rule, counted, out);
  const std::string stacked = stack(state, *rule, now, out);
  const std::map<std::string, std::string> values = values_of(out, marks);
  out.title = stacked.empty() ? fill(rule->title, values) : stacked;
  out.proposal = proposal_of(*rule, out, values);
  return out;
}

std::string reason_of(const doctrine::Doctrine& doctrine, const Signal& signal) {
  const Face& face = signal.face;
  const doctrine::SignalRule* rule = doctrine.rules.signal(signal.rule);
  if (rule == nullptr || rule->reason.empty()) return face.title;
  std::map<std::string, std::string> values{{"place", face.place},
                                            {"scale", face.scale},
                                            {"quantity", dutch_number(face.quantity)},
                                            {"until", local_time(face.valid_to)},
                                            {"title", face.title}};
  for (const Mark& mark : signal.marks)
    if (!mark.road.empty()) values["road"] = mark.road;
  return fill(rule->reason, values);
}
}  // namespace voorzien::picture
