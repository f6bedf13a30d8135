#include <algorithm>

#include "crisis/clock/terms.h"
#include "crisis/crisis.h"
#include "crisis/limits.h"
#include "crisis/procedure/phases.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
// What an event is to the procedure: one of doctrine::step_causes, or nothing.
struct Cause {
  std::string_view operator()(const CrisisStarted&) const { return "started"; }
  std::string_view operator()(const T0Set&) const { return "t0-set"; }
  std::string_view operator()(const AlarmBegun&) const { return "alarm-begun"; }
  std::string_view operator()(const SituationSent&) const { return "description-sent"; }
  std::string_view operator()(const TeamBegun&) const { return "team-begun"; }
  std::string_view operator()(const TeamClosed&) const { return "team-closed"; }
  std::string_view operator()(const LevelDeclared& event) const {
    return event.change.level.empty() ? "level-ended" : "level-set";
  }
  std::string_view operator()(const LevelWithdrawn& event) const {
    return event.back_to.empty() ? "level-ended" : "level-set";
  }
  std::string_view operator()(const Reviewed&) const { return "reviewed"; }
  std::string_view operator()(const QuestionsAnswered&) const { return "questions-answered"; }
  template <class T>
  std::string_view operator()(const T&) const {
    return {};
  }
};

// These follow from others and are not looked at again, so that each thing follows once.
bool is_consequence(const Event& event) {
  return std::holds_alternative<TermWasMet>(event) || std::holds_alternative<TermMissed>(event) ||
         std::holds_alternative<PhaseReached>(event) || std::holds_alternative<CardAppeared>(event) ||
         std::holds_alternative<PlanAdopted>(event) || std::holds_alternative<CrisisForgotten>(event);
}

void add_terms(const doctrine::Plan& plan, const Crisis& crisis, std::vector<Event>& out) {
  for (const TermNow& term : terms_of(plan, crisis)) {
    if (!term.from || term.met != nullptr) continue;
    if (const std::optional<Instant> since = fulfilled_since(*term.timer, crisis))
      out.emplace_back(TermWasMet{crisis.id, {term.timer->id, std::max(*since, *term.from), {}, ""}});
  }
}

bool appears(const doctrine::ActionCard& card, const doctrine::Plan& plan, const Crisis& crisis) {
  const doctrine::PlanLevel* from = plan.level(card.from_level);
  const doctrine::PlanLevel* now = plan.level(crisis.level);
  if (!card.from_level.empty() && (from == nullptr || now == nullptr || now->rank < from->rank)) return false;
  if (!card.team.empty() && standing_kind(crisis, card.team) == nullptr) return false;
  if (!card.procedure.empty() && card.procedure != crisis.procedure) return false;
  if (card.t0 && t0_of(crisis) == nullptr) return false;
  return card.theme.empty() || std::ranges::any_of(crisis.signals, [&](const LinkedSignal& one) {
           return one.theme == card.theme;
         });
}

void add_cards(const doctrine::Plan& plan, const Crisis& crisis, std::vector<Event>& out) {
  for (const doctrine::ActionCard& card : plan.cards)
    if (std::ranges::find(crisis.cards, card.id) == crisis.cards.end() && appears(card, plan, crisis))
      out.emplace_back(CardAppeared{crisis.id, card.id});
}

// The alarm: the teams of the level, those that large-scale alarm calls, and who is told at once.
void add_alarm(const doctrine::Plan& plan, const Crisis& crisis, const Context& context,
               std::vector<Event>& out) {
  Crisis seen = crisis;  // with the calls made here, so that nobody is listed twice for one post
  std::size_t number = seen.calls.size() + 1;
  const auto list = [&](Event event) {
    if (const auto* call = std::get_if<CallListed>(&event)) seen.calls.push_back(call->call);
    if (seen.calls.size() <= limits::calls_max) out.push_back(std::move(event));
  };
  std::vector<std::string> teams;
  const doctrine::PlanLevel* level = plan.level(crisis.level);
  if (level != nullptr) teams = level->teams;
  if (t0_of(crisis) != nullptr)
    for (std::string& team : teams_of_t0(plan))
      if (std::ranges::find(teams, team) == teams.end()) teams.push_back(std::move(team));
  for (const std::string& id : teams) {
    const doctrine::PlanTeam* rule = plan.team(id);
    if (rule == nullptr || standing_kind(seen, id) != nullptr || seen.teams.size() >= limits::teams_max)
      continue;
    CrisisTeam team = make_team(*rule, seen, context);
    if (team.by.name.empty() && !crisis.levels.empty()) team.by = crisis.levels.back().by;
    std::vector<Event> calls = call_team(seen, team, *rule, context, number);
    seen.teams.push_back(team);
    out.emplace_back(TeamActivated{crisis.id, std::move(team)});
    for (Event& call : calls) list(std::move(call));
  }
  if (level == nullptr) return;
  for (const std::string& function : level->told) {
    const bool is_listed = std::ranges::any_of(seen.calls, [&](const Call& call) {
      return call.function == function && call.outcome != "withdrawn";
    });
    if (!is_listed) list(CallListed{crisis.id, next_call(seen, function, "", "", context, number++)});
  }
}

// A team has begun when everybody has whom the plan does not call optional.
void add_begun(const Crisis& crisis, const PositionChanged& event, std::vector<Event>& out) {
  const CrisisTeam* team = standing_team(crisis, event.team);
  if (team == nullptr || team->begun || !event.position.begun || !is_filled(*team)) return;
  Instant last = *event.position.begun;
  for (const CrisisPosition& one : team->positions)
    if (one.begun) last = std::max(last, *one.begun);
  out.emplace_back(TeamBegun{crisis.id, team->id, last});
}

void add_next_call(const Crisis& crisis, const std::string& id, const Context& context,
                   std::vector<Event>& out) {
  const auto call = std::ranges::find(crisis.calls, id, &Call::id);
  if (call == crisis.calls.end() || crisis.calls.size() >= limits::calls_max ||
      call->attempt >= static_cast<std::int64_t>(limits::attempts_max))
    return;
  const bool is_last_try = std::ranges::none_of(crisis.calls, [&](const Call& one) {
    return one.function == call->function && one.position == call->position && one.attempt > call->attempt;
  });
  if (!is_last_try) return;
  Call next = next_call(crisis, call->function, call->team, call->position, context, crisis.calls.size() + 1);
  if (!next.contact.empty()) out.emplace_back(CallListed{crisis.id, std::move(next)});
}
}  // namespace

bool lists_calls(const Event& event) {
  return std::holds_alternative<AlarmBegun>(event) || std::holds_alternative<CallOverdue>(event);
}

std::vector<Event> react(const State& state, const Event& event, const Context& context) {
  std::vector<Event> out;
  if (is_consequence(event)) return out;
  const Crisis* crisis = find(state, id_of(event).value);
  if (crisis == nullptr || crisis->closed) return out;
  const doctrine::Plan& plan = plan_of(state, *crisis);
  add_terms(plan, *crisis, out);
  const std::string_view cause = std::visit(Cause{}, event);
  if (!cause.empty())
    if (const std::optional<std::string> phase = next_phase(plan, *crisis, cause))
      out.emplace_back(PhaseReached{crisis->id, *phase, std::string(cause)});
  add_cards(plan, *crisis, out);
  if (const auto* changed = std::get_if<PositionChanged>(&event)) add_begun(*crisis, *changed, out);
  if (const auto* overdue = std::get_if<CallOverdue>(&event))
    add_next_call(*crisis, overdue->call, context, out);
  if (std::holds_alternative<AlarmBegun>(event)) add_alarm(plan, *crisis, context, out);
  // t0 alarms whatever the level; a level that waits for its delay takes it along.
  if (std::holds_alternative<T0Set>(event) && !crisis->alarm_at) {
    const bool all_stand = std::ranges::all_of(
        teams_of_t0(plan), [&](const std::string& team) { return standing_kind(*crisis, team) != nullptr; });
    if (!crisis->alarmed || !all_stand) out.emplace_back(AlarmBegun{crisis->id});
  }
  return out;
}
}  // namespace voorzien::crisis
