#include "views/audience.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace voorzien::views {
namespace {
using Extent = Form::Extent;
const Form whole{};
const Form nothing{Extent::Nothing, {}};
const Form without_text{Extent::Part, "text"};
const Form without_numbers{Extent::Part, "numbers"};

// ---- whose crisis it is

// By the name in the post, or by the one under which the directory knows who was chosen from it.
bool is_person(const doctrine::Audience& audience, const Crisis& crisis,
               const crisis::CrisisPosition& position) {
  if (position.person.empty() || audience.person.empty()) return false;
  if (position.person == audience.person) return true;
  const auto known = position.contact ? crisis.known_as.find(position.contact->id) : crisis.known_as.end();
  return known != crisis.known_as.end() && known->second == audience.person;
}

bool takes_part(const doctrine::Audience& audience, const Crisis& crisis,
                const crisis::CrisisPosition& position) {
  if (position.state == "refused") return false;
  if (is_person(audience, crisis, position)) return true;
  return audience.is_partner() && position.added &&
         std::ranges::find(position.tasks, audience.task) != position.tasks.end();
}

bool takes_part(const doctrine::Audience& audience, const Crisis& crisis, const crisis::CrisisTeam& team) {
  return std::ranges::any_of(team.positions,
                             [&](const auto& position) { return takes_part(audience, crisis, position); });
}

// "copi": of the second one too, whose id is its own.
const std::string& kind_of(const crisis::CrisisTeam& team) { return team.twin ? team.twin->of : team.id; }

bool takes_part_in_a(const doctrine::Audience& audience, const Crisis& crisis, const std::string& kind) {
  return std::ranges::any_of(crisis.teams, [&](const crisis::CrisisTeam& team) {
    return !team.closed && kind_of(team) == kind && takes_part(audience, crisis, team);
  });
}

// What tells the forms of partners of one task apart.
std::string teams_of(const doctrine::Audience& audience, const Crisis& crisis) {
  std::string out;
  for (const crisis::CrisisTeam& team : crisis.teams)
    if (!team.closed && takes_part(audience, crisis, team)) out += "+" + kind_of(team);
  return out;
}

// Of the totaalbeeld what its task needs; a team's own picture where it sits at the table.
bool needs_heading(const doctrine::Audience& audience, const Crisis& crisis, const HeadingShare& share) {
  if (!share.team.empty()) return takes_part_in_a(audience, crisis, share.team);
  return std::ranges::any_of(share.tasks,
                             [&](const std::string& task) { return task == "all" || task == audience.task; });
}

// ---- which form

Form form(const doctrine::Audience& audience, const Fact& fact) {
  return audience.pager_text || !fact.personal ? whole : without_text;
}

Form form(const doctrine::Audience& audience, const Source&) {
  return audience.pager_text ? whole : without_text;
}

Form form(const doctrine::Audience& audience, const Signal& signal) {
  return audience.pager_text || signal.geometry_kind == "official" ? whole : without_text;
}

Form form(const doctrine::Audience& audience, const LogLine&) { return audience.log ? whole : nothing; }

// What detectors say is the desk's until a person has judged it.
Form form(const doctrine::Audience& audience, const DetectorFinding&) {
  return audience.log ? whole : nothing;
}
Form form(const doctrine::Audience& audience, const EarlyWarning&) { return audience.log ? whole : nothing; }
Form form(const doctrine::Audience& audience, const Load&) { return audience.log ? whole : nothing; }

Form form(const doctrine::Audience& audience, const CrisisPlan&) { return audience.crises ? whole : nothing; }

Form form(const doctrine::Audience& audience, const Crisis& crisis) {
  if (!audience.crises || !is_own(audience, crisis)) return nothing;
  if (audience.is_partner()) return {Extent::Part, audience.task + teams_of(audience, crisis)};
  return audience.numbers ? whole : without_numbers;
}

Form form(const doctrine::Audience& audience, const Duty&) {
  if (!audience.crises || audience.is_partner()) return nothing;
  return audience.numbers ? whole : without_numbers;
}

template <class T>
Form form(const doctrine::Audience&, const T&) {  // region, themes, stations: of everybody
  return whole;
}

// ---- what is left of it

// To about a kilometre: the exact point of a report may be somebody's house.
geo::Point coarse(geo::Point point) {
  return {std::round(point.lon * 100) / 100, std::round(point.lat * 100) / 100};
}

Fact part(const doctrine::Audience&, Fact fact) {
  fact.title.clear();
  fact.native_level.clear();
  fact.raw_sha256.clear();
  fact.geometry.reset();  // a page is where somebody lives
  fact.place.clear();
  return fact;
}

Source part(const doctrine::Audience&, Source source) {
  source.last_good_sha256.clear();
  source.last_bad_sha256.clear();
  source.last_remarks.clear();
  return source;
}

Signal part(const doctrine::Audience&, Signal signal) {
  if (signal.point) signal.point = coarse(*signal.point);
  if (signal.geometry_kind == "reports") signal.geometry.reset();
  return signal;
}

Duty part(const doctrine::Audience&, Duty duty) {
  for (DutyContact& one : duty.contacts) one.phone.clear();
  return duty;
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
    if (heading != crisis.shared_with.end() && needs_heading(audience, crisis, heading->second))
      out.lines.push_back(line);
  }
  for (const auto& [heading, share] : crisis.shared_with)
    if (needs_heading(audience, crisis, share)) out.headings_shown.push_back(heading);
  return out;
}

Crisis part(const doctrine::Audience& audience, Crisis crisis) {
  if (audience.is_partner()) return for_partner(audience, crisis);
  crisis.leader.phone.clear();
  for (crisis::CrisisTeam& team : crisis.teams)
    for (crisis::CrisisPosition& one : team.positions) one.phone.clear();
  for (crisis::Call& one : crisis.calls) one.phone.clear();
  return crisis;
}

template <class T>
T part(const doctrine::Audience&, T entity) {  // never taken from
  return entity;
}
}  // namespace

bool is_own(const doctrine::Audience& audience, const Crisis& crisis) {
  if (!audience.own) return true;
  const auto is_here = [&](const std::vector<std::string>& codes) {
    return !audience.area.empty() && std::ranges::find(codes, audience.area) != codes.end();
  };
  return is_here(crisis.municipalities) ||
         std::ranges::any_of(crisis.article_39,
                             [&](const auto& one) { return is_here(one.municipalities); }) ||
         takes_part(audience, crisis, crisis.leader) ||
         std::ranges::any_of(crisis.teams,
                             [&](const auto& team) { return takes_part(audience, crisis, team); });
}

Form form_of(const doctrine::Audience& audience, const Entity& entity) {
  return std::visit([&](const auto& one) { return form(audience, one); }, entity);
}

std::optional<Entity> shown_to(const doctrine::Audience& audience, Entity entity) {
  const Form as = form_of(audience, entity);
  if (as.extent == Extent::Nothing) return std::nullopt;
  if (as.extent == Extent::Whole) return entity;
  return std::visit([&]<class T>(T&& one) { return Entity{part(audience, std::forward<T>(one))}; },
                    std::move(entity));
}
}  // namespace voorzien::views
