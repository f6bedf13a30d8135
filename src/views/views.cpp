#include "views/views.h"

#include <algorithm>
#include <cmath>

#include "picture/forecasts/make_load.h"
#include "views/parts.h"

namespace voorzien::views {
namespace {
template <class Map>
void add_keys(const Map& map, std::string_view type, std::vector<std::pair<std::string, std::string>>& out) {
  for (const auto& [id, value] : map) out.emplace_back(type, id);
}

std::vector<desk::Attachment> attachments_on(const desk::State& desk, std::string_view type,
                                             std::string_view id) {
  std::vector<desk::Attachment> out;
  for (const desk::Attached& one : desk.attached)
    if (one.type == type && one.id == id) out.push_back(one.attachment);
  return out;
}
}  // namespace

std::optional<Entity> view(const Sight& sight, std::string_view type, std::string_view id) {
  if (type == Region::type) return view_region(sight, id);
  if (type == Theme::type) return view_theme(sight, id);
  if (type == Signal::type) return view_signal(sight, id);
  if (type == Source::type) return view_source(sight, id);
  if (type == Station::type) return view_station(sight, id);
  if (type == Fact::type) return view_fact(sight, id);
  if (type == LogLine::type) return view_log(sight, id);
  if (type == Crisis::type) return view_crisis(sight, id);
  if (type == CrisisPlan::type) return view_plan(sight, id);
  if (type == Duty::type) return view_duty(sight, id);
  if (type == DetectorFinding::type) return view_finding(sight, id);
  if (type == EarlyWarning::type) return view_early_warning(sight, id);
  if (type == Load::type) return view_load(sight, id);
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> all_keys(const Sight& sight) {
  std::vector<std::pair<std::string, std::string>> out;
  out.emplace_back(Region::type, "region");
  for (const doctrine::Theme& one : sight.doctrine.themes) out.emplace_back(Theme::type, one.id.value);
  add_keys(sight.picture.signals, Signal::type, out);
  for (const doctrine::Source& one : sight.doctrine.sources) out.emplace_back(Source::type, one.id.value);
  add_keys(sight.picture.stations, Station::type, out);
  for (const auto& [id, note] : sight.picture.notes)
    if (!note.ended_at) out.emplace_back(Fact::type, id);
  for (const desk::LogLine& one : sight.desk.log) out.emplace_back(LogLine::type, one.id.value);
  add_keys(sight.crisis.crises, Crisis::type, out);
  add_keys(sight.crisis.plans, CrisisPlan::type, out);
  const doctrine::Plan& plan = sight.doctrine.plan;
  if (!plan.empty() && !sight.crisis.plans.contains(plan.key)) out.emplace_back(CrisisPlan::type, plan.key);
  for (const doctrine::PlanFunction& one : plan.functions) out.emplace_back(Duty::type, one.id);
  for (const auto& [function, duty] : sight.network.duty)
    if (plan.function(function) == nullptr) out.emplace_back(Duty::type, function);
  add_keys(sight.picture.findings.kept, DetectorFinding::type, out);
  if (!sight.doctrine.detection.empty()) out.emplace_back(EarlyWarning::type, EarlyWarning{}.id);
  for (const doctrine::LoadKind& one : sight.doctrine.detection.loads)
    out.emplace_back(Load::type, picture::load_id(one));
  return out;
}

std::optional<Entity> view_fact(const Sight& sight, std::string_view id) {
  const auto found = sight.picture.observations.find(std::string(id));
  const auto note = sight.picture.notes.find(std::string(id));
  if (found == sight.picture.observations.end() || note == sight.picture.notes.end() || note->second.ended_at)
    return std::nullopt;
  const observations::Observation& o = found->second;
  Fact out;
  out.id = std::string(id);
  out.source = o.source.value;
  out.kind = o.kind;
  out.theme = o.theme;
  out.title = o.title;
  out.level = o.level;
  out.geometry = o.geometry;
  out.place = o.place;
  out.areas = o.areas;
  out.t_observed = o.t_observed;
  out.t_issued = o.t_issued;
  out.t_received = o.t_received;
  out.valid_from = o.valid_from;
  out.valid_to = o.valid_to;
  out.native_level = o.native_level;
  out.quality = o.quality;
  out.signal = note->second.signal;
  out.raw_sha256 = o.raw_sha256;
  out.personal = o.personal;
  if (o.kind == "hand") out.attachments = attachments_on(sight.desk, Fact::type, id);
  return out;
}

std::optional<Entity> view_log(const Sight& sight, std::string_view id) {
  // Our own ids are in order of age, and so are the lines.
  const auto line = std::ranges::lower_bound(
      sight.desk.log, id, {}, [](const desk::LogLine& one) -> std::string_view { return one.id.value; });
  if (line == sight.desk.log.end() || line->id.value != id) return std::nullopt;
  LogLine out;
  out.id = line->id.value;
  out.at = line->at;
  out.written = line->written;
  out.who = line->name;
  out.role = line->role;
  out.text = line->text;
  out.crisis = line->crisis;
  if (line->signal) out.signal = line->signal->value;
  if (line->corrects) out.corrects = line->corrects->value;
  out.moment = line->moment;
  out.attachments = line->attachments.value_or(std::vector<desk::Attachment>{});
  out.erased = line->erased;
  out.erased_by = line->erased_by;
  out.exercise = line->exercise.value_or(false);
  return out;
}

std::optional<Entity> view_region(const Sight& sight, std::string_view id) {
  if (id != "region") return std::nullopt;
  Region out;
  out.code = sight.doctrine.region_code;
  out.name = sight.doctrine.region_name;
  out.codes = sight.doctrine.region_codes;
  out.demo = sight.region.demo;
  out.film_title = sight.region.film_title;
  out.film_from = sight.region.film_from;
  out.film_to = sight.region.film_to;
  out.film_speed = sight.region.film_speed;
  out.film_ended = sight.region.film_ended;
  out.chapters = sight.region.chapters;
  out.store_fault = sight.region.store_fault;
  if (const auto& exercise = sight.desk.exercise)
    out.exercise = Exercise{exercise->title, exercise->since, exercise->by, exercise->role};
  const auto count = [&](const char* why) {
    const auto found = sight.picture.not_counted_today.find(why);
    return found == sight.picture.not_counted_today.end() ? 0 : found->second;
  };
  out.not_counted_test = count("test") + count("system") + count("draft");
  out.not_counted_exercise = count("exercise");
  out.not_counted_expired = count("expired");
  out.not_counted_late = count("late");
  out.coarse_areas = sight.region.coarse_areas;
  return out;
}
}  // namespace voorzien::views
