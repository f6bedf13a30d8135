// Teams are activated, begin and close; positions are called, filled and begun; partners join.
#include <algorithm>

#include "base/words.h"
#include "crisis/decide.h"
#include "crisis/limits.h"
#include "crisis/team/teams.h"

namespace voorzien::crisis {
namespace {
// The team and the calls that are to fill it; the calls made so far are `called`'s.
void stand_up(const doctrine::PlanTeam& plan, CrisisTeam team, Crisis& called, const Context& context,
              Decision& out) {
  std::size_t number = next_call_number(called);
  std::vector<Event> calls = call_team(called, team, plan, context, number);
  for (const Event& event : calls)
    if (const auto* call = std::get_if<CallListed>(&event)) called.calls.push_back(call->call);
  out.events.emplace_back(TeamActivated{called.id, std::move(team)});
  std::ranges::move(calls, std::back_inserter(out.events));
}

// BVR 2.1.1 c: where more than one of a kind stand, one of the plan's teams coordinates them.
void coordinate(const doctrine::Plan& plan, const std::string& kind, Crisis& called, const Context& context,
                Decision& out) {
  for (const doctrine::PlanTeam& team : plan.teams)
    if (team.coordinates == kind && standing_kind(called, team.id) == nullptr &&
        called.teams.size() + 1 < limits::teams_max)
      stand_up(team, make_team(team, called, context), called, context, out);
}

Decision activate(const Found& found, const ActivateTeam& command, const Context& context) {
  const Crisis& crisis = *found.crisis;
  const doctrine::PlanTeam* plan = found.plan->team(command.team);
  if (plan == nullptr) return refuse("unknown-team", "team", command.team);
  if (crisis.teams.size() >= limits::teams_max) return refuse("too-many", "team");
  Decision out;
  out.id = crisis.id.value;
  Crisis called = crisis;
  if (!command.where) {
    if (standing_team(crisis, command.team) != nullptr) return refuse("already-so", "team", plan->name);
    stand_up(*plan, make_team(*plan, crisis, context), called, context, out);
    return out;
  }
  if (!plan->several) return refuse("one-of-a-kind", "team", plan->name);
  if (standing_kind(crisis, plan->id) == nullptr) return refuse("no-first-team", "team", plan->name);
  if (auto refused = check_text(*command.where, "where", limits::title_max, true)) return *refused;
  stand_up(*plan, make_twin(*plan, crisis, *command.where, context), called, context, out);
  coordinate(*found.plan, plan->id, called, context, out);
  return out;
}

Decision close(const Found& found, const ActivateTeam& command) {
  const Crisis& crisis = *found.crisis;
  const CrisisTeam* team = standing_team(crisis, command.team);
  if (team == nullptr) return refuse("unknown-team", "team", command.team);
  if (auto refused = check_text(command.reason, "reason", limits::words_max, true)) return *refused;
  if (auto refused = check_text(command.handed_to, "handed_to", limits::words_max, false)) return *refused;
  std::vector<std::string> owners;
  for (const CrisisPosition& position : team->positions) owners.push_back(position.id);
  const auto of_team = [&](const CrisisAction* one) { return is_among(one->owner, owners); };
  const std::vector<const CrisisAction*> open = open_actions(crisis);
  const auto count = std::ranges::count_if(open, of_team);
  Decision out;
  out.id = crisis.id.value;
  if (count > 0 && command.actions_to.empty())
    return refuse("actions-need-owner", "actions_to", std::to_string(count));
  if (count > 0) out.events = hand_actions(crisis, owners, command.actions_to);
  out.events.emplace_back(TeamClosed{crisis.id, team->id, command.reason, command.handed_to});
  return out;
}
}  // namespace

Decision on(const State& state, const ActivateTeam& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  if (command.act == "activate") return activate(found, command, context);
  if (command.act == "close") return close(found, command);
  if (command.act != "begin") return refuse("unknown-act", "act", "activate, begin or close");
  const CrisisTeam* team = standing_team(*found.crisis, command.team);
  if (team == nullptr) return refuse("unknown-team", "team", command.team);
  if (team->begun) return refuse("already-so", "team", format_rfc3339(*team->begun));
  if (auto refused = check_past(command.at, "at", context)) return *refused;
  return {{TeamBegun{command.id, team->id, command.at.value_or(context.now)}}, command.id.value, {}};
}

Decision on(const State& state, const PlanMeeting& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const CrisisTeam* team = standing_team(*found.crisis, command.team);
  if (team == nullptr) return refuse("unknown-team", "team", command.team);
  if (command.at && *command.at <= context.now)
    return refuse("time-in-past", "at", format_rfc3339(context.now));
  if (!command.at && !team->meeting) return refuse("already-so", "team", team->name);
  return {{MeetingPlanned{command.id, team->id, command.at}}, command.id.value, {}};
}

Decision on(const State& state, const FillPosition& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const CrisisPosition* known = find_post(*found.crisis, command.team, command.position);
  if (known == nullptr) return refuse("unknown-position", "position", command.position);
  if (!is_among(command.state, {"coming", "begun", "refused", "open"}))
    return refuse("unknown-state", "state", "coming, begun, refused or open");
  for (const auto* text : {&command.person, &command.phone})
    if (auto refused = check_text(*text, "person", limits::words_max, false)) return *refused;
  if (auto refused = check_past(command.begun, "begun", context)) return *refused;
  CrisisPosition next = *known;
  if (next.handover && !next.handover->taken)
    next.handover.reset();  // written by hand: nothing is offered now
  next.state = command.state;
  next.since = context.now;
  if (!command.person.empty()) next.person = command.person;
  if (!command.phone.empty()) next.phone = command.phone;
  if (command.contact)
    next.contact = contact_of(*command.contact);
  else if (!command.person.empty() && command.person != known->person)
    next.contact.reset();  // another person, typed
  next.eta = command.state == "coming" ? (command.eta ? command.eta : next.eta) : std::nullopt;
  // "Begun" needs the name of who did; a position nobody accepted is not filled.
  if ((command.state == "begun" || command.state == "coming") && next.person.empty())
    return refuse("text-missing", "person");
  if (command.state == "begun") next.begun = command.begun.value_or(context.now);
  if (command.state == "open" || command.state == "refused") {
    next.begun.reset();
    next.person.clear();
    next.phone.clear();
    next.contact.reset();
  }
  return {{PositionChanged{command.id, command.team, std::move(next)}}, command.id.value, {}};
}

Decision on(const State& state, const AddPosition& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const CrisisTeam* team = standing_team(*found.crisis, command.team);
  if (team == nullptr) return refuse("unknown-team", "team", command.team);
  if (auto refused = check_text(command.name, "name", limits::title_max, true)) return *refused;
  for (const auto* text : {&command.person, &command.phone})
    if (auto refused = check_text(*text, "person", limits::words_max, false)) return *refused;
  if (team->positions.size() >= limits::positions_max) return refuse("too-many", "team");
  CrisisPosition added;
  const auto count =
      std::ranges::count_if(team->positions, [](const CrisisPosition& one) { return one.added; });
  added.id = "partner-" + std::to_string(count + 1);
  added.name = command.name;
  added.person = command.person;
  added.phone = command.phone;
  added.state = command.person.empty() ? "open" : "coming";
  added.since = context.now;
  added.added = true;
  added.tasks = command.tasks;
  return {{PositionChanged{command.id, command.team, std::move(added)}}, command.id.value, {}};
}

Decision on(const State& state, const AskSupport& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const CrisisTeam* standing = standing_team(*found.crisis, command.team);
  const doctrine::PlanTeam* team = standing == nullptr ? nullptr : found.plan->team(kind_of(*standing));
  if (team == nullptr) return refuse("unknown-team", "team", command.team);
  if (!is_among(command.of, team->asks)) return refuse("not-asked-by-this-team", "of", list_of(team->asks));
  if (auto refused = check_text(command.text, "text", limits::text_max, true)) return *refused;
  if (found.crisis->actions.size() >= limits::actions_max) return refuse("too-many", "id");
  return {{ActionChanged{command.id, new_action(*found.crisis, context, command.text, command.of)}},
          command.id.value,
          {}};
}

Decision on(const State& state, const AnswerCall& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  const auto call = std::ranges::find(crisis.calls, command.call, &Call::id);
  if (call == crisis.calls.end()) return refuse("no-such-call", "call", command.call);
  if (!is_among(command.outcome, {"reached", "voicemail", "no-answer"}))
    return refuse("unknown-outcome", "outcome", "reached, voicemail or no-answer");
  if (call->outcome == "reached") return refuse("already-so", "call", call->name);
  if (auto refused = check_text(command.note, "note", limits::words_max, false)) return *refused;
  Decision out;
  out.id = crisis.id.value;
  out.events.emplace_back(CallAnswered{crisis.id, call->id, command.outcome, command.note});
  const CrisisPosition* position = find_post(crisis, call->team, call->position);
  if (command.outcome == "reached" && position != nullptr && !position->begun) {
    CrisisPosition next = *position;
    next.state = "coming";
    next.person = call->name;
    next.phone = call->phone;
    next.contact = contact_of(call->contact);
    next.eta = command.eta;
    next.since = context.now;
    out.events.emplace_back(PositionChanged{crisis.id, call->team, std::move(next)});
  }
  if (command.outcome != "reached")
    if (std::optional<Call> next = next_in_line(crisis, *call, context))
      out.events.emplace_back(CallListed{crisis.id, std::move(*next)});
  return out;
}

Decision on(const State& state, const MeetTerm& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const doctrine::PlanTimer* timer = found.plan->timer(command.timer);
  if (timer == nullptr) return refuse("unknown-timer", "timer", command.timer);
  if (std::ranges::find(found.crisis->met, command.timer, &TermMet::timer) != found.crisis->met.end())
    return refuse("already-so", "timer", timer->name);
  if (timer->anchor == "t0" && t0_of(*found.crisis) == nullptr)
    return refuse("term-does-not-run", "timer", timer->name, timer->article);
  if (auto refused = check_past(command.at, "at", context)) return *refused;
  if (auto refused = check_text(command.note, "note", limits::words_max, false)) return *refused;
  return {
      {TermWasMet{command.id, {timer->id, command.at.value_or(context.now), by_of(context), command.note}}},
      command.id.value,
      {}};
}
}  // namespace voorzien::crisis
