// Plan: the part of doctrine that runs a crisis, as data: who may declare what, which teams and positions
// there are, how the two procedures go, which terms run. Files: plan.toml, levels.toml, teams.toml,
// procedures.toml, timers.toml, headings.toml, decisions.toml, cards.toml (docs/formats/doctrine.md); the
// compact regional crisis plan is printed from it. Code knows no team, level, timer or heading by name.
//
// The words between quotes in comments are closed lists: `doctrine check` refuses any other.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

namespace voorzien::doctrine {

// How the plan came into force (WVR 16; the views of the councils come before adoption).
struct Adoption {
  std::string stage;  // "proposal", "views", "adopted", "in-force"
  std::string on;     // date of that step, YYYY-MM-DD
  std::string by;     // who decided: "algemeen bestuur"
  std::string note;
};
DESCRIBE(Adoption, stage, on, by, note)

// A level of scaling up (GRIP 1-5). By itself it moves no legal power (domain.md 1.1).
struct PlanLevel {
  std::string id;                        // grip-2
  std::string name;                      // GRIP 2
  std::int64_t rank = 0;                 // higher is more; unique. Levels may be skipped, in both directions
  std::string reach;                     // Dutch: "bron en effect"
  std::string trigger;                   // Dutch, one sentence: when it fits
  std::vector<std::string> teams;        // team ids that it activates, in order of alarm
  std::vector<std::string> may_declare;  // role ids
  std::vector<std::string> advised_by;   // Dutch words, for people
  std::vector<std::string> told;         // function ids that are told at once and get no task by it
  std::string authority;                 // who has authority then, Dutch: "burgemeester"
  std::string proposes;                  // "article-39" or empty: an act of its own that the dialog offers
  std::string source;                    // where the plan says so: "RCP 2026, tabel 3, regel 2"
};
DESCRIBE(PlanLevel, id, name, rank, reach, trigger, teams, may_declare, advised_by, told, authority, proposes,
         source)

struct PlanPosition {
  std::string id;             // leider-copi; unique in the plan
  std::string name;           // Leider CoPI
  std::string function;       // duty function that fills it; empty: the same word as id
  std::string mandate;        // Dutch
  std::string competence;     // what a person must be certified for; empty: none
  std::int64_t begins_s = 0;  // agreed response time; 0: none of its own (the team's term counts)
  bool chair = false;
  bool optional = false;  // facultative: an empty one is no gap
};
DESCRIBE(PlanPosition, id, name, function, mandate, competence, begins_s, chair, optional)

struct PlanTeam {
  std::string id;                   // copi
  std::string name;                 // CoPI
  std::string task;                 // Dutch
  std::string article;              // BVR 2.1.2
  std::string layer;                // "besturen", "richten", "inrichten", "verrichten"
  bool convened = false;            // its term runs from the moment it is convened, not from t0 (GBT)
  bool several = false;             // more than one may stand at a time (CoPI, team bevolkingszorg)
  bool at_t0 = false;               // alarmed when t0 is set, whatever the level (BVR 2.2.3 lid 1)
  bool by_hand = false;             // a person forms it; no level needs to activate it (OKT)
  std::int64_t relief_after_s = 0;  // warn when it runs longer without relief (BVR 2.3.2); 0: never
  std::vector<std::string> asks;    // team or position ids that it may ask for support
  std::vector<PlanPosition> positions;
  std::optional<std::string> coordinates = {};  // team that stands when more than one of that kind does
};
DESCRIBE(PlanTeam, id, name, task, article, layer, convened, several, at_t0, by_hand, relief_after_s, asks,
         positions, coordinates)

// Who fills a position or is told something: a duty function or an office.
struct PlanFunction {
  std::string id;    // ovd-politie
  std::string name;  // Officier van dienst politie
  std::string duty;  // "hard" (on call with a response time), "free" (whoever answers), "office"
};
DESCRIBE(PlanFunction, id, name, duty)

struct Phase {
  std::string id;    // teams-begun
  std::string name;  // Dutch: "Teams in functie"
  bool final = false;
};
DESCRIBE(Phase, id, name, final)

// A step of a procedure. `on` is what makes it: something that happened by itself, or "step": a person takes
// it.
struct PlanStep {
  std::vector<std::string> from;  // phase ids
  std::string to;
  std::string on;                   // one of step_causes
  std::vector<std::string> guards;  // all must hold; each one of guard_names
  std::string name;                 // Dutch, of a step that a person takes: "OKT bijeen"
};
DESCRIBE(PlanStep, from, to, on, guards, name)

inline constexpr std::array<std::string_view, 11> step_causes = {
    "started",   "t0-set",      "alarm-begun", "description-sent",   "team-begun", "team-closed",
    "level-set", "level-ended", "reviewed",    "questions-answered", "step"};
inline constexpr std::array<std::string_view, 10> guard_names = {
    "has-t0",        "has-level",    "has-no-level",    "a-team-begun",  "all-teams-closed",
    "leader-called", "leader-begun", "has-review-date", "actions-owned", "has-analysis"};

struct Procedure {
  std::string id;            // spc
  std::string name;          // Standaard procedure crisisbestrijding
  std::string short_name;    // SPC
  std::string kind;          // "flash", "tailored"
  bool levels = false;       // levels may be declared in it
  bool review_date = false;  // may not be left without a date of review (herijking)
  std::string begin;         // phase id
  std::vector<Phase> phases;
  std::vector<PlanStep> steps;
  std::vector<std::string> forms;  // tailored: the forms to choose from, Dutch ("monitoren", "team op maat")
};
DESCRIBE(Procedure, id, name, short_name, kind, levels, review_date, begin, phases, steps, forms)

struct Criterion {   // of large-scale alarm; one of them, chosen by a person, is t0
  std::string id;    // a
  std::string name;  // "slachtoffers"
  std::string text;
};
DESCRIBE(Criterion, id, name, text)

// A legal term. It runs from its anchor and stays visible for good, also when missed.
struct PlanTimer {
  std::string id;            // T5
  std::string name;          // "Leiders ROT"
  std::string article;       // "BVR 2.3.1 b"
  std::string obligation;    // Dutch, one sentence
  std::int64_t limit_s = 0;  // 0: "as soon as possible", no number
  std::string anchor;        // "t0", "convened" (of `team`), "data" (each heading by itself), "none"
  std::string met_by;  // "alarm", "told", "description", "team", "positions", "heading", "situation", "hand"
  std::string team;    // of anchor "convened" and met_by "team"
  std::vector<std::string>
      positions;  // of met_by "positions": all of them have begun; "told": functions reached
};
DESCRIBE(PlanTimer, id, name, article, obligation, limit_s, anchor, met_by, team, positions)

struct PlanHeading {  // of the situation: the 15 legal ones (BVR 2.4.1 lid 2), and a team's own
  std::string id;     // a1
  std::string group;  // a
  std::string name;   // "Aard en object"
  std::string text;   // what the law asks for
  std::string article;
  std::string team;     // empty: of the totaalbeeld; else the team whose own picture it belongs to
  std::string owner;    // position id
  std::string prefill;  // from the signals at the start: "title", "so-what", "scale", or nothing
  std::vector<std::string> shared_with;  // tasks that a partner may have: "water", "energy", "all"
};
DESCRIBE(PlanHeading, id, group, name, text, article, team, owner, prefill, shared_with)

struct DecisionType {
  std::string id;                       // evacuate
  std::string name;                     // "Ontruimen"
  std::vector<std::string> holders;     // role ids that may decide
  std::vector<std::string> holders_39;  // instead of `holders` in municipalities where WVR 39 applies
  std::string basis;                    // "Gemeentewet 175"
  std::vector<std::string> tell;        // function ids that must be told
  std::string ends;                     // end condition, Dutch
  // The task that it opens when it is taken outside WVR 39: "Leg ter bekrachtiging voor aan de raad".
  std::optional<std::string> ratify = {};
};
DESCRIBE(DecisionType, id, name, holders, holders_39, basis, tell, ends, ratify)

struct CardAction {
  std::string text;
  std::string owner;          // position id
  std::int64_t within_s = 0;  // after the card appeared; 0: no time
};
DESCRIBE(CardAction, text, owner, within_s)

struct ActionCard {  // appears when all conditions that it names are true
  std::string id;
  std::string title;
  std::string from_level;  // level id: at this one or higher
  std::string team;        // stands
  std::string theme;       // of a linked signal
  std::string procedure;
  bool t0 = false;  // is set
  std::vector<CardAction> actions;
};
DESCRIBE(ActionCard, id, title, from_level, team, theme, procedure, t0, actions)

// One trait of the crisis diagnosis. What the signals tell is weighed by itself; what they cannot is asked.
struct Trait {
  std::string id;
  std::string text;                      // Dutch: "Effect buiten de bron"
  std::string points_to;                 // procedure id or level id
  std::string from_colour;               // "yellow", "orange", "red": a linked signal stands at least there
  std::vector<std::string> themes;       // of a linked signal
  std::vector<std::string> scales;       // "grote", "zeer grote": a linked signal grew to one of these
  std::int64_t municipalities_from = 0;  // so many are touched
  bool expected = false;                 // announced, not yet so
  bool asked = false;                    // a person answers it
};
DESCRIBE(Trait, id, text, points_to, from_colour, themes, scales, municipalities_from, expected, asked)

struct OwnPower {  // that the operational leader does not direct (WVR 32, the prosecutor, a functional chain)
  std::string holder;
  std::string power;
  std::string article;
};
DESCRIBE(OwnPower, holder, power, article)

struct OverdueStep {  // who is shown what nobody did in time
  std::int64_t after_s = 0;
  std::string to;  // position id
};
DESCRIBE(OverdueStep, after_s, to)

struct Plan {
  std::string key;                  // version and a digest of its files: another text is another plan
  std::string title;                // "Regionaal crisisplan"
  std::string region;               // name
  std::string version;              // 2026.1
  std::vector<Adoption> adoption;   // oldest first
  std::string leader;               // position id of the operational leader: called at threat or at the start
  std::string report_task;          // Dutch: the action that the end of WVR 39 opens (the report of WVR 40)
  std::string description_by;       // position id that sends the description (BVR 2.2.4)
  std::int64_t alarm_delay_s = 5;   // between the declaration and the alarm: time to take it back
  std::int64_t call_again_s = 180;  // no answer in so long: the next in line is shown
  std::int64_t stale_s = 600;       // a heading without news for so long looks stale (BVR 2.4.2)
  std::vector<OverdueStep> overdue;  // an action past its time
  std::vector<PlanLevel> levels;     // lowest first
  std::vector<PlanFunction> functions;
  std::vector<PlanTeam> teams;
  std::vector<Procedure> procedures;
  std::vector<Criterion> criteria;
  std::vector<PlanTimer> timers;
  std::vector<std::string> partner_tasks;  // what `shared_with` of a heading may name, beside "all"
  std::vector<PlanHeading> headings;
  std::vector<DecisionType> decisions;
  std::vector<ActionCard> cards;
  std::vector<Trait> traits;
  std::vector<OwnPower> own_powers;
  std::optional<std::string> authority_39 = {};  // who has authority where WVR 39 is applied, Dutch
  [[nodiscard]] bool empty() const { return title.empty(); }  // a folder without plan files
  // Each lookup: null when nothing of that id exists.
  [[nodiscard]] const PlanLevel* level(std::string_view id) const;
  [[nodiscard]] const PlanFunction* function(std::string_view id) const;
  [[nodiscard]] const PlanTeam* team(std::string_view id) const;
  [[nodiscard]] const PlanPosition* position(std::string_view id) const;
  [[nodiscard]] const Procedure* procedure(std::string_view id) const;
  [[nodiscard]] const PlanTimer* timer(std::string_view id) const;
  [[nodiscard]] const PlanHeading* heading(std::string_view id) const;
  [[nodiscard]] const DecisionType* decision(std::string_view id) const;
  [[nodiscard]] const Criterion* criterion(std::string_view id) const;
};
DESCRIBE(Plan, key, title, region, version, adoption, leader, report_task, description_by, alarm_delay_s,
         call_again_s, stale_s, overdue, levels, functions, teams, procedures, criteria, timers,
         partner_tasks, headings, decisions, cards, traits, own_powers, authority_39)

}  // namespace voorzien::doctrine
