#include "crisis/clock/due.h"

#include <algorithm>

#include "crisis/clock/terms.h"
#include "crisis/crisis.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
bool has(const std::vector<std::string>& list, const std::string& one) {
  return std::ranges::find(list, one) != list.end();
}

// Calls each(moment, make) for everything that time will still do by itself; make() gives its event. After
// every act the earliest is looked for, and only that moment counts then.
template <class Each>
void each_due(const doctrine::Plan& plan, const Crisis& crisis, Each each) {
  if (crisis.closed) return;
  if (crisis.alarm_at) each(*crisis.alarm_at, [&] { return Event{AlarmBegun{crisis.id}}; });
  for (const TermNow& term : terms_of(plan, crisis))
    if (term.due && term.met == nullptr && !has(crisis.missed, term.timer->id))
      each(*term.due, [&] { return Event{TermMissed{crisis.id, term.timer->id}}; });
  for (const Call& call : crisis.calls)
    if (call.outcome.empty() && !call.overdue && !call.contact.empty())
      each(call.listed + seconds(plan.call_again_s), [&] { return Event{CallOverdue{crisis.id, call.id}}; });
  for (const CrisisAction& action : crisis.actions)
    if (is_open(action) && action.due && action.climbed.size() < plan.overdue.size()) {
      const doctrine::OverdueStep& step = plan.overdue[action.climbed.size()];
      each(*action.due + seconds(step.after_s), [&] {
        return Event{ActionClimbed{crisis.id, action.id, step.to}};
      });
    }
  if (crisis.next_review && !crisis.review_due)
    each(*crisis.next_review, [&] { return Event{ReviewDue{crisis.id}}; });
  for (const CrisisTeam& team : crisis.teams) {
    const doctrine::PlanTeam* rule = plan.team(kind_of(team));
    if (team.begun && !team.closed && rule != nullptr && rule->relief_after_s > 0 &&
        !has(crisis.relief, team.id))
      each(*team.begun + seconds(rule->relief_after_s), [&] { return Event{ReliefDue{crisis.id, team.id}}; });
  }
}
}  // namespace

std::optional<Instant> earliest_due(const doctrine::Plan& plan, const Crisis& crisis) {
  std::optional<Instant> out;
  each_due(plan, crisis, [&](Instant at, const auto&) { out = out ? std::min(*out, at) : at; });
  return out;
}

std::vector<Event> due_of(const doctrine::Plan& plan, const Crisis& crisis, Instant now) {
  std::vector<Event> out;
  each_due(plan, crisis, [&](Instant at, const auto& make) {
    if (at <= now) out.push_back(make());
  });
  return out;
}

std::vector<Event> due(const State& state, Instant now) {
  std::vector<Event> out;
  for (const auto& [id, crisis] : state.crises) {
    if (!crisis.next_due || *crisis.next_due > now) continue;
    std::vector<Event> more = due_of(plan_of(state, crisis), crisis, now);
    std::ranges::move(more, std::back_inserter(out));
  }
  return out;
}

std::optional<Instant> next_due(const State& state) {
  std::optional<Instant> out;
  for (const auto& [id, crisis] : state.crises)
    if (crisis.next_due) out = out ? std::min(*out, *crisis.next_due) : *crisis.next_due;
  return out;
}
}  // namespace voorzien::crisis
