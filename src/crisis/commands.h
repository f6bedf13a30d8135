// What people may ask of a crisis. Each is `POST /api/crisis/<command>` with these fields as JSON body.
//
// `Shown` values (was, version) are what the screen showed when the person acted: when it is no longer so,
// the act is refused as stale and nothing is overwritten.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "base/instant.h"
#include "crisis/state.h"
#include "geo/geometry.h"

namespace voorzien::crisis {

struct StartCrisis {  // POST /api/crisis/start: of signals, or of nothing but a title
  static constexpr std::string_view kind = "start-crisis";
  static constexpr bool omits_absent = true;
  std::vector<SignalId> signals;
  std::string title;      // empty: of the first signal
  std::string procedure;  // procedure id
  std::string place;
  std::optional<geo::Point> point;
  std::vector<std::string> municipalities;  // GM codes; empty: of the signals
  bool exercise = false;
  std::optional<bool> real = {};  // while the region exercises: true says that it is no part of it
};
DESCRIBE(StartCrisis, signals, title, procedure, place, point, municipalities, exercise, real)

struct LinkSignals {  // POST /api/crisis/link
  static constexpr std::string_view kind = "link-signals";
  CrisisId id;
  std::vector<SignalId> signals;
};
DESCRIBE(LinkSignals, id, signals)

struct UnlinkSignal {  // POST /api/crisis/unlink
  static constexpr std::string_view kind = "unlink-signal";
  CrisisId id;
  SignalId signal;
};
DESCRIBE(UnlinkSignal, id, signal)

struct RenameCrisis {  // POST /api/crisis/rename
  static constexpr std::string_view kind = "rename-crisis";
  CrisisId id;
  std::string title;
  std::string place;
  std::vector<std::string> municipalities;
};
DESCRIBE(RenameCrisis, id, title, place, municipalities)

struct DeclareLevel {  // POST /api/crisis/level: up or down, levels may be skipped; empty: no level any more
  static constexpr std::string_view kind = "declare-level";
  CrisisId id;
  std::string level;
  std::string was;           // the level that the screen showed; another one now: stale
  std::string criterion;     // sets t0 too (decision 16); empty: not
  std::string on_behalf_of;  // who ordered it, when the caller may not declare it
  std::string reason;        // of declaring without that (>= 10 characters), and of every lowering
  std::string actions_to;    // of lowering to none: who gets the open actions
};
DESCRIBE(DeclareLevel, id, level, was, criterion, on_behalf_of, reason, actions_to)

struct WithdrawLevel {  // POST /api/crisis/withdraw-level: before the alarm goes (5 s), else a second act
  static constexpr std::string_view kind = "withdraw-level";
  CrisisId id;
};
DESCRIBE(WithdrawLevel, id)

struct SendAlarm {  // POST /api/crisis/alarm: does not wait for the rest of the 5 s
  static constexpr std::string_view kind = "send-alarm";
  CrisisId id;
};
DESCRIBE(SendAlarm, id)

struct SetT0 {  // POST /api/crisis/t0: an explicit act with its criterion (BVR 2.2.1)
  static constexpr std::string_view kind = "set-t0";
  CrisisId id;
  std::string criterion;
  std::optional<Instant> at;  // not after now; none: now
  std::string reason;         // of changing one that stands; the former stays visible
};
DESCRIBE(SetT0, id, criterion, at, reason)

struct ChangeProcedure {  // POST /api/crisis/procedure: MCP -> SPC in one act, the same crisis (BVR;
                          // domain 1.3)
  static constexpr std::string_view kind = "change-procedure";
  CrisisId id;
  std::string procedure;
  std::string reason;
};
DESCRIBE(ChangeProcedure, id, procedure, reason)

struct TakeStep {  // POST /api/crisis/step: a step of the procedure that a person takes
  static constexpr std::string_view kind = "take-step";
  CrisisId id;
  std::string to;  // phase id
};
DESCRIBE(TakeStep, id, to)

struct AdoptPlan {  // POST /api/crisis/plan: works on under the plan that is in force now
  static constexpr std::string_view kind = "adopt-plan";
  CrisisId id;
  std::string reason;
};
DESCRIBE(AdoptPlan, id, reason)

struct ActivateTeam {  // POST /api/crisis/team: `act` is activate, begin or close
  static constexpr std::string_view kind = "activate-team";
  CrisisId id;
  std::string team;
  std::string act;
  std::optional<Instant> at;              // of begin: not after now
  std::string reason;                     // of close
  std::string handed_to;                  // of close: who takes over
  std::string actions_to;                 // of close: who gets its open actions
  std::optional<std::string> where = {};  // of activate: a second one of the kind, there
  static constexpr bool omits_absent = true;
};
DESCRIBE(ActivateTeam, id, team, act, at, reason, handed_to, actions_to, where)

struct PlanMeeting {  // POST /api/crisis/meeting: when a team meets next; no time: nothing is planned
  static constexpr std::string_view kind = "plan-meeting";
  CrisisId id;
  std::string team;
  std::optional<Instant> at;
};
DESCRIBE(PlanMeeting, id, team, at)

struct FillPosition {  // POST /api/crisis/position
  static constexpr std::string_view kind = "fill-position";
  CrisisId id;
  std::string team;
  std::string position;
  std::string state;  // coming, begun, refused, open
  std::string person;
  std::string phone;
  std::optional<Instant> eta;
  std::optional<Instant> begun;             // not after now
  std::optional<std::string> contact = {};  // of the directory, when the name was chosen from it
  static constexpr bool omits_absent = true;
};
DESCRIBE(FillPosition, id, team, position, state, person, phone, eta, begun, contact)

struct OfferHandover {  // POST /api/crisis/hand-over: the one who leaves a post signs
  static constexpr std::string_view kind = "offer-handover";
  CrisisId id;
  std::string team;
  std::string position;
  std::string to;    // name of the account that takes it over
  std::string note;  // what the next one must know
};
DESCRIBE(OfferHandover, id, team, position, to, note)

struct TakeHandover {  // POST /api/crisis/take-over: the one who comes signs; the post is theirs from now on
  static constexpr std::string_view kind = "take-handover";
  CrisisId id;
  std::string team;
  std::string position;
};
DESCRIBE(TakeHandover, id, team, position)

struct AddPosition {  // POST /api/crisis/add-position: a partner joins a team, as the task asks
  static constexpr std::string_view kind = "add-position";
  CrisisId id;
  std::string team;
  std::string name;  // "Netbeheerder"
  std::string person;
  std::string phone;
  std::vector<std::string> tasks;  // which headings it needs: of PlanHeading::shared_with
};
DESCRIBE(AddPosition, id, team, name, person, phone, tasks)

struct AskSupport {  // POST /api/crisis/support: a team asks a section, the kernteam or the ROT
  static constexpr std::string_view kind = "ask-support";
  CrisisId id;
  std::string team;
  std::string of;  // team or position id
  std::string text;
};
DESCRIBE(AskSupport, id, team, of, text)

struct AnswerCall {  // POST /api/crisis/call: what came of a call (desk.md 3: never a silent "sent")
  static constexpr std::string_view kind = "answer-call";
  CrisisId id;
  std::string call;
  std::string outcome;  // reached, voicemail, no-answer
  std::optional<Instant> eta;
  std::string note;
};
DESCRIBE(AnswerCall, id, call, outcome, eta, note)

// POST /api/crisis/alarm-link: a link by which the one who is called answers without an account. The token is
// made where the link is shown; only its hash comes here. No channel sends it: the caller passes it on.
struct MakeAlarmLink {
  static constexpr std::string_view kind = "make-alarm-link";
  CrisisId id;
  std::string call;  // whose: two may be called for one post at a time
  std::string hash;  // SHA-256 of the token, hex
};
DESCRIBE(MakeAlarmLink, id, call, hash)

struct AnswerAlarm {  // POST /api/alarm/answer: by the link, once and in time
  static constexpr std::string_view kind = "answer-alarm";
  CrisisId id;
  std::string team;
  std::string position;
  std::string hash;
  std::string state;         // coming, begun, refused
  std::int64_t minutes = 0;  // of coming: until there
};
DESCRIBE(AnswerAlarm, id, team, position, hash, state, minutes)

struct MeetTerm {  // POST /api/crisis/term: told, description sent, or by hand
  static constexpr std::string_view kind = "meet-term";
  CrisisId id;
  std::string timer;
  std::optional<Instant> at;  // not after now
  std::string note;
};
DESCRIBE(MeetTerm, id, timer, at, note)

struct WriteLine {  // POST /api/crisis/line: one heading of the situation
  static constexpr std::string_view kind = "write-line";
  CrisisId id;
  std::string heading;
  std::string text;
  std::int64_t version = 0;  // of the line that the writer saw; another one now: stale, with both values
};
DESCRIBE(WriteLine, id, heading, text, version)

struct RaiseContradiction {  // POST /api/crisis/contradict: the same quantity, two or more values
  static constexpr std::string_view kind = "raise-contradiction";
  CrisisId id;
  std::string heading;  // empty: of none
  std::string about;    // "Gewonden"
  std::vector<ContradictionValue> values;
};
DESCRIBE(RaiseContradiction, id, heading, about, values)

struct AskContradiction {  // POST /api/crisis/ask: an action to every source, to look again
  static constexpr std::string_view kind = "ask-contradiction";
  CrisisId id;
  std::string contradiction;
  std::optional<Instant> due;
};
DESCRIBE(AskContradiction, id, contradiction, due)

struct SettleContradiction {  // POST /api/crisis/settle: one of the values is so; another choice later is
                              // allowed, and leaves its trace in the journal
  static constexpr std::string_view kind = "settle-contradiction";
  CrisisId id;
  std::string contradiction;
  std::int64_t chosen = 0;  // nth value, from 1
  std::string reason;
};
DESCRIBE(SettleContradiction, id, contradiction, chosen, reason)

struct SendSituation {  // POST /api/crisis/situation: the totaalbeeld as it stands, numbered and frozen
  static constexpr std::string_view kind = "send-situation";
  CrisisId id;
  std::string note;
};
DESCRIBE(SendSituation, id, note)

struct WriteAction {  // POST /api/crisis/action: a new one, or `action` changed
  static constexpr std::string_view kind = "write-action";
  CrisisId id;
  std::string action;  // id; empty: a new one
  std::string text;
  std::string owner;  // position id or words
  std::optional<Instant> due;
  std::string state;  // open, done, dropped
  std::string note;
  std::string decision;  // that it carries out
  std::string card;  // of a new one: the line of an action card, "t0/1"; the plan says its words and owner
};
DESCRIBE(WriteAction, id, action, text, owner, due, state, note, decision, card)

struct ProposeDecision {  // POST /api/crisis/propose
  static constexpr std::string_view kind = "propose-decision";
  CrisisId id;
  std::string type;  // decision type id; empty: any
  std::string question;
  std::string advice;
  std::optional<Instant> latest;
};
DESCRIBE(ProposeDecision, id, type, question, advice, latest)

struct TakeDecision {  // POST /api/crisis/decide: rests on a version of the totaalbeeld (BVR 2.4.3)
  static constexpr std::string_view kind = "take-decision";
  CrisisId id;
  std::string decision;
  std::string choice;
  std::int64_t rests_on = 0;  // number of the totaalbeeld
  std::string reason;         // of deciding without the right to it, or on an old picture
};
DESCRIBE(TakeDecision, id, decision, choice, rests_on, reason)

struct FollowDecision {  // POST /api/crisis/follow: how it went; not or partly: back to who gave it
                         // (BVR 2.4.4)
  static constexpr std::string_view kind = "follow-decision";
  CrisisId id;
  std::string decision;
  std::string state;  // done, partly, refused
  std::string note;
};
DESCRIBE(FollowDecision, id, decision, state, note)

struct ApplyArticle39 {  // POST /api/crisis/article-39: WVR 39, its own record; no level implies it
  static constexpr std::string_view kind = "apply-article-39";
  CrisisId id;
  std::vector<std::string> municipalities;
  bool consulted = false;  // the RBT was heard; else it was urgent
  std::string reason;
  bool end = false;  // ends the application; opens the report of WVR 40
};
DESCRIBE(ApplyArticle39, id, municipalities, consulted, reason, end)

struct RecordObjection {  // POST /api/crisis/objection: of a mayor, in writing (WVR 39 lid 4)
  static constexpr std::string_view kind = "record-objection";
  CrisisId id;
  std::string municipality;
  std::string by;
  std::string text;
};
DESCRIBE(RecordObjection, id, municipality, by, text)

struct AnswerQuestions {  // POST /api/crisis/questions: what is, what if, what next
  static constexpr std::string_view kind = "answer-questions";
  CrisisId id;
  std::string what_is;
  std::string what_if;
  std::string what_next;
  std::int64_t version = 0;  // that the writer saw
};
DESCRIBE(AnswerQuestions, id, what_is, what_if, what_next, version)

struct AnswerTrait {  // POST /api/crisis/trait: of the diagnosis, what signals cannot tell
  static constexpr std::string_view kind = "answer-trait";
  CrisisId id;
  std::string trait;
  std::string answer;  // yes, no, unknown
};
DESCRIBE(AnswerTrait, id, trait, answer)

struct ReviewCrisis {  // POST /api/crisis/review: herijking; without a next date an MCP cannot be left
  static constexpr std::string_view kind = "review-crisis";
  CrisisId id;
  std::string outcome;  // stays, other-form, close
  std::string form;
  std::string text;
  std::optional<Instant> next;
};
DESCRIBE(ReviewCrisis, id, outcome, form, text, next)

struct MergeCrisis {  // POST /api/crisis/merge: `id` goes on inside `into`; both keep their history
  static constexpr std::string_view kind = "merge-crisis";
  CrisisId id;
  CrisisId into;
  std::string reason;
};
DESCRIBE(MergeCrisis, id, into, reason)

struct SplitCrisis {  // POST /api/crisis/split: the named signals become a crisis of their own
  static constexpr std::string_view kind = "split-crisis";
  CrisisId id;
  std::vector<SignalId> signals;
  std::string title;
  std::string reason;
};
DESCRIBE(SplitCrisis, id, signals, title, reason)

struct CloseCrisis {  // POST /api/crisis/close: says what happens to every open action and linked signal
  static constexpr std::string_view kind = "close-crisis";
  CrisisId id;
  std::string reason;
  std::string handed_to;   // nafase: who goes on
  std::string actions_to;  // who gets the open actions; needed when there are any
  std::string signals;     // "release" (back to the desk) or "close"; needed when signals are linked
};
DESCRIBE(CloseCrisis, id, reason, handed_to, actions_to, signals)

using Command =
    std::variant<StartCrisis, LinkSignals, UnlinkSignal, RenameCrisis, DeclareLevel, WithdrawLevel, SendAlarm,
                 SetT0, ChangeProcedure, TakeStep, AdoptPlan, ActivateTeam, PlanMeeting, FillPosition,
                 OfferHandover, TakeHandover, AddPosition, AskSupport, AnswerCall, MakeAlarmLink, AnswerAlarm,
                 MeetTerm, WriteLine, RaiseContradiction, AskContradiction, SettleContradiction,
                 SendSituation, WriteAction, ProposeDecision, TakeDecision, FollowDecision, ApplyArticle39,
                 RecordObjection, AnswerQuestions, AnswerTrait, ReviewCrisis, MergeCrisis, SplitCrisis,
                 CloseCrisis>;

}  // namespace voorzien::crisis
