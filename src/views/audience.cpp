#include "views/audience.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace voorzien::views {
namespace {
using Extent = ShownAs::Extent;

ShownAs whole() { return {}; }
ShownAs nothing() { return {Extent::Nothing, {}}; }
ShownAs part(Entity entity) { return {Extent::Part, std::move(entity)}; }

// To about a kilometre: the exact point of a report may be somebody's house.
geo::Point coarse(geo::Point point) {
  return {std::round(point.lon * 100) / 100, std::round(point.lat * 100) / 100};
}

ShownAs shown(const doctrine::Audience& audience, const Fact& fact) {
  if (audience.pager_text || !fact.personal) return whole();
  Fact out = fact;
  out.title.clear();
  out.native_level.clear();
  out.raw_sha256.clear();
  out.geometry.reset();  // a page is where somebody lives
  out.place.clear();
  return part(std::move(out));
}

ShownAs shown(const doctrine::Audience& audience, const Source& source) {
  if (audience.pager_text) return whole();
  Source out = source;
  out.last_good_sha256.clear();
  out.last_bad_sha256.clear();
  out.last_remarks.clear();
  return part(std::move(out));
}

ShownAs shown(const doctrine::Audience& audience, const Signal& signal) {
  if (audience.pager_text || signal.geometry_kind == "official") return whole();
  Signal out = signal;
  if (out.point) out.point = coarse(*out.point);
  if (out.geometry_kind == "reports") out.geometry.reset();
  return part(std::move(out));
}

ShownAs shown(const doctrine::Audience& audience, const LogLine&) {
  return audience.log ? whole() : nothing();
}

ShownAs shown(const doctrine::Audience& audience, const CrisisPlan&) {
  return audience.crises ? whole() : nothing();
}

void without_numbers(Crisis& crisis) {
  crisis.leader.phone.clear();
  for (crisis::CrisisTeam& team : crisis.teams)
    for (crisis::CrisisPosition& one : team.positions) one.phone.clear();
  for (crisis::Call& one : crisis.calls) one.phone.clear();
}

// What a partner needs for its task: which crisis, how it is scaled up, and its headings. Not who was called,
// what was decided, nor what the teams still argue about.
Crisis for_partner(const doctrine::Audience& audience, const Crisis& crisis) {
  Crisis out;
  out.id = crisis.id;
  out.version = crisis.version;
  out.number = crisis.number;
  out.title = crisis.title;
  out.place = crisis.place;
  out.point = crisis.point;
  out.municipalities = crisis.municipalities;
  out.exercise = crisis.exercise;
  out.started = crisis.started;
  out.plan = crisis.plan;
  out.procedure = crisis.procedure;
  out.phase = crisis.phase;
  out.form = crisis.form;
  out.level = crisis.level;
  out.colour = crisis.colour;
  out.authority = crisis.authority;
  out.sent = crisis.sent;
  out.closed = crisis.closed;
  out.merged_into = crisis.merged_into;
  out.shared_with = crisis.shared_with;
  for (const crisis::SituationLine& line : crisis.lines) {
    const auto heading = crisis.shared_with.find(line.heading);
    if (heading != crisis.shared_with.end() && needs_heading(audience, heading->second))
      out.lines.push_back(line);
  }
  for (const auto& [heading, tasks] : crisis.shared_with)
    if (needs_heading(audience, tasks)) out.headings_shown.push_back(heading);
  return out;
}

ShownAs shown(const doctrine::Audience& audience, const Crisis& crisis) {
  if (!audience.crises) return nothing();
  if (audience.is_partner()) return part(for_partner(audience, crisis));
  if (audience.numbers) return whole();
  Crisis out = crisis;
  without_numbers(out);
  return part(std::move(out));
}

ShownAs shown(const doctrine::Audience& audience, const Duty& duty) {
  if (!audience.crises || audience.is_partner()) return nothing();
  if (audience.numbers) return whole();
  Duty out = duty;
  for (DutyContact& one : out.contacts) one.phone.clear();
  return part(std::move(out));
}

template <class T>
ShownAs shown(const doctrine::Audience&, const T&) {  // region, themes, stations: of everybody
  return whole();
}
}  // namespace

bool needs_heading(const doctrine::Audience& audience, const std::vector<std::string>& shared_with) {
  if (!audience.is_partner()) return true;
  return std::ranges::any_of(shared_with,
                             [&](const std::string& task) { return task == "all" || task == audience.task; });
}

ShownAs shown_as(const doctrine::Audience& audience, const Entity& entity) {
  return std::visit([&](const auto& one) { return shown(audience, one); }, entity);
}

std::optional<Entity> shown_to(const doctrine::Audience& audience, Entity entity) {
  ShownAs as = shown_as(audience, entity);
  if (as.extent == Extent::Whole) return entity;
  return std::move(as.part);
}
}  // namespace voorzien::views
