// What happened to a crisis, in the past tense. Stored in the journal: a field may be added with a default,
// never changed in meaning. They carry what the plan said and the rules decided, so that replaying them under
// another plan gives the same crisis.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "crisis/state.h"

namespace voorzien::crisis {

struct PlanAdopted {  // a crisis begins, or goes on, under a plan that the journal does not hold yet
  static constexpr std::string_view kind = "plan-adopted";
  std::string key;
  doctrine::Plan plan;
};
DESCRIBE(PlanAdopted, key, plan)

struct CrisisStarted {
  static constexpr std::string_view kind = "crisis-started";
  Crisis crisis;
};
DESCRIBE(CrisisStarted, crisis)

struct CrisisRenamed {
  static constexpr std::string_view kind = "crisis-renamed";
  CrisisId id;
  std::string title;
  std::string place;
  std::vector<std::string> municipalities;
};
DESCRIBE(CrisisRenamed, id, title, place, municipalities)

struct SignalsLinked {
  static constexpr std::string_view kind = "signals-linked";
  CrisisId id;
  std::vector<LinkedSignal> signals;
};
DESCRIBE(SignalsLinked, id, signals)

struct SignalUnlinked {
  static constexpr std::string_view kind = "signal-unlinked";
  CrisisId id;
  SignalId signal;
};
DESCRIBE(SignalUnlinked, id, signal)

struct LevelDeclared {
  static constexpr std::string_view kind = "level-declared";
  CrisisId id;
  LevelChange change;
  std::optional<Instant> alarm_at;
};
DESCRIBE(LevelDeclared, id, change, alarm_at)

struct LevelWithdrawn {  // before its alarm went
  static constexpr std::string_view kind = "level-withdrawn";
  CrisisId id;
  std::string back_to;
};
DESCRIBE(LevelWithdrawn, id, back_to)

struct AlarmBegun {
  static constexpr std::string_view kind = "alarm-begun";
  CrisisId id;
};
DESCRIBE(AlarmBegun, id)

struct T0Set {
  static constexpr std::string_view kind = "t0-set";
  CrisisId id;
  T0 t0;
};
DESCRIBE(T0Set, id, t0)

struct ProcedureChanged {
  static constexpr std::string_view kind = "procedure-changed";
  CrisisId id;
  ProcedureChange change;
  std::string phase;  // where the new procedure begins
};
DESCRIBE(ProcedureChanged, id, change, phase)

struct PhaseReached {
  static constexpr std::string_view kind = "phase-reached";
  CrisisId id;
  std::string phase;
  std::string on;
};
DESCRIBE(PhaseReached, id, phase, on)

struct PlanChanged {
  static constexpr std::string_view kind = "plan-changed";
  CrisisId id;
  std::string key;
  std::string reason;
};
DESCRIBE(PlanChanged, id, key, reason)

struct TeamActivated {
  static constexpr std::string_view kind = "team-activated";
  CrisisId id;
  CrisisTeam team;
};
DESCRIBE(TeamActivated, id, team)

struct TeamBegun {
  static constexpr std::string_view kind = "team-begun";
  CrisisId id;
  std::string team;
  Instant at;
};
DESCRIBE(TeamBegun, id, team, at)

struct MeetingPlanned {
  static constexpr std::string_view kind = "meeting-planned";
  CrisisId id;
  std::string team;
  std::optional<Instant> at;  // none: no longer
};
DESCRIBE(MeetingPlanned, id, team, at)

struct TeamClosed {
  static constexpr std::string_view kind = "team-closed";
  CrisisId id;
  std::string team;
  std::string reason;
  std::string handed_to;
};
DESCRIBE(TeamClosed, id, team, reason, handed_to)

struct PositionChanged {  // filled, begun, refused, added
  static constexpr std::string_view kind = "position-changed";
  CrisisId id;
  std::string team;
  CrisisPosition position;
};
DESCRIBE(PositionChanged, id, team, position)

struct CallListed {
  static constexpr std::string_view kind = "call-listed";
  CrisisId id;
  Call call;
};
DESCRIBE(CallListed, id, call)

struct CallAnswered {
  static constexpr std::string_view kind = "call-answered";
  CrisisId id;
  std::string call;
  std::string outcome;
  std::string note;
};
DESCRIBE(CallAnswered, id, call, outcome, note)

struct CallOverdue {
  static constexpr std::string_view kind = "call-overdue";
  CrisisId id;
  std::string call;
};
DESCRIBE(CallOverdue, id, call)

struct TermWasMet {
  static constexpr std::string_view kind = "term-met";
  CrisisId id;
  TermMet met;
};
DESCRIBE(TermWasMet, id, met)

struct TermMissed {
  static constexpr std::string_view kind = "term-missed";
  CrisisId id;
  std::string timer;
};
DESCRIBE(TermMissed, id, timer)

struct LineWritten {
  static constexpr std::string_view kind = "situation-line-written";
  CrisisId id;
  SituationLine line;
};
DESCRIBE(LineWritten, id, line)

struct ContradictionChanged {  // raised, asked after, settled
  static constexpr std::string_view kind = "contradiction-changed";
  CrisisId id;
  Contradiction contradiction;
};
DESCRIBE(ContradictionChanged, id, contradiction)

// What was sent are the lines as they stand at this event: each is in the journal once, where it was written,
// so that what is forgotten there is forgotten here. An event with lines is of before that; they hold.
struct SituationSent {
  static constexpr std::string_view kind = "situation-sent";
  CrisisId id;
  SituationVersion version;
};
DESCRIBE(SituationSent, id, version)

struct ActionChanged {
  static constexpr std::string_view kind = "action-changed";
  CrisisId id;
  CrisisAction action;
};
DESCRIBE(ActionChanged, id, action)

struct ActionClimbed {
  static constexpr std::string_view kind = "action-climbed";
  CrisisId id;
  std::string action;
  std::string to;
};
DESCRIBE(ActionClimbed, id, action, to)

struct DecisionChanged {
  static constexpr std::string_view kind = "decision-changed";
  CrisisId id;
  CrisisDecision decision;
};
DESCRIBE(DecisionChanged, id, decision)

struct Article39Changed {  // applied, objected to, ended: the last record is this one
  static constexpr std::string_view kind = "article-39-changed";
  CrisisId id;
  Article39 record;
  bool is_new = false;
};
DESCRIBE(Article39Changed, id, record, is_new)

struct QuestionsAnswered {
  static constexpr std::string_view kind = "questions-answered";
  CrisisId id;
  Questions questions;
};
DESCRIBE(QuestionsAnswered, id, questions)

struct TraitAnswered {
  static constexpr std::string_view kind = "trait-answered";
  CrisisId id;
  Answer answer;
};
DESCRIBE(TraitAnswered, id, answer)

struct Reviewed {
  static constexpr std::string_view kind = "crisis-reviewed";
  CrisisId id;
  Review review;
  std::string form;
  std::optional<Instant> next;
};
DESCRIBE(Reviewed, id, review, form, next)

struct ReviewDue {
  static constexpr std::string_view kind = "review-due";
  CrisisId id;
};
DESCRIBE(ReviewDue, id)

struct ReliefDue {
  static constexpr std::string_view kind = "relief-due";
  CrisisId id;
  std::string team;
};
DESCRIBE(ReliefDue, id, team)

struct CardAppeared {
  static constexpr std::string_view kind = "card-appeared";
  CrisisId id;
  std::string card;
};
DESCRIBE(CardAppeared, id, card)

struct CrisisMerged {
  static constexpr std::string_view kind = "crisis-merged";
  CrisisId id;
  CrisisId into;
  std::string reason;
};
DESCRIBE(CrisisMerged, id, into, reason)

struct CrisisClosed {
  static constexpr std::string_view kind = "crisis-closed";
  CrisisId id;
  std::string reason;
  std::string handed_to;
  bool close_signals = false;  // else they go back to the desk
};
DESCRIBE(CrisisClosed, id, reason, handed_to, close_signals)

struct CrisisForgotten {  // what people wrote about a person is gone: the crisis as it stands after that
  static constexpr std::string_view kind = "crisis-forgotten";
  CrisisId id;
  Crisis crisis;
};
DESCRIBE(CrisisForgotten, id, crisis)

using Event = std::variant<PlanAdopted, CrisisStarted, CrisisRenamed, SignalsLinked, SignalUnlinked,
                           LevelDeclared, LevelWithdrawn, AlarmBegun, T0Set, ProcedureChanged, PhaseReached,
                           PlanChanged, TeamActivated, TeamBegun, MeetingPlanned, TeamClosed, PositionChanged,
                           CallListed, CallAnswered, CallOverdue, TermWasMet, TermMissed, LineWritten,
                           ContradictionChanged, SituationSent, ActionChanged, ActionClimbed, DecisionChanged,
                           Article39Changed, QuestionsAnswered, TraitAnswered, Reviewed, ReviewDue, ReliefDue,
                           CardAppeared, CrisisMerged, CrisisClosed, CrisisForgotten>;

}  // namespace voorzien::crisis
