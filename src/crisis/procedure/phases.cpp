#include "crisis/procedure/phases.h"

#include <algorithm>

#include "base/ensure.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
bool leader_was_called(const doctrine::Plan& plan, const Crisis& crisis) {
  return std::ranges::any_of(crisis.calls, [&](const Call& call) {
    return call.position == plan.leader && call.outcome == "reached";
  });
}

bool leader_has_begun(const doctrine::Plan& plan, const Crisis& crisis) {
  const CrisisPosition* leader = find_position(crisis, plan.leader);
  return leader != nullptr && leader->begun.has_value();
}

bool leads_on(const doctrine::PlanStep& step, const Crisis& crisis, std::string_view cause,
              std::string_view to) {
  return step.on == cause && (to.empty() || step.to == to) &&
         std::ranges::find(step.from, crisis.phase) != step.from.end();
}

bool fits(const doctrine::PlanStep& step, const doctrine::Plan& plan, const Crisis& crisis,
          std::string_view cause, std::string_view to) {
  return leads_on(step, crisis, cause, to) && std::ranges::all_of(step.guards, [&](const std::string& guard) {
           return holds(guard, plan, crisis);
         });
}
}  // namespace

bool holds(std::string_view guard, const doctrine::Plan& plan, const Crisis& crisis) {
  if (guard == "has-t0") return t0_of(crisis) != nullptr;
  if (guard == "has-level") return !crisis.level.empty();
  if (guard == "has-no-level") return crisis.level.empty();
  if (guard == "a-team-begun")
    return std::ranges::any_of(crisis.teams,
                               [](const CrisisTeam& team) { return team.begun && !team.closed; });
  if (guard == "all-teams-closed") return !has_standing_team(crisis);
  if (guard == "leader-called") return leader_was_called(plan, crisis);
  if (guard == "leader-begun") return leader_has_begun(plan, crisis);
  if (guard == "has-review-date") return crisis.next_review.has_value();
  if (guard == "actions-owned")
    return std::ranges::none_of(crisis.actions,
                                [](const CrisisAction& one) { return is_open(one) && one.owner.empty(); });
  if (guard == "has-analysis") return crisis.questions.version > 0;
  ENSURE(false, "the loader of doctrine knows every guard");
  return false;
}

std::optional<std::string> next_phase(const doctrine::Plan& plan, const Crisis& crisis,
                                      std::string_view cause, std::string_view to) {
  const doctrine::Procedure* procedure = plan.procedure(crisis.procedure);
  if (procedure == nullptr) return std::nullopt;
  for (const doctrine::PlanStep& step : procedure->steps)
    if (fits(step, plan, crisis, cause, to)) return step.to;
  return std::nullopt;
}

std::vector<std::string> guards_not_met(const doctrine::Plan& plan, const Crisis& crisis,
                                        std::string_view to) {
  std::vector<std::string> out;
  const doctrine::Procedure* procedure = plan.procedure(crisis.procedure);
  if (procedure == nullptr) return out;
  for (const doctrine::PlanStep& step : procedure->steps) {
    if (!leads_on(step, crisis, "step", to)) continue;
    for (const std::string& guard : step.guards)
      if (!holds(guard, plan, crisis) && std::ranges::find(out, guard) == out.end()) out.push_back(guard);
  }
  return out;
}

std::vector<std::string> steps_open(const doctrine::Plan& plan, const Crisis& crisis) {
  std::vector<std::string> out;
  const doctrine::Procedure* procedure = plan.procedure(crisis.procedure);
  if (procedure == nullptr) return out;
  for (const doctrine::PlanStep& step : procedure->steps)
    if (fits(step, plan, crisis, "step", {})) out.push_back(step.to);
  return out;
}
}  // namespace voorzien::crisis
