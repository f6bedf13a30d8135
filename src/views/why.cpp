// The why of a thing: rule, value and limit, facts that counted and facts that did not, earlier verdicts.
#include <algorithm>

#include "observations/level_words.h"
#include "picture/index.h"
#include "views/parts.h"

namespace voorzien::views {
namespace {
constexpr std::size_t facts_max = 500;
constexpr std::size_t before_max = 3;

void add_rule(const Sight& sight, const std::string& id, Why& out) {
  out.rule = id;
  if (const auto* rule = sight.doctrine.rules.signal(id)) {
    out.rule_sentence = rule->sentence;
    out.rule_version = rule->version;
  } else if (const auto* station = sight.doctrine.rules.station(id)) {
    out.rule_sentence = station->sentence;
    out.rule_version = station->version;
  }
}

// Value and limit that decided the level, when a number did.
void add_numbers(const Sight& sight, const picture::Signal& signal, Why& out) {
  const picture::Face& face = signal.face;
  if (const auto* station = sight.doctrine.rules.station(signal.rule)) {
    out.value = face.quantity;
    out.unit = station->unit;
    for (const doctrine::StationThreshold& one : station->thresholds)
      if (observations::level_of(one.level) == face.level) out.limit = one.value;
    return;
  }
  const auto* rule = sight.doctrine.rules.signal(signal.rule);
  if (rule == nullptr || face.unit.empty()) return;
  out.value = face.quantity;
  out.unit = face.unit;
  for (const doctrine::LevelStep& step : rule->steps)
    if (step.unit == face.unit && step.at_least <= face.quantity &&
        observations::level_of(step.level) == face.level)
      out.limit = step.at_least;
}

// What of the raw text was used: words of the rule that stand in the fact's title.
std::vector<std::string> used_of(const Sight& sight, const std::string& rule_id,
                                 const observations::Observation& o) {
  std::vector<std::string> out;
  const auto* rule = sight.doctrine.rules.signal(rule_id);
  const auto add = [&](const std::string& words) {
    const auto at = std::search(
        o.title.begin(), o.title.end(), words.begin(), words.end(),
        [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; });
    if (words.empty() || at == o.title.end()) return;
    std::string found(at, at + static_cast<std::ptrdiff_t>(words.size()));
    if (std::ranges::find(out, found) == out.end()) out.push_back(std::move(found));
  };
  if (rule != nullptr) {
    for (const std::string& words : rule->opens) add(words);
    for (const doctrine::LevelStep& step : rule->steps)
      for (const std::string& words : step.words) add(words);
    for (const doctrine::ObjectName& object : rule->objects)
      for (const std::string& words : object.words) add(words);
  }
  if (!o.place.empty() && o.title.find(o.place) != std::string::npos) out.push_back(o.place);
  return out;
}

WhyFact fact_of(const Sight& sight, const observations::Observation& o, const std::string& rule) {
  WhyFact out;
  out.observation = o.id.value;
  out.source = o.source.value;
  out.title = o.title;
  out.t_observed = o.t_observed;
  out.t_issued = o.t_issued;
  out.t_received = o.t_received;
  out.raw_sha256 = o.raw_sha256;
  out.provenance = o.provenance;
  out.used = used_of(sight, rule, o);
  return out;
}

void add_facts(const Sight& sight, const picture::Signal& signal, Why& out) {
  for (auto mark = signal.marks.rbegin(); mark != signal.marks.rend() && out.facts.size() < facts_max;
       ++mark) {
    const auto o = sight.picture.observations.find(mark->observation.value);
    WhyFact fact;
    if (o != sight.picture.observations.end()) {
      fact = fact_of(sight, o->second, signal.rule);
    } else {  // ended long ago and forgotten
      fact.observation = mark->observation.value;
      fact.source = mark->source.value;
      fact.title = mark->text;
    }
    fact.counted = mark->active;
    if (!fact.counted) {
      const auto note = sight.picture.notes.find(mark->observation.value);
      fact.not_counted_why = note == sight.picture.notes.end() ? "expired" : note->second.ended_reason;
    }
    ++(fact.counted ? out.counted : out.not_counted);
    out.facts.push_back(std::move(fact));
  }
}

void add_not_counted(const Sight& sight, const std::string& theme, Why& out) {
  for (auto it = sight.picture.not_counted.rbegin(); it != sight.picture.not_counted.rend(); ++it) {
    if (it->theme != theme || out.facts.size() >= facts_max) continue;
    WhyFact fact;
    fact.observation = it->observation;
    fact.source = it->source;
    fact.title = it->title;
    fact.counted = false;
    fact.not_counted_why = it->why;
    fact.t_received = it->at;
    fact.raw_sha256 = it->raw_sha256;
    ++out.not_counted;
    out.facts.push_back(std::move(fact));
  }
}

void add_before(const Sight& sight, const picture::Signal& signal, Why& out) {
  const auto& verdicts = sight.picture.verdicts;
  for (auto it = verdicts.rbegin(); it != verdicts.rend() && out.before.size() < before_max; ++it)
    if (it->rule == signal.rule && it->place == signal.face.place && it->signal != signal.id.value)
      out.before.push_back({it->at, it->title, it->verdict});
}

std::optional<Why> why_signal(const Sight& sight, const std::string& id) {
  const auto found = sight.picture.signals.find(id);
  if (found == sight.picture.signals.end()) return std::nullopt;
  const picture::Signal& signal = found->second;
  Why out;
  out.level = signal.face.level;
  out.reason = signal.face.title;
  out.since = signal.since;
  out.valid_until = signal.face.valid_to;
  out.set_by = "rule " + signal.rule;
  out.set_by_kind = "rule";
  add_rule(sight, signal.rule, out);
  if (!signal.rule_version.empty()) out.rule_version = signal.rule_version;
  add_numbers(sight, signal, out);
  add_facts(sight, signal, out);
  add_not_counted(sight, signal.theme, out);
  add_before(sight, signal, out);
  return out;
}

std::optional<Why> why_theme(const Sight& sight, const std::string& id) {
  const std::optional<Entity> entity = view(sight, Theme::type, id);
  if (!entity) return std::nullopt;
  const Theme& theme = std::get<Theme>(*entity);
  Why out;
  out.level = theme.level;
  out.reason = theme.reason;
  out.since = theme.since;
  out.valid_until = theme.valid_until;
  out.set_by = theme.set_by;
  out.set_by_kind = theme.set_by_kind;
  const auto state = sight.picture.themes.find(id);
  if (state != sight.picture.themes.end() && theme.set_by_kind == "rule") {
    const picture::Colour& colour = state->second.by_rule;
    add_rule(sight, colour.rule, out);
    if (const auto signal = sight.picture.signals.find(colour.signal);
        signal != sight.picture.signals.end()) {
      add_numbers(sight, signal->second, out);
      add_before(sight, signal->second, out);
    }
  }
  picture::each_under(sight.picture.open, id, [&](const std::string& signal) {
    add_facts(sight, sight.picture.signals.at(signal), out);
  });
  std::ranges::stable_sort(out.facts, std::greater<>{}, &WhyFact::t_received);
  add_not_counted(sight, id, out);
  return out;
}

std::optional<Why> why_fact(const Sight& sight, const std::string& id) {
  const auto found = sight.picture.observations.find(id);
  if (found == sight.picture.observations.end()) return std::nullopt;
  const observations::Observation& o = found->second;
  const auto note = sight.picture.notes.find(id);
  Why out;
  out.level = o.level;
  out.reason = o.title;
  out.since = o.valid_from;
  out.valid_until = o.valid_to;
  out.set_by = o.source.value;
  out.set_by_kind = "source";
  if (o.quantity) {
    out.value = o.quantity->value;
    out.unit = o.quantity->unit;
  }
  std::string rule;
  if (note != sight.picture.notes.end())
    if (const auto signal = sight.picture.signals.find(note->second.signal);
        signal != sight.picture.signals.end())
      rule = signal->second.rule;
  add_rule(sight, rule, out);
  WhyFact fact = fact_of(sight, o, rule);
  fact.counted = note != sight.picture.notes.end() && !note->second.ended_at;
  if (!fact.counted && note != sight.picture.notes.end()) fact.not_counted_why = note->second.ended_reason;
  ++(fact.counted ? out.counted : out.not_counted);
  out.facts.push_back(std::move(fact));
  return out;
}

std::optional<Why> why_station(const Sight& sight, const std::string& id) {
  const auto found = sight.picture.stations.find(id);
  if (found == sight.picture.stations.end()) return std::nullopt;
  const picture::Station& station = found->second;
  Why out = why_fact(sight, station.observation).value_or(Why{});
  if (station.last) {
    out.value = station.last->value;
    out.since = station.last->at;
  }
  out.unit = station.unit;
  if (const std::optional<Entity> entity = view(sight, Station::type, id))
    for (const Threshold& one : std::get<Station>(*entity).thresholds)
      if (!out.limit || (out.value && *out.value >= one.value)) {  // the limit passed, else the first one
        out.limit = one.value;
        out.level = out.value && *out.value >= one.value ? std::optional(one.level) : std::nullopt;
      }
  return out;
}

std::optional<Why> why_source(const Sight& sight, const std::string& id) {
  const std::optional<Entity> entity = view(sight, Source::type, id);
  if (!entity) return std::nullopt;
  const Source& source = std::get<Source>(*entity);
  Why out;
  out.reason = source.state;
  out.since = source.state_since;
  out.set_by = "rule rhythm";
  out.set_by_kind = "rule";
  out.unit = "s";
  out.limit = static_cast<double>(source.silent_after_s);
  if (source.last_received) out.value = static_cast<double>((sight.now - *source.last_received).us) / 1e6;
  for (auto it = sight.picture.not_counted.rbegin(); it != sight.picture.not_counted.rend(); ++it) {
    if (it->source != id || out.facts.size() >= facts_max) continue;
    WhyFact fact;
    fact.observation = it->observation;
    fact.source = id;
    fact.title = it->title;
    fact.counted = false;
    fact.not_counted_why = it->why;
    fact.t_received = it->at;
    fact.raw_sha256 = it->raw_sha256;
    ++out.not_counted;
    out.facts.push_back(std::move(fact));
  }
  return out;
}
}  // namespace

std::optional<Why> why(const Sight& sight, std::string_view type, std::string_view id) {
  const std::string key(id);
  std::optional<Why> out;
  if (type == Theme::type) out = why_theme(sight, key);
  if (type == Signal::type) out = why_signal(sight, key);
  if (type == Source::type) out = why_source(sight, key);
  if (type == Station::type) out = why_station(sight, key);
  if (type == Fact::type) out = why_fact(sight, key);
  if (out) {
    out->type = type;
    out->id = key;
    for (WhyFact& fact : out->facts) {
      const doctrine::Source* source = sight.doctrine.source(fact.source);
      fact.personal = source != nullptr && source->personal;
    }
  }
  return out;
}
}  // namespace voorzien::views
