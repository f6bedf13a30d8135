#include "crisis/team/teams.h"

#include <algorithm>

#include "crisis/decide.h"
#include "crisis/limits.h"

namespace voorzien::crisis {
namespace {
bool is_called(const Crisis& crisis, const std::string& function, const std::string& position) {
  return std::ranges::any_of(crisis.calls, [&](const Call& call) {
    return call.function == function && call.position == position && call.outcome != "withdrawn";
  });
}

const std::string& function_of(const doctrine::PlanPosition& position) {
  return position.function.empty() ? position.id : position.function;
}

// "-2" of the team "copi-2".
std::string mark_of(const CrisisTeam& team) { return team.twin ? team.id.substr(team.twin->of.size()) : ""; }

// Somebody who is to fill one post is not called for another.
bool has_other_post(const Crisis& crisis, const std::string& contact, const std::string& position) {
  return !position.empty() && std::ranges::any_of(crisis.calls, [&](const Call& call) {
    return call.contact == contact && !call.position.empty() && call.position != position &&
           (call.outcome.empty() || call.outcome == "reached");
  });
}
}  // namespace

const CrisisTeam* standing_team(const Crisis& crisis, std::string_view id) {
  const auto found = std::ranges::find_if(
      crisis.teams, [&](const CrisisTeam& team) { return team.id == id && !team.closed; });
  return found == crisis.teams.end() ? nullptr : &*found;
}

const std::string& kind_of(const CrisisTeam& team) { return team.twin ? team.twin->of : team.id; }

const CrisisTeam* standing_kind(const Crisis& crisis, std::string_view kind) {
  const auto found = std::ranges::find_if(
      crisis.teams, [&](const CrisisTeam& team) { return kind_of(team) == kind && !team.closed; });
  return found == crisis.teams.end() ? nullptr : &*found;
}

bool has_standing_team(const Crisis& crisis) {
  return std::ranges::any_of(crisis.teams, [](const CrisisTeam& team) { return !team.closed; });
}

const CrisisPosition* find_position(const CrisisTeam& team, std::string_view id) {
  const auto found = std::ranges::find(team.positions, id, &CrisisPosition::id);
  return found == team.positions.end() ? nullptr : &*found;
}

const CrisisPosition* find_position(const Crisis& crisis, std::string_view id) {
  for (const CrisisTeam& team : crisis.teams)
    if (!team.closed)
      if (const CrisisPosition* position = find_position(team, id)) return position;
  return crisis.leader.id == id ? &crisis.leader : nullptr;
}

const CrisisPosition* find_post(const Crisis& crisis, const std::string& team, const std::string& position) {
  if (team.empty()) return crisis.leader.id == position ? &crisis.leader : nullptr;
  const CrisisTeam* standing = standing_team(crisis, team);
  return standing == nullptr ? nullptr : find_position(*standing, position);
}

std::optional<ContactOfPost> contact_of(const std::string& contact) {
  return contact.empty() ? std::nullopt : std::optional(ContactOfPost{contact});
}

bool is_filled(const CrisisTeam& team) {
  return std::ranges::all_of(team.positions, [](const CrisisPosition& position) {
    return position.begun || position.optional || position.added;
  });
}

bool is_open(const CrisisAction& action) { return action.state == "open"; }

std::vector<const CrisisAction*> open_actions(const Crisis& crisis) {
  std::vector<const CrisisAction*> out;
  for (const CrisisAction& action : crisis.actions)
    if (is_open(action)) out.push_back(&action);
  return out;
}

CrisisTeam make_team(const doctrine::PlanTeam& plan, const Crisis& crisis, const Context& context) {
  CrisisTeam out;
  out.id = plan.id;
  out.name = plan.name;
  out.activated = context.now;
  out.by = {context.name, context.role};
  if (plan.convened) out.convened = context.now;
  for (const doctrine::PlanPosition& position : plan.positions) {
    if (position.id == crisis.leader.id) {
      out.positions.push_back(crisis.leader);
      continue;
    }
    CrisisPosition one;
    one.id = position.id;
    one.name = position.name;
    one.optional = position.optional;
    one.since = context.now;
    out.positions.push_back(std::move(one));
  }
  return out;
}

CrisisTeam make_twin(const doctrine::PlanTeam& plan, const Crisis& crisis, const std::string& where,
                     const Context& context) {
  CrisisTeam out = make_team(plan, crisis, context);
  const auto before = std::ranges::count(crisis.teams, plan.id, kind_of);
  const std::string number = std::to_string(before + 1);
  out.twin = Twin{plan.id, where};
  out.id += "-" + number;
  out.name += " " + number + " (" + where + ")";
  for (CrisisPosition& one : out.positions) one.id += mark_of(out);
  return out;
}

std::vector<std::string> teams_of_t0(const doctrine::Plan& plan) {
  std::vector<std::string> out;
  for (const doctrine::PlanTeam& team : plan.teams)
    if (team.at_t0) out.push_back(team.id);
  return out;
}

Call next_call(const Crisis& crisis, const std::string& function, const std::string& team,
               const std::string& position, const Context& context, std::size_t number) {
  Call out;
  out.id = "call-" + std::to_string(number);
  out.function = function;
  out.team = team;
  out.position = position;
  out.listed = context.now;
  const auto was_called = [&](const OnDuty& one) {
    return std::ranges::any_of(crisis.calls, [&](const Call& call) {
      return call.function == function && call.position == position && call.contact == one.contact;
    });
  };
  for (const Call& call : crisis.calls)
    if (call.function == function && call.position == position) ++out.attempt;
  for (const OnDuty& one : context.duty) {
    if (one.function != function || was_called(one) || has_other_post(crisis, one.contact, position))
      continue;
    out.contact = one.contact;
    out.name = one.name;
    out.phone = one.phone;
    break;
  }
  return out;
}

bool is_for(const Call& call, const std::string& team, const std::string& position) {
  return call.team == team && call.position == position;
}

std::optional<Call> next_in_line(const Crisis& crisis, const Call& call, const Context& context) {
  const bool is_last = std::ranges::none_of(crisis.calls, [&](const Call& one) {
    return is_for(one, call.team, call.position) && one.attempt > call.attempt;
  });
  if (!is_last || crisis.calls.size() >= limits::calls_max) return std::nullopt;
  Call next = next_call(crisis, call.function, call.team, call.position, context, next_call_number(crisis));
  return next.contact.empty() ? std::nullopt : std::optional(std::move(next));
}

std::vector<Event> call_team(const Crisis& crisis, const CrisisTeam& team, const doctrine::PlanTeam& plan,
                             const Context& context, std::size_t& number) {
  std::vector<Event> out;
  for (const doctrine::PlanPosition& position : plan.positions) {
    const std::string id = position.id + mark_of(team);
    const CrisisPosition* standing = find_position(team, id);
    const bool needs_call = standing == nullptr || standing->state == "open";
    if (!needs_call || is_called(crisis, function_of(position), id)) continue;
    if (position.optional && std::ranges::none_of(context.duty, [&](const OnDuty& one) {
          return one.function == function_of(position);
        }))
      continue;  // facultative and nobody on duty for it: no gap
    out.emplace_back(
        CallListed{crisis.id, next_call(crisis, function_of(position), team.id, id, context, number++)});
  }
  return out;
}
}  // namespace voorzien::crisis
