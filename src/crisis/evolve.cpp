#include <algorithm>

#include "base/ensure.h"
#include "crisis/clock/due.h"
#include "crisis/clock/terms.h"
#include "crisis/crisis.h"
#include "crisis/limits.h"

namespace voorzien::crisis {
namespace {
template <class T>
void keep_newest(std::vector<T>& list, std::size_t most) {
  if (list.size() > most) list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
}

// Puts a value in the place of the one of the same identity, or at the end.
template <class T, class Key>
void put(std::vector<T>& list, const T& value, Key T::*key) {
  const auto found = std::ranges::find(list, value.*key, key);
  if (found == list.end())
    list.push_back(value);
  else
    *found = value;
}

CrisisTeam* standing(Crisis& crisis, const std::string& id) {
  const auto found = std::ranges::find_if(
      crisis.teams, [&](const CrisisTeam& team) { return team.id == id && !team.closed; });
  return found == crisis.teams.end() ? nullptr : &*found;
}

By by_of(const Context& context) { return {context.name, context.role}; }

void apply(Crisis& crisis, const CrisisRenamed& event, const Context&) {
  crisis.title = event.title;
  crisis.place = event.place;
  crisis.municipalities = event.municipalities;
}

void apply(Crisis& crisis, const SignalsLinked& event, const Context&) {
  for (const LinkedSignal& one : event.signals) {
    put(crisis.signals, one, &LinkedSignal::id);
    for (const std::string& code : one.municipalities)
      if (std::ranges::find(crisis.municipalities, code) == crisis.municipalities.end() &&
          crisis.municipalities.size() < limits::municipalities_max)
        crisis.municipalities.push_back(code);
  }
}

void apply(Crisis& crisis, const SignalUnlinked& event, const Context&) {
  std::erase_if(crisis.signals, [&](const LinkedSignal& one) { return one.id == event.signal; });
}

void apply(Crisis& crisis, const LevelDeclared& event, const Context&) {
  crisis.level = event.change.level;
  crisis.alarm_at = event.alarm_at;
  crisis.levels.push_back(event.change);
  keep_newest(crisis.levels, limits::history_max);
}

void apply(Crisis& crisis, const LevelWithdrawn& event, const Context& context) {
  crisis.level = event.back_to;
  crisis.alarm_at.reset();
  if (crisis.levels.empty()) return;
  crisis.levels.back().withdrawn = context.now;
  // t0 that was set by the same act goes with it, and stays in the trace.
  if (crisis.levels.back().with_t0 && !crisis.t0.empty()) crisis.t0.back().withdrawn = context.now;
}

void apply(Crisis& crisis, const AlarmBegun&, const Context& context) {
  crisis.alarm_at.reset();
  if (!crisis.alarmed) crisis.alarmed = context.now;
}

void apply(Crisis& crisis, const T0Set& event, const Context&) {
  crisis.t0.push_back(event.t0);
  keep_newest(crisis.t0, limits::history_max);
}

void apply(Crisis& crisis, const ProcedureChanged& event, const Context& context) {
  crisis.procedure = event.change.procedure;
  crisis.procedures.push_back(event.change);
  crisis.phase = event.phase;
  crisis.phases.push_back({event.phase, context.now, "procedure"});
  crisis.review_due = false;
}

void apply(Crisis& crisis, const PhaseReached& event, const Context& context) {
  crisis.phase = event.phase;
  crisis.phases.push_back({event.phase, context.now, event.on});
  keep_newest(crisis.phases, limits::history_max);
}

void apply(Crisis& crisis, const PlanChanged& event, const Context&) { crisis.plan = event.key; }

void apply(Crisis& crisis, const TeamActivated& event, const Context&) { crisis.teams.push_back(event.team); }

void apply(Crisis& crisis, const TeamBegun& event, const Context&) {
  if (CrisisTeam* team = standing(crisis, event.team)) team->begun = event.at;
}

void apply(Crisis& crisis, const MeetingPlanned& event, const Context& context) {
  CrisisTeam* team = standing(crisis, event.team);
  if (team == nullptr) return;
  team->meeting = event.at ? std::optional(TeamMeeting{*event.at, by_of(context)}) : std::nullopt;
}

void apply(Crisis& crisis, const TeamClosed& event, const Context& context) {
  CrisisTeam* team = standing(crisis, event.team);
  if (team == nullptr) return;
  team->closed = context.now;
  team->closed_reason = event.reason;
  team->handed_to = event.handed_to;
  team->meeting.reset();
  std::erase(crisis.relief, team->id);
}

void apply(Crisis& crisis, const PositionChanged& event, const Context&) {
  // The leader is one person, whichever team shows the post.
  if (event.position.id == crisis.leader.id) crisis.leader = event.position;
  for (CrisisTeam& team : crisis.teams) {
    if (team.closed) continue;
    if (team.id == event.team ||
        (event.position.id == crisis.leader.id &&
         std::ranges::find(team.positions, event.position.id, &CrisisPosition::id) != team.positions.end()))
      put(team.positions, event.position, &CrisisPosition::id);
  }
}

void set_called(CrisisPosition& position, const Call& call) {
  if (position.id == call.position && position.state == "open") {
    position.state = "called";
    position.since = call.listed;
  }
}

void apply(Crisis& crisis, const CallListed& event, const Context&) {
  crisis.calls.push_back(event.call);
  if (event.call.contact.empty()) return;  // nobody to call: the position stays open
  set_called(crisis.leader, event.call);
  for (CrisisTeam& team : crisis.teams)
    if (!team.closed)
      for (CrisisPosition& position : team.positions) set_called(position, event.call);
}

void apply(Crisis& crisis, const CallAnswered& event, const Context& context) {
  const auto call = std::ranges::find(crisis.calls, event.call, &Call::id);
  if (call == crisis.calls.end()) return;
  call->outcome = event.outcome;
  call->answered = context.now;
  call->by = by_of(context);
  call->note = event.note;
}

void apply(Crisis& crisis, const CallOverdue& event, const Context&) {
  const auto call = std::ranges::find(crisis.calls, event.call, &Call::id);
  if (call != crisis.calls.end()) call->overdue = true;
}

void apply(Crisis& crisis, const TermWasMet& event, const Context&) {
  put(crisis.met, event.met, &TermMet::timer);
}
void apply(Crisis& crisis, const TermMissed& event, const Context&) { crisis.missed.push_back(event.timer); }

void apply(Crisis& crisis, const LineWritten& event, const Context&) {
  put(crisis.lines, event.line, &SituationLine::heading);
}

void apply(Crisis& crisis, const SituationSent& event, const Context&) {
  crisis.sent.push_back(event.version);
  if (event.version.lines.empty()) crisis.sent.back().lines = crisis.lines;
  keep_newest(crisis.sent, limits::situations_kept);
}

void apply(Crisis& crisis, const ContradictionChanged& event, const Context&) {
  put(crisis.contradictions, event.contradiction, &Contradiction::id);
}

void apply(Crisis& crisis, const ActionChanged& event, const Context&) {
  put(crisis.actions, event.action, &CrisisAction::id);
}

void apply(Crisis& crisis, const ActionClimbed& event, const Context& context) {
  const auto action = std::ranges::find(crisis.actions, event.action, &CrisisAction::id);
  if (action != crisis.actions.end()) action->climbed.push_back({event.to, context.now});
}

void apply(Crisis& crisis, const DecisionChanged& event, const Context&) {
  put(crisis.decisions, event.decision, &CrisisDecision::id);
}

void apply(Crisis& crisis, const Article39Changed& event, const Context&) {
  if (event.is_new || crisis.article_39.empty())
    crisis.article_39.push_back(event.record);
  else
    crisis.article_39.back() = event.record;
}

void apply(Crisis& crisis, const QuestionsAnswered& event, const Context&) {
  crisis.questions = event.questions;
}
void apply(Crisis& crisis, const TraitAnswered& event, const Context&) {
  put(crisis.answers, event.answer, &Answer::trait);
}

void apply(Crisis& crisis, const Reviewed& event, const Context&) {
  crisis.reviews.push_back(event.review);
  keep_newest(crisis.reviews, limits::history_max);
  if (!event.form.empty()) crisis.form = event.form;
  crisis.next_review = event.next;
  crisis.review_due = false;
}

void apply(Crisis& crisis, const ReviewDue&, const Context&) { crisis.review_due = true; }
void apply(Crisis& crisis, const ReliefDue& event, const Context&) { crisis.relief.push_back(event.team); }
void apply(Crisis& crisis, const CardAppeared& event, const Context& context) {
  crisis.cards.push_back(event.card);
  crisis.cards_since.emplace(event.card, context.now);
}

void end(Crisis& crisis, const std::string& reason, const Context& context) {
  crisis.closed = context.now;
  crisis.closed_by = by_of(context);
  crisis.closed_reason = reason;
  crisis.alarm_at.reset();
  crisis.next_review.reset();
  crisis.review_due = false;
}

void apply(Crisis& crisis, const CrisisClosed& event, const Context& context) {
  end(crisis, event.reason, context);
  crisis.handed_to = event.handed_to;
}

void apply(Crisis& crisis, const CrisisForgotten& event, const Context&) { crisis = event.crisis; }

void merge_contradictions(const Crisis& from, Crisis& into) {
  for (const Contradiction& one : from.contradictions) {
    if (one.state == "settled" || into.contradictions.size() >= limits::contradictions_max) continue;
    Contradiction moved = one;
    moved.id = "contradiction-" + std::to_string(into.contradictions.size() + 1);
    into.contradictions.push_back(std::move(moved));
  }
}

// What goes on in the other crisis: signals, open actions and open contradictions, under numbers of that one.
// The rest stays here.
void merge(Crisis& from, Crisis& into, const CrisisMerged& event, const Context& context) {
  for (const LinkedSignal& one : from.signals) put(into.signals, one, &LinkedSignal::id);
  for (const std::string& code : from.municipalities)
    if (std::ranges::find(into.municipalities, code) == into.municipalities.end())
      into.municipalities.push_back(code);
  for (CrisisAction& action : from.actions) {
    if (action.state != "open") continue;
    CrisisAction moved = action;
    const std::string count = std::to_string(into.actions.size() + 1);
    moved.id = "action-" + count;
    moved.number = "A-" + std::string(count.size() < 2 ? "0" : "") + count;
    moved.decision.clear();
    moved.card.clear();  // the other crisis has its own cards
    into.actions.push_back(std::move(moved));
    action.state = "dropped";
    action.ended = context.now;
    action.note = into.number;
  }
  merge_contradictions(from, into);
  into.merged.push_back(from.id.value);
  from.merged_into = into.id.value;
  end(from, event.reason, context);
}

// The oldest closed one, whose plan goes with it when no other runs or ran under it.
void make_room(State& state, Touched& touched) {
  if (state.crises.size() <= limits::crises_max) return;
  const auto oldest =
      std::ranges::find_if(state.crises, [](const auto& one) { return one.second.closed.has_value(); });
  if (oldest == state.crises.end()) return;  // ids are in order of age
  const std::string plan = oldest->second.plan;
  touched.add("crisis", oldest->first);
  state.crises.erase(oldest);
  if (std::ranges::any_of(state.crises, [&](const auto& one) { return one.second.plan == plan; })) return;
  state.plans.erase(plan);
  touched.add("plan", plan);
}

void apply_start(State& state, const CrisisStarted& event, Touched& touched) {
  const std::string day = event.crisis.number.substr(2, 4);  // C-MMDD-n
  state.day_count = day == state.day ? state.day_count + 1 : 1;
  state.day = day;
  state.crises.emplace(event.crisis.id.value, event.crisis);
  for (const LinkedSignal& one : event.crisis.signals) touched.add("signal", one.id.value);
  make_room(state, touched);
}
}  // namespace

const Crisis* find(const State& state, std::string_view id) {
  const auto found = state.crises.find(std::string(id));
  return found == state.crises.end() ? nullptr : &found->second;
}

const T0* t0_of(const Crisis& crisis) {
  const auto found = std::ranges::find_if(crisis.t0.rbegin(), crisis.t0.rend(),
                                          [](const T0& one) { return !one.withdrawn; });
  return found == crisis.t0.rend() ? nullptr : &*found;
}

const doctrine::Plan& plan_of(const State& state, const Crisis& crisis) {
  const auto found = state.plans.find(crisis.plan);
  ENSURE(found != state.plans.end(), "the journal holds the plan of every crisis");
  return found->second;
}

const CrisisId& id_of(const Event& event) {
  return std::visit(
      []<class T>(const T& one) -> const CrisisId& {
        static const CrisisId none;
        if constexpr (std::is_same_v<T, PlanAdopted>)
          return none;
        else if constexpr (std::is_same_v<T, CrisisStarted>)
          return one.crisis.id;
        else
          return one.id;
      },
      event);
}

namespace {
// Of the kinds that come most, those that leave alone what clock/due.cpp looks at.
template <class T>
constexpr bool moves_due = true;
template <>
constexpr bool moves_due<LineWritten> = false;
template <>
constexpr bool moves_due<SituationSent> = false;
template <>
constexpr bool moves_due<ContradictionChanged> = false;
template <>
constexpr bool moves_due<DecisionChanged> = false;
template <>
constexpr bool moves_due<PhaseReached> = false;
template <>
constexpr bool moves_due<CardAppeared> = false;
template <>
constexpr bool moves_due<SignalsLinked> = false;
template <>
constexpr bool moves_due<MeetingPlanned> = false;
// A person writes a heading that held what a signal said: its term ends (clock/terms.cpp).
bool confirms(const Crisis& crisis, const Event& event) {
  const auto* written = std::get_if<LineWritten>(&event);
  if (written == nullptr) return false;
  const auto line = std::ranges::find(crisis.lines, written->line.heading, &SituationLine::heading);
  return line != crisis.lines.end() && is_unconfirmed(*line);
}
}  // namespace

void evolve(State& state, const Event& event, const Context& context, Touched& touched) {
  ++state.next_id;
  if (const auto* adopted = std::get_if<PlanAdopted>(&event)) {
    state.plans[adopted->key] = adopted->plan;
    touched.add("plan", adopted->key);
    return;
  }
  if (const auto* started = std::get_if<CrisisStarted>(&event)) apply_start(state, *started, touched);
  const auto found = state.crises.find(id_of(event).value);
  if (found == state.crises.end()) return;  // its start was erased
  touched.add("crisis", found->first);
  Crisis& crisis = found->second;
  if (const auto* merged = std::get_if<CrisisMerged>(&event)) {
    const auto into = state.crises.find(merged->into.value);
    if (into == state.crises.end()) return;
    merge(crisis, into->second, *merged, context);
    into->second.next_due = earliest_due(plan_of(state, into->second), into->second);
    crisis.next_due.reset();
    touched.add("crisis", into->first);
    return;
  }
  if (const auto* linked = std::get_if<SignalsLinked>(&event))
    for (const LinkedSignal& one : linked->signals) touched.add("signal", one.id.value);
  if (const auto* unlinked = std::get_if<SignalUnlinked>(&event))
    touched.add("signal", unlinked->signal.value);
  if (std::holds_alternative<CrisisClosed>(event))
    for (const LinkedSignal& one : crisis.signals) touched.add("signal", one.id.value);
  const bool takes_data_up = confirms(crisis, event);
  std::visit(
      [&]<class T>(const T& one) {
        if constexpr (!std::is_same_v<T, PlanAdopted> && !std::is_same_v<T, CrisisStarted> &&
                      !std::is_same_v<T, CrisisMerged>)
          apply(crisis, one, context);
        if (moves_due<T> || takes_data_up) crisis.next_due = earliest_due(plan_of(state, crisis), crisis);
      },
      event);
}
}  // namespace voorzien::crisis
