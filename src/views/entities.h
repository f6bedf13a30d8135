// The entities that screens, lists and partners read: one struct a kind, described once (rule 6).
//
// Synchronised by `changes since`, SSE and WebSocket as upserts {"type","id","version",...} and removals.
// `version` is the journal sequence number of the entry that last changed the entity (rule 3). Codes and
// parameters, never sentences, except what people or sources wrote and doctrine data (Dutch).
// Here whole; views/audience.h says what of it each audience may see.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "base/instant.h"
#include "crisis/state.h"
#include "desk/attachment.h"
#include "doctrine/plan.h"
#include "geo/geometry.h"
#include "observations/observation.h"
#include "observations/understood.h"
#include "picture/findings/finding.h"
#include "picture/findings/thresholds.h"
#include "picture/forecasts/forecast.h"
#include "picture/forecasts/load.h"
#include "views/region.h"

namespace voorzien::views {

using observations::Level;

struct LevelSpan {
  Instant from;
  std::optional<Instant> to;  // null: still so
  Level level = Level::Grey;
  std::string reason;
};
DESCRIBE(LevelSpan, from, to, level, reason)

struct Theme {
  static constexpr std::string_view type = "theme";
  std::string id;
  std::uint64_t version = 0;
  std::string name;  // Dutch, from doctrine
  std::string name_en;
  int order = 0;
  Level level = Level::Grey;
  std::string trend;        // up, down, same
  std::string reason;       // short Dutch: "KNMI tot 19:00", "Zeer groot, Vianen", "3.100 huishoudens"
  std::string criterion;    // rule id and its sentence; empty only for grey
  std::string set_by;       // "rule F-2" or the person's name
  std::string set_by_kind;  // rule, person
  std::optional<Instant> since;
  std::optional<Instant> valid_until;
  std::optional<Level> floor;  // national colour: nobody lowers below it
  bool grey_corner = false;    // some of its sources are silent
  std::optional<Instant> grey_since;
  bool no_source = false;            // set by hand only; "geen bron"
  std::vector<std::string> sources;  // source ids
  std::vector<std::string> silent_sources;
  std::vector<LevelSpan> measured;  // newest last, at most 200
  std::vector<LevelSpan> expected;  // not over when told; empty: no forecast, nothing is drawn
  std::int64_t signals = 0;         // open signals of this theme
};
DESCRIBE(Theme, id, version, name, name_en, order, level, trend, reason, criterion, set_by, set_by_kind,
         since, valid_until, floor, grey_corner, grey_since, no_source, sources, silent_sources, measured,
         expected, signals)

struct ScaleStep {  // how it grew: "middel 15:56 > groot 16:12"
  Instant at;
  std::string scale;
  std::optional<Level> level;
};
DESCRIBE(ScaleStep, at, scale, level)

struct FactGroup {  // facts of one signal by source
  std::string source;
  std::string kind;
  std::string text;  // of the newest, without personal values
  std::int64_t count = 0;
  Instant last;
};
DESCRIBE(FactGroup, source, kind, text, count, last)

struct ClimbStep {  // 3 min sound, 6 min VIC, 10 min ROL (doctrine data)
  std::int64_t after_s = 0;
  std::string what;  // sound, vic, rol
  std::optional<Instant> done_at;
};
DESCRIBE(ClimbStep, after_s, what, done_at)

struct SignalAct {  // what people did with it, newest last
  Instant at;
  std::string who;
  std::string role;
  std::string what;  // seen verified rejected closed deferred assigned merged split undone reopened log
  std::string text;
};
DESCRIBE(SignalAct, at, who, role, what, text)

struct Signal {
  static constexpr std::string_view type = "signal";
  std::string id;
  std::uint64_t version = 0;
  std::string number;  // S-0627-031, for people
  std::string title;
  std::string theme;
  std::string kind;
  std::optional<Level> level;  // null: a signal without level yet (a single P 1)
  bool expected = false;       // announced, not yet so: drawn hatched, with the word `verwacht`
  std::string state;           // new, seen, verified, rejected, closed
  std::string origin;          // rule, hand, detection
  Instant since;               // first fact
  Instant updated;             // last fact or change of level
  std::string place;
  std::vector<std::string> areas;
  std::optional<geo::Point> point;
  std::optional<geo::Geometry> geometry;  // official area, or the area of its reports
  std::string geometry_kind;              // official, reports, expected, none
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_to;
  std::string native_level;  // "code orange", "Grote BR"
  std::vector<ScaleStep> scale;
  std::vector<FactGroup> facts;
  std::int64_t fact_count = 0;
  std::int64_t source_count = 0;
  std::vector<std::string> observation_ids;  // newest last, at most 500
  std::string proposal;                      // drafted so-what, by rule
  std::string so_what;
  std::string grade;           // unsure, likely, sure; empty before verification
  std::string proposed_grade;  // by number of sources
  std::string spoken_to;
  std::string owner;
  std::vector<std::string> seen_by;
  std::string verified_by;
  std::optional<Instant> verified_at;
  std::optional<Instant> call_back_at;
  std::string promise;
  std::string closed_reason;  // cancelled, expired, all-clear, vanished, or words of a person
  bool returned = false;      // rejected or put away, and came back because it changed
  std::string returned_why;
  std::vector<ClimbStep> climb;
  std::optional<Instant> climb_from;
  std::vector<SignalAct> acts;
  std::string merged_into;
  std::string rule;                           // rule id that made it
  std::vector<desk::Attachment> attachments;  // of its entries by hand and its log lines, newest last
  std::string crisis;                         // that it belongs to: it no longer asks for anything by itself
  std::string finding;                        // that it came from, of origin detection
  std::string verdict;                        // on that finding: hit, false, late, duplicate
};
DESCRIBE(Signal, id, version, number, title, theme, kind, level, expected, state, origin, since, updated,
         place, areas, point, geometry, geometry_kind, valid_from, valid_to, native_level, scale, facts,
         fact_count, source_count, observation_ids, proposal, so_what, grade, proposed_grade, spoken_to,
         owner, seen_by, verified_by, verified_at, call_back_at, promise, closed_reason, returned,
         returned_why, climb, climb_from, acts, merged_into, rule, attachments, crisis, finding, verdict)

struct KeptApart {  // facts of a source that do not count, by why
  std::string
      why;  // test, exercise, system, draft, expired, no-place, flood; or how they ended: cancelled, ...
  std::int64_t count = 0;
};
DESCRIBE(KeptApart, why, count)

struct Source {
  static constexpr std::string_view type = "source";
  std::string id;
  std::uint64_t version = 0;
  std::string name;
  std::string format;
  std::string theme;
  bool personal = false;  // its bytes hold personal data: opening them is logged
  std::string state;      // ok, slow, silent (decision 20)
  std::string condition;  // none, frozen, remarked
  std::optional<Instant> state_since;
  std::optional<Instant> last_received;
  std::optional<Instant> last_news;  // last delivery that changed something
  std::optional<Instant> last_published;
  std::int64_t same_in_a_row = 0;  // equal deliveries: frozen
  std::int64_t expected_s = 0;
  std::int64_t silent_after_s = 0;
  std::int64_t received = 0;  // today (local day)
  std::int64_t understood = 0;
  std::int64_t remarked = 0;
  std::int64_t rejected = 0;
  std::int64_t tests = 0;
  std::vector<KeptApart> kept_apart;  // today, by the alphabet; each fact once, however often it is sent
  std::int64_t unchanged = 0;         // asked today, and nothing had changed
  std::int64_t failed = 0;            // asked today, and there was no answer to use
  std::string last_good_sha256;
  std::string last_bad_sha256;  // empty when the last remark is about asking: there are no bytes
  std::vector<observations::Remark> last_remarks;  // of the last bad delivery, at most 20
  std::vector<Instant> recent;                     // receipt times of the last 24 deliveries
  std::string previous;                            // what it was the last time: silent, frozen, or empty
  std::optional<Instant> previous_from;
  std::optional<Instant> previous_to;
  std::string remedy;                    // Dutch, from doctrine
  std::vector<std::string> leans_on_it;  // open signals with facts of this source
};
DESCRIBE(Source, id, version, name, format, theme, personal, state, condition, state_since, last_received,
         last_news, last_published, same_in_a_row, expected_s, silent_after_s, received, understood, remarked,
         rejected, tests, kept_apart, unchanged, failed, last_good_sha256, last_bad_sha256, last_remarks,
         recent, previous, previous_from, previous_to, remedy, leans_on_it)

struct SeriesPoint {
  Instant at;
  double value = 0;
};
DESCRIBE(SeriesPoint, at, value)

struct Threshold {
  double value = 0;
  Level level = Level::Grey;
  std::string words;  // "Grens geel 3,50 m"
};
DESCRIBE(Threshold, value, level, words)

struct Station {  // a place that is measured: water level, wind, temperature
  static constexpr std::string_view type = "station";
  std::string id;  // source/native station/quantity
  std::uint64_t version = 0;
  std::string source;
  std::string name;
  std::string kind;  // water-level, wind, gust, rain, temperature, ...
  std::string unit;
  std::optional<geo::Point> point;
  std::optional<double> value;
  std::optional<Instant> at;
  std::optional<double> direction_deg;  // of wind: where it comes from
  double trend_per_hour = 0;
  bool silent = false;
  std::vector<SeriesPoint> measured;  // last 48 h, at most 600
  std::vector<SeriesPoint> expected;  // the source's own forecast, if any
  std::vector<Threshold> thresholds;
  std::optional<picture::Forecast> forecast;  // ours, while it is not older than what it starts from allows
  std::vector<picture::LeadScore> scores;     // of ours, by length
};
DESCRIBE(Station, id, version, source, name, kind, unit, point, value, at, direction_deg, trend_per_hour,
         silent, measured, expected, thresholds, forecast, scores)

struct Fact {  // an observation that is valid now and lies in the shown regions, for map and lists
  static constexpr std::string_view type = "fact";
  std::string id;
  std::uint64_t version = 0;
  std::string source;
  std::string kind;
  std::string theme;
  std::string title;  // personal for pager lines: blank for the general audience
  std::optional<Level> level;
  std::optional<geo::Geometry> geometry;
  std::string place;
  std::vector<std::string> areas;
  std::optional<Instant> t_observed;
  std::optional<Instant> t_issued;
  std::optional<Instant> t_received;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_to;
  std::string native_level;
  std::string quality;
  std::string signal;  // the signal it belongs to, or empty
  std::string raw_sha256;
  bool personal = false;
  std::vector<desk::Attachment> attachments;  // of an entry by hand
};
DESCRIBE(Fact, id, version, source, kind, theme, title, level, geometry, place, areas, t_observed, t_issued,
         t_received, valid_from, valid_to, native_level, quality, signal, raw_sha256, personal, attachments)

struct LogLine {
  static constexpr std::string_view type = "log";
  std::string id;
  std::uint64_t version = 0;
  Instant at;       // time of the fact
  Instant written;  // time of entry
  std::string who;
  std::string role;
  std::string text;
  std::optional<std::string> crisis;
  std::optional<std::string> signal;
  std::optional<std::string> corrects;
  std::optional<Instant> moment;  // of the picture that the writer was looking back at
  std::vector<desk::Attachment> attachments;
  // An empty text was erased: when and by whom, unless one looks back at a moment before it.
  std::optional<Instant> erased;
  std::optional<std::string> erased_by;
  bool exercise = false;  // of an exercise, of one crisis or of the region
};
DESCRIBE(LogLine, id, version, at, written, who, role, text, crisis, signal, corrects, moment, attachments,
         erased, erased_by, exercise)

// ---- early warning
struct FindingBefore {  // what was found here before
  std::string id;
  Instant at;
  std::string title;
  std::string verdict;
};
DESCRIBE(FindingBefore, id, at, title, verdict)

struct DetectorFinding {  // what a detector said (decision 24), let through or held back
  static constexpr std::string_view type = "finding";
  std::string id;
  std::uint64_t version = 0;
  picture::Finding found;
  std::string detector_name;          // Dutch, from doctrine
  std::vector<FindingBefore> before;  // the last three, newest first
};
DESCRIBE(DetectorFinding, id, version, found, detector_name, before)

struct DetectorScore {
  std::string id;
  std::string name;                 // Dutch
  std::optional<double> lead_s;     // median, from the warning to its verification
  std::int64_t judged = 0;          // of the last 30 days
  std::int64_t hits = 0;            // late ones among them
  double false_a_week = 0;          // of the last 30 days
  std::vector<std::string> recent;  // last ten verdicts, oldest first
  bool advice = false;              // more than half of the last ten were false: it warns no longer by itself
  std::optional<Instant> advice_since;
  std::int64_t hits_to_return = 0;  // until it warns again
};
DESCRIBE(DetectorScore, id, name, lead_s, judged, hits, false_a_week, recent, advice, advice_since,
         hits_to_return)

struct EarlyWarning {  // id "early-warning": exactly one
  static constexpr std::string_view type = "early-warning";
  std::string id = "early-warning";
  std::uint64_t version = 0;
  double budget = 2;    // false warnings a shift of eight hours
  picture::Budget set;  // who changed it last, and why; no moment: as doctrine says
  bool active = false;  // counts go back far enough; until then nothing is found
  std::int64_t days_known = 0;
  std::int64_t days_needed = 28;
  std::int64_t series = 0;
  std::vector<DetectorScore> detectors;
  picture::Thresholds thresholds;                // that hold now, and
  picture::Thresholds by_doctrine;               // before any change
  std::vector<std::string> themes;               // that may be watched
  std::vector<picture::Budget> changes;          // newest first
  std::vector<picture::Announcement> announced;  // known events, as last told; also those that are over
};
DESCRIBE(EarlyWarning, id, version, budget, set, active, days_known, days_needed, series, detectors,
         thresholds, by_doctrine, themes, changes, announced)

struct Load {  // how many reports of a theme the coming hours bring ([[load]] of detection.toml)
  static constexpr std::string_view type = "load";
  std::string id;  // "pager/care"
  std::uint64_t version = 0;
  std::string name;
  std::string name_en;
  std::string theme;
  std::string source;
  bool silent = false;                            // the source: nothing is foretold then
  std::optional<picture::LoadForecast> forecast;  // null: too little is known yet, or it is too old
  std::vector<picture::LoadScore> scores;         // by length, the next shift first
  std::int64_t missed = 0;                        // hours that could not be held against anything
};
DESCRIBE(Load, id, version, name, name_en, theme, source, silent, forecast, scores, missed)

// ---- crisis
struct CrisisSignal {  // a linked signal as it stands now, beside how it stood when it was linked
  std::string id;
  std::string number;
  std::string title;
  std::string theme;
  std::string place;
  std::optional<Level> level;
  std::string state;
  std::string so_what;
  std::int64_t facts = 0;
  Instant updated;
  std::vector<ScaleStep> scale;
  Instant linked;
};
DESCRIBE(CrisisSignal, id, number, title, theme, place, level, state, so_what, facts, updated, scale, linked)

struct Term {         // a legal term of this crisis; what it says of itself now follows from the clock
  std::string timer;  // T5
  std::string name;
  std::string article;
  std::string obligation;
  std::int64_t limit_s = 0;     // 0: as soon as possible, no number
  std::string anchor;           // t0, convened, data, none
  std::optional<Instant> from;  // null: does not run (yet)
  std::optional<Instant> due;
  std::optional<Instant> met;
  std::string met_by;
  bool missed = false;   // its time passed unmet: stays visible for good
  bool by_hand = false;  // a person says that it was met
};
DESCRIBE(Term, timer, name, article, obligation, limit_s, anchor, from, due, met, met_by, missed, by_hand)

struct DiagnosisTrait {
  std::string id;
  std::string text;
  std::string points_to;  // procedure or level id
  std::string holds;      // yes, no, unknown
  bool asked = false;     // a person answers it; else it follows from the signals
  std::string because;    // the fact or the person
};
DESCRIBE(DiagnosisTrait, id, text, points_to, holds, asked, because)

struct CrisisAdvice {  // by the traits: never more than advice
  std::string procedure;
  std::string level;
  std::int64_t holds = 0;  // of the traits that point to this procedure
  std::int64_t of = 0;
};
DESCRIBE(CrisisAdvice, procedure, level, holds, of)

struct HeadingShare {
  std::vector<std::string> tasks;  // of partners that need it
  std::string team;                // whose own picture it belongs to; empty: of the totaalbeeld
};

struct SentSituation {  // GET /api/crises/{id}/situation/{number} gives its lines
  std::int64_t number = 0;
  Instant at;
  std::string by;
  std::string note;
};
DESCRIBE(SentSituation, number, at, by, note)

struct Crisis {
  static constexpr std::string_view type = "crisis";
  std::string id;
  std::uint64_t version = 0;
  std::string number;
  std::string title;
  std::string place;
  std::optional<geo::Point> point;
  std::vector<std::string> municipalities;
  bool exercise = false;
  Instant started;
  crisis::By started_by;
  std::string plan;       // id of the plan entity that it runs under
  std::string procedure;  // id
  std::string phase;
  std::string form;
  std::string level;            // id; empty: none
  std::optional<Level> colour;  // worst of its signals
  std::string authority;        // who has authority now, Dutch
  std::optional<Instant> alarm_at;
  std::optional<Instant> alarmed;
  std::vector<CrisisSignal> signals;
  std::vector<crisis::T0> t0;  // newest last; the last one counts
  std::vector<crisis::LevelChange> levels;
  std::vector<crisis::ProcedureChange> procedures;
  std::vector<crisis::PhaseChange> phases;
  crisis::CrisisPosition leader;  // the operational leader, from the start on
  std::vector<crisis::CrisisTeam> teams;
  std::vector<crisis::Call> calls;
  std::vector<Term> terms;  // in order of the plan
  std::vector<crisis::SituationLine> lines;
  std::vector<crisis::Contradiction> contradictions;
  std::vector<SentSituation> sent;
  std::vector<crisis::CrisisAction> actions;
  std::vector<crisis::CrisisDecision> decisions;
  std::vector<crisis::Article39> article_39;
  crisis::Questions questions;
  std::vector<DiagnosisTrait> diagnosis;
  CrisisAdvice advice;
  std::vector<crisis::Review> reviews;
  std::optional<Instant> next_review;
  bool review_due = false;
  std::vector<std::string> cards;
  std::map<std::string, Instant> cards_since;
  std::vector<std::string> relief;
  std::optional<Instant> closed;
  crisis::By closed_by;
  std::string closed_reason;
  std::string handed_to;
  std::string merged_into;
  std::vector<std::string> merged;
  // For a partner: the headings that it may read, of all there are (`6 van 15 kopjes`); else empty.
  std::vector<std::string> headings_shown;
  // The plan's, by heading; what a partner may see follows from it. Not sent.
  std::map<std::string, HeadingShare> shared_with;
  // By contact: how the directory names who sits in a team. Not sent.
  std::map<std::string, std::string> known_as;
};
DESCRIBE(Crisis, id, version, number, title, place, point, municipalities, exercise, started, started_by,
         plan, procedure, phase, form, level, colour, authority, alarm_at, alarmed, signals, t0, levels,
         procedures, phases, leader, teams, calls, terms, lines, contradictions, sent, actions, decisions,
         article_39, questions, diagnosis, advice, reviews, next_review, review_due, cards, cards_since,
         relief, closed, closed_by, closed_reason, handed_to, merged_into, merged, headings_shown)

struct CrisisPlan {  // one that a crisis runs under, and the one in force
  static constexpr std::string_view type = "plan";
  std::string id;
  std::uint64_t version = 0;
  bool in_force = false;
  doctrine::Plan plan;
};
DESCRIBE(CrisisPlan, id, version, in_force, plan)

struct DutyContact {
  std::string id;
  std::string name;
  std::string organisation;
  std::string phone;  // to dial first
};
DESCRIBE(DutyContact, id, name, organisation, phone)

struct Duty {  // who is on duty now for a function, in order of calling
  static constexpr std::string_view type = "duty";
  std::string id;  // function id
  std::uint64_t version = 0;
  std::string name;  // of the function, by the plan
  std::vector<DutyContact> contacts;
  std::optional<Instant> since;
  std::string by;
};
DESCRIBE(Duty, id, version, name, contacts, since, by)

using Entity = std::variant<Region, Theme, Signal, Source, Station, Fact, LogLine, Crisis, CrisisPlan, Duty,
                            DetectorFinding, EarlyWarning, Load>;

struct Removal {
  std::string type;
  std::string id;
  std::uint64_t version = 0;
};
DESCRIBE(Removal, type, id, version)

// ---- GET /api/why/{type}/{id} (screens.md 2.1): five fixed steps, codes and numbers.
struct WhyFact {
  std::string observation;
  std::uint64_t entry = 0;  // journal seq
  std::string source;
  std::string title;
  bool counted = true;
  std::string not_counted_why;  // test, expired, no-place, other-region, ...
  std::optional<Instant> t_observed;
  std::optional<Instant> t_issued;
  std::optional<Instant> t_received;
  std::string raw_sha256;                              // GET /api/raw/{sha256}
  bool personal = false;                               // its bytes hold personal data: opening them is logged
  std::string leaf_hash;                               // hex, of the entry
  std::vector<std::string> used;                       // parts of the raw text that were used, to mark
  std::optional<observations::Provenance> provenance;  // signature and profiles, of formats that have them
};
DESCRIBE(WhyFact, observation, entry, source, title, counted, not_counted_why, t_observed, t_issued,
         t_received, raw_sha256, personal, leaf_hash, used, provenance)

struct WhyBefore {
  Instant at;
  std::string title;
  std::string verdict;  // verified, rejected, closed
};
DESCRIBE(WhyBefore, at, title, verdict)

struct Why {
  std::string type;
  std::string id;
  std::uint64_t version = 0;
  std::optional<Level> level;
  std::string rule;           // id
  std::string rule_sentence;  // Dutch, from doctrine
  std::string rule_version;
  std::optional<double> value;
  std::optional<double> limit;
  std::string unit;
  std::string set_by;
  std::string set_by_kind;
  std::string reason;
  std::optional<Instant> since;
  std::optional<Instant> valid_until;
  std::string expected;        // what would be normal, words; empty when no model has said anything
  std::vector<WhyFact> facts;  // newest first, at most 500
  std::int64_t counted = 0;
  std::int64_t not_counted = 0;
  std::vector<WhyBefore> before;
};
DESCRIBE(Why, type, id, version, level, rule, rule_sentence, rule_version, value, limit, unit, set_by,
         set_by_kind, reason, since, valid_until, expected, facts, counted, not_counted, before)

}  // namespace voorzien::views
