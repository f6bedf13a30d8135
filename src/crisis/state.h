// What the region knows of its crises: values only. Times are region time. Kept whole until the retention of
// the journal: a closed crisis leaves the lists, never the state's history of the journal.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "base/instant.h"
#include "doctrine/plan.h"
#include "geo/geometry.h"

namespace voorzien::crisis {

struct By {  // a person, with the function that they had at that moment
  std::string name;
  std::string role;
};
DESCRIBE(By, name, role)

struct LinkedSignal {  // as it stood when it was linked: the run-up
  SignalId id;
  std::string number;
  std::string title;
  std::string theme;
  std::string level;  // "red"; empty: none
  std::string place;
  std::string scale;
  std::string so_what;
  bool expected = false;
  std::vector<std::string> municipalities;  // GM codes
  Instant since;
  Instant linked;
};
DESCRIBE(LinkedSignal, id, number, title, theme, level, place, scale, so_what, expected, municipalities,
         since, linked)

struct T0 {
  Instant at;
  std::string criterion;
  Instant set;  // when it was entered
  By by;
  std::string reason;                     // of a change
  std::optional<Instant> withdrawn = {};  // with the level that it was declared with
};
DESCRIBE(T0, at, criterion, set, by, reason, withdrawn)

struct LevelChange {
  std::string level;  // empty: none any more
  Instant at;
  By by;
  std::string on_behalf_of;
  std::string reason;
  std::string rule;     // which line of which plan allowed or refused it
  bool allowed = true;  // false: declared all the same, with a reason
  std::optional<Instant> withdrawn;
  bool with_t0 = false;  // the same act set t0
};
DESCRIBE(LevelChange, level, at, by, on_behalf_of, reason, rule, allowed, withdrawn, with_t0)

struct ProcedureChange {
  std::string procedure;
  Instant at;
  By by;
  std::string reason;
};
DESCRIBE(ProcedureChange, procedure, at, by, reason)

struct PhaseChange {
  std::string phase;
  Instant at;
  std::string on;  // what made it
};
DESCRIBE(PhaseChange, phase, at, on)

struct Handover {  // of a post: it changes hands when both have signed
  std::string from;
  std::string to;
  std::string note;  // what the next one must know
  Instant offered;
  By by;  // who signed for giving it
  std::optional<Instant> taken;
  By taken_by;
  static constexpr bool left_out_when_absent = true;
};
DESCRIBE(Handover, from, to, note, offered, by, taken, taken_by)

struct AlarmLink {   // answers one post without an account: once, and until a moment
  std::string hash;  // SHA-256 of its token, hex
  std::string name;  // who was called; empty: not known
  Instant made;
  By by;
  Instant until;
  std::optional<Instant> used = {};
  static constexpr bool left_out_when_absent = true;
  static constexpr bool omits_absent = true;
};
DESCRIBE(AlarmLink, hash, name, made, by, until, used)

// Of the directory: who sits there is known by it, whatever the name that was typed.
struct ContactOfPost {
  std::string id;
  static constexpr bool left_out_when_absent = true;
};
DESCRIBE(ContactOfPost, id)

struct CrisisPosition {
  std::string id;
  std::string name;
  std::string state = "open";  // open, called, coming, begun, refused
  std::string person;
  std::string phone;
  std::optional<Instant> eta;
  std::optional<Instant> begun;
  std::optional<Instant> since;  // of the state
  bool added = false;            // a partner that joined
  bool optional = false;
  std::vector<std::string> tasks;         // of a partner: which headings it needs
  std::optional<Handover> handover = {};  // offered, or the last one
  std::optional<AlarmLink> link = {};     // the newest
  std::optional<ContactOfPost> contact = {};
};
DESCRIBE(CrisisPosition, id, name, state, person, phone, eta, begun, since, added, optional, tasks, handover,
         link, contact)

struct Twin {         // of a second team of one kind
  std::string of;     // team id of the plan
  std::string where;  // "Rhenen": what tells it from the first
  static constexpr bool left_out_when_absent = true;
};
DESCRIBE(Twin, of, where)

struct TeamMeeting {  // when a team meets next: its picture, judgement, decision
  Instant at;
  By by;  // who planned it
  static constexpr bool left_out_when_absent = true;
};
DESCRIBE(TeamMeeting, at, by)

struct CrisisTeam {
  std::string id;
  std::string name;
  Instant activated;
  By by;
  std::optional<Instant> convened;
  std::optional<Instant> begun;
  std::optional<Instant> closed;
  std::string closed_reason;
  std::string handed_to;
  std::vector<CrisisPosition> positions;
  std::optional<Twin> twin = {};  // then its id is its own: "copi-2"
  std::optional<TeamMeeting> meeting = {};
};
DESCRIBE(CrisisTeam, id, name, activated, by, convened, begun, closed, closed_reason, handed_to, positions,
         twin, meeting)

struct Call {  // one line of the call list, in order
  std::string id;
  std::string function;
  std::string team;      // empty: told only
  std::string position;  // that it is to fill; empty: told only
  std::string contact;   // of the directory; empty: nobody is on duty
  std::string name;
  std::string phone;
  Instant listed;
  std::string outcome;  // empty: not yet; reached, voicemail, no-answer, withdrawn
  std::optional<Instant> answered;
  By by;
  std::string note;
  std::int64_t attempt = 1;  // nth in line for this position
  bool overdue = false;      // nobody said what came of it: the next in line is shown
};
DESCRIBE(Call, id, function, team, position, contact, name, phone, listed, outcome, answered, by, note,
         attempt)

struct TermMet {
  std::string timer;
  Instant at;
  By by;  // empty name: by itself
  std::string note;
};
DESCRIBE(TermMet, timer, at, by, note)

struct SituationLine {
  std::string heading;
  std::string text;
  Instant at;
  By by;
  std::int64_t version = 1;
  std::string signal;  // number of the signal it was taken from, not yet confirmed by a person
};
DESCRIBE(SituationLine, heading, text, at, by, version, signal)

struct ContradictionValue {   // one of two or more that cannot all be so
  std::string text;           // "7"
  std::string source;         // who says it: a position, a service, a name
  std::optional<Instant> at;  // of the fact; none: not known
};
DESCRIBE(ContradictionValue, text, source, at)

struct Contradiction {  // the same quantity, told differently: somebody settles it
  std::string id;
  std::string heading;  // of the plan; empty: of none
  std::string about;    // the quantity: "Gewonden"
  std::vector<ContradictionValue> values;
  Instant raised;
  By by;
  std::string state = "open";  // open, asked, settled
  std::optional<Instant> asked;
  std::int64_t chosen = 0;  // nth of the values, from 1; 0: none yet
  std::string reason;
  std::optional<Instant> settled;
  By settled_by;
};
DESCRIBE(Contradiction, id, heading, about, values, raised, by, state, asked, chosen, reason, settled,
         settled_by)

struct SituationVersion {  // totaalbeeld as it was sent: frozen
  std::int64_t number = 1;
  Instant at;
  By by;
  std::string note;
  std::vector<SituationLine> lines;
};
DESCRIBE(SituationVersion, number, at, by, note, lines)

struct Climbed {
  std::string to;
  Instant at;
};
DESCRIBE(Climbed, to, at)

struct CrisisAction {
  std::string id;
  std::string number;
  std::string text;
  std::string owner;
  std::optional<Instant> due;
  Instant created;
  By by;
  std::string state = "open";  // open, done, dropped
  std::optional<Instant> ended;
  std::string note;
  std::string decision;
  std::string card;  // line of an action card that it is: "t0/1"
  std::vector<Climbed> climbed;
};
DESCRIBE(CrisisAction, id, number, text, owner, due, created, by, state, ended, note, decision, card, climbed)

struct FollowUp {
  Instant at;
  By by;
  std::string state;  // done, partly, refused
  std::string note;
};
DESCRIBE(FollowUp, at, by, state, note)

struct CrisisDecision {
  std::string id;
  std::string number;  // B-04
  std::string type;
  std::string question;
  std::string advice;
  std::string state = "proposed";  // proposed, decided, done, partly, refused
  Instant proposed;
  By by;
  std::optional<Instant> latest;
  std::string choice;
  std::optional<Instant> decided;
  By decided_by;
  std::int64_t rests_on = 0;  // number of the totaalbeeld
  bool allowed = true;
  std::string reason;
  std::vector<FollowUp> follow_ups;
};
DESCRIBE(CrisisDecision, id, number, type, question, advice, state, proposed, by, latest, choice, decided,
         decided_by, rests_on, allowed, reason, follow_ups)

struct Objection {
  std::string municipality;
  std::string by;
  std::string text;
  Instant at;
};
DESCRIBE(Objection, municipality, by, text, at)

struct Article39 {
  Instant at;
  By by;
  std::vector<std::string> municipalities;
  bool consulted = false;  // else urgent, not consulted
  std::string reason;
  std::vector<Objection> objections;
  std::optional<Instant> ended;
};
DESCRIBE(Article39, at, by, municipalities, consulted, reason, objections, ended)

struct Questions {  // what is, what if, what next
  std::string what_is;
  std::string what_if;
  std::string what_next;
  Instant at;
  By by;
  std::int64_t version = 0;  // 0: nobody has answered
};
DESCRIBE(Questions, what_is, what_if, what_next, at, by, version)

struct Review {
  Instant at;
  By by;
  std::string outcome;
  std::string text;
};
DESCRIBE(Review, at, by, outcome, text)

struct Answer {  // to a trait of the diagnosis
  std::string trait;
  std::string answer;  // yes, no, unknown
  By by;
  Instant at;
};
DESCRIBE(Answer, trait, answer, by, at)

struct Crisis {
  CrisisId id;
  std::string number;  // C-1127-1
  std::string title;
  std::string place;
  std::optional<geo::Point> point;
  std::vector<std::string> municipalities;
  bool exercise = false;
  Instant started;
  By started_by;
  std::string plan;  // key of the plan that it runs under
  std::string procedure;
  std::string phase;
  std::string form;                 // of a tailored procedure
  std::string level;                // in force; empty: none
  std::optional<Instant> alarm_at;  // a declared level's alarm goes then
  std::optional<Instant> alarmed;   // the first alarm went
  std::vector<LinkedSignal> signals;
  std::vector<T0> t0;  // newest last; the last one that was not withdrawn counts
  std::vector<LevelChange> levels;
  std::vector<ProcedureChange> procedures;
  std::vector<PhaseChange> phases;
  CrisisPosition leader;  // the operational leader, in position from the start; a team takes the post over
  std::vector<CrisisTeam> teams;
  std::vector<Call> calls;
  std::vector<TermMet> met;
  std::vector<std::string> missed;  // timers whose time passed unmet; for good
  std::vector<SituationLine> lines;
  std::vector<Contradiction> contradictions;
  std::vector<SituationVersion> sent;  // newest last, at most limits::situations_kept
  std::vector<CrisisAction> actions;
  std::vector<CrisisDecision> decisions;
  std::vector<Article39> article_39;
  Questions questions;
  std::vector<Answer> answers;
  std::vector<Review> reviews;
  std::optional<Instant> next_review;
  bool review_due = false;
  std::vector<std::string> cards;              // action cards that have appeared
  std::map<std::string, Instant> cards_since;  // when each of them did
  std::vector<std::string> relief;             // teams whose relief is due
  std::optional<Instant> closed;
  By closed_by;
  std::string closed_reason;
  std::string handed_to;
  std::string merged_into;
  std::vector<std::string> merged;  // crises that go on in this one
  std::optional<Instant> next_due;  // of what time will do to it (clock/due.h)
};
DESCRIBE(Crisis, id, number, title, place, point, municipalities, exercise, started, started_by, plan,
         procedure, phase, form, level, alarm_at, alarmed, signals, t0, levels, procedures, phases, leader,
         teams, calls, met, missed, lines, contradictions, sent, actions, decisions, article_39, questions,
         answers, reviews, next_review, review_due, cards, cards_since, relief, closed, closed_by,
         closed_reason, handed_to, merged_into, merged, next_due)

struct State {
  std::map<std::string, Crisis> crises;         // by id
  std::map<std::string, doctrine::Plan> plans;  // by key; each one that a crisis runs or ran under
  std::uint64_t next_id = 1;
  std::string day;             // of the last number: MMDD
  std::int64_t day_count = 0;  // crises that began that day
};
DESCRIBE(State, crises, plans, next_id, day, day_count)

}  // namespace voorzien::crisis
