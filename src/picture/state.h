// The picture's state: plain described values in ordered containers, so that its canonical JSON is its hash.
//
// Besides what is shown it holds the indices that keep each step cheap: live facts per source, open signals
// per theme, groups, and timers by moment. Only evolve changes them. Bounded by picture/limits.h.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/describe.h"
#include "observations/observation.h"
#include "picture/findings/finding.h"
#include "picture/forecasts/forecast.h"
#include "picture/forecasts/load.h"
#include "picture/heard.h"
#include "picture/point.h"

namespace voorzien::picture {

using observations::Level;
using observations::Observation;

struct Note {  // what we keep beside an observation
  std::string signal;
  bool late = false;
  bool listed = false;
  Instant received;
  std::optional<Instant> ended_at;
  std::string ended_reason;
};
DESCRIBE(Note, signal, late, listed, received, ended_at, ended_reason)

// What a rule read in one fact. Holds no personal value, so that signals may be shown to anyone.
struct Mark {
  ObservationId observation;
  SourceId source;
  std::string kind;
  std::string rule;
  Instant at;  // of the fact
  std::optional<Level> level;
  std::string scale;
  std::int64_t rank = 0;
  double quantity = 0;
  std::string unit;
  std::vector<std::string> units;  // vehicles
  std::vector<std::string> groups;
  std::string direction;
  std::string object;
  std::string road;
  std::string title;
  std::string text;
  std::string native_level;
  std::string place;
  std::vector<std::string> areas;
  std::optional<geo::Point> point;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_to;
  bool official = false;  // brings its own area
  bool late = false;
  bool active = true;
  bool operator==(const Mark&) const = default;
};
DESCRIBE(Mark, observation, source, kind, rule, at, level, scale, rank, quantity, unit, units, groups,
         direction, object, road, title, text, native_level, place, areas, point, valid_from, valid_to,
         official, late, active)

struct ScaleMark {
  Instant at;
  std::string scale;
  std::optional<Level> level;
  bool operator==(const ScaleMark&) const = default;
};
DESCRIBE(ScaleMark, at, scale, level)

// The face of a signal: what follows from its facts by its rule.
struct Face {
  std::string title;
  std::optional<Level> level;
  bool expected = false;
  std::string place;
  std::vector<std::string> areas;
  std::optional<geo::Point> point;
  std::optional<Instant> valid_from;
  std::optional<Instant> valid_to;
  std::string native_level;
  std::string scale;
  std::int64_t rank = 0;
  double quantity = 0;
  std::string unit;
  std::string proposal;
  std::string shape;  // observation whose geometry is the signal's own, or empty
  std::string with;   // the theme that this is stacked on
  bool operator==(const Face&) const = default;
};
DESCRIBE(Face, title, level, expected, place, areas, point, valid_from, valid_to, native_level, scale, rank,
         quantity, unit, proposal, shape, with)

struct FactCount {
  std::string source;
  std::string kind;
  std::string text;
  std::int64_t count = 0;
  Instant last;
};
DESCRIBE(FactCount, source, kind, text, count, last)

struct Climbed {
  std::int64_t after_s = 0;
  std::string what;
  std::optional<Instant> done_at;
};
DESCRIBE(Climbed, after_s, what, done_at)

struct Act {
  Instant at;
  std::string user;
  std::string who;
  std::string role;
  std::string what;
  std::string text;
};
DESCRIBE(Act, at, user, who, role, what, text)

// What an act of a person may change, kept to take the last one back.
struct Hands {
  std::string state = "new";  // new, seen, verified, rejected, closed
  std::string grade;
  std::string so_what;
  std::string spoken_to;
  std::string owner;
  std::string verified_by;
  std::optional<Instant> verified_at;
  std::optional<Instant> call_back_at;
  std::string promise;
  std::string closed_reason;
  std::optional<Instant> climb_from;
  std::vector<Climbed> climb;
  std::optional<std::string> crisis = {};   // that it belongs to: it asks for nothing by itself
  std::optional<std::string> verdict = {};  // on the finding that it came from: hit, false, late, duplicate
  bool operator==(const Hands&) const = default;
};

struct Signal {
  SignalId id;
  std::string number;
  std::string theme;
  std::string kind;
  std::string rule;
  std::string rule_version;
  std::string origin = "rule";
  Instant since;
  Instant updated;
  Instant last_fact;
  Face face;
  Hands hands;
  std::optional<Hands> before;  // of the last act, by `acts.back()`
  std::vector<Mark> marks;      // by time of joining, at most marks_max
  std::int64_t fact_count = 0;
  std::vector<ScaleMark> scale;
  std::vector<FactCount> facts;
  std::vector<std::string> groups;
  std::vector<std::string> seen_by;
  std::vector<Act> acts;
  bool returned = false;
  std::string returned_why;
  std::string merged_into;
  bool late = false;
  std::optional<Instant> closed_at;
  std::optional<Level> judged_level;  // at the last verdict: a change returns a rejected one
  std::int64_t judged_facts = 0;
  std::int64_t judged_rank = 0;
};
DESCRIBE(Hands, state, grade, so_what, spoken_to, owner, verified_by, verified_at, call_back_at, promise,
         closed_reason, climb_from, climb, crisis, verdict)
DESCRIBE(Signal, id, number, theme, kind, rule, rule_version, origin, since, updated, last_fact, face, hands,
         before, marks, fact_count, scale, facts, groups, seen_by, acts, returned, returned_why, merged_into,
         late, closed_at, judged_level, judged_facts, judged_rank)

struct Station {
  std::string id;
  std::string source;
  std::string name;
  std::string kind;
  std::string unit;
  std::string theme;
  std::optional<geo::Point> point;
  std::optional<Point> last;
  std::optional<double> direction_deg;
  std::vector<Point> measured;
  std::vector<Point> expected;
  std::optional<Instant> foretold_at;  // when `expected` came
  std::string observation;             // fact of the last measured value
  std::string expected_observation;    // and of the forecast
};
DESCRIBE(Station, id, source, name, kind, unit, theme, point, last, direction_deg, measured, expected,
         foretold_at, observation, expected_observation)

struct Outage {      // of a source: a time that it told nothing
  std::string what;  // silent, frozen
  Instant from;
  Instant to;
};
DESCRIBE(Outage, what, from, to)

struct Health {  // of one source
  std::string state = "silent";
  std::string condition = "none";
  std::optional<Instant> state_since;
  std::optional<Instant> last_received;
  std::optional<Instant> last_news;
  std::optional<Instant> last_published;
  std::int64_t same_in_a_row = 0;
  std::int64_t day = 0;  // yyyymmdd of the counters, region time
  std::int64_t received = 0;
  std::int64_t understood = 0;
  std::int64_t remarked = 0;
  std::int64_t rejected = 0;
  std::int64_t tests = 0;
  std::map<std::string, std::int64_t> apart =
      {};                      // kept apart today: why (test, expired, cancelled) -> facts
  std::int64_t unchanged = 0;  // asked, and nothing had changed
  std::int64_t failed = 0;     // asked, and there was no answer to use
  bool failing = false;        // the last time it was asked
  bool bad_document = false;   // the last document was remarked or rejected
  std::string last_good_sha256;
  std::string last_bad_sha256;
  std::vector<observations::Remark> last_remarks;
  std::vector<Instant> recent;
  std::optional<Instant> frozen_since;
  std::optional<Outage> previous;  // the last one that is over
};
DESCRIBE(Health, state, condition, state_since, last_received, last_news, last_published, same_in_a_row, day,
         received, understood, remarked, rejected, tests, apart, unchanged, failed, failing, bad_document,
         last_good_sha256, last_bad_sha256, last_remarks, recent, frozen_since, previous)

struct Span {
  Instant from;
  std::optional<Instant> to;
  Level level = Level::Grey;
  std::string reason;
};
DESCRIBE(Span, from, to, level, reason)

struct Colour {  // of a theme, and why
  Level level = Level::Grey;
  std::string reason;
  std::string rule;    // rule id; empty when grey, or set by a person
  std::string signal;  // that it follows from
  std::optional<Level> floor;
  std::optional<Instant> valid_until;
  std::vector<std::string> silent;
  bool operator==(const Colour&) const = default;
};
DESCRIBE(Colour, level, reason, rule, signal, floor, valid_until, silent)

struct ByHand {  // a colour that a person set
  Level level = Level::Grey;
  std::string reason;
  std::string user;
  std::string name;
  Instant since;
  std::optional<Instant> until;
  Level rule_level = Level::Grey;  // the rule's colour when it was set: a worse one later wins
};
DESCRIBE(ByHand, level, reason, user, name, since, until, rule_level)

struct ThemeState {
  Colour by_rule;
  std::optional<ByHand> by_hand;
  Level level = Level::Grey;  // shown
  std::optional<Instant> since;
  std::optional<Instant> grey_since;
  std::string expired;  // who lowered or raised it last, when that ran out
  std::vector<Span> history;
};
DESCRIBE(ThemeState, by_rule, by_hand, level, since, grey_since, expired, history)

struct NotCounted {
  std::string observation;
  std::string source;
  std::string theme;
  std::string title;  // empty for a personal source
  std::string why;    // test, exercise, system, draft, expired, no-place
  Instant at;
  std::string raw_sha256;
};
DESCRIBE(NotCounted, observation, source, theme, title, why, at, raw_sha256)

struct Verdict {
  Instant at;
  std::string signal;
  std::string rule;
  std::string place;
  std::string title;
  std::string verdict;
};
DESCRIBE(Verdict, at, signal, rule, place, title, verdict)

struct Awaited {  // the end of a fact was heard before the fact
  std::string reason;
  Instant at;
  std::optional<Instant> issued;
};
DESCRIBE(Awaited, reason, at, issued)

struct State {
  std::map<std::string, Observation> observations;  // by observation id: current and lately ended
  std::map<std::string, Note> notes;
  std::map<std::string, Awaited> awaited;
  std::map<std::string, Signal> signals;
  std::map<std::string, Station> stations;
  std::map<std::string, Health> sources;
  std::map<std::string, ThemeState> themes;
  std::vector<NotCounted> not_counted;
  std::set<std::string> not_counted_ids;                  // observation ids in not_counted
  std::map<std::string, std::int64_t> not_counted_today;  // why -> number, of `today`
  std::int64_t today = 0;
  std::vector<Verdict> verdicts;
  Findings findings;
  std::map<std::string, StationForecast> forecasts;  // by station
  Loads loads;
  std::uint64_t next_id = 1;
  std::int64_t numbers_today = 0;
  // indices
  std::set<std::string> live;                 // "source/fact"
  std::set<std::string> open;                 // "theme/signal"
  std::map<std::string, std::string> groups;  // rule/group -> signal
  std::map<std::string, std::string> timers;  // "moment kind/id" -> "kind/id"
  std::map<std::string, Instant> timer_at;    // "kind/id" -> moment
};
DESCRIBE(State, observations, notes, awaited, signals, stations, sources, themes, not_counted,
         not_counted_ids, not_counted_today, today, verdicts, findings, forecasts, loads, next_id,
         numbers_today, live, open, groups, timers, timer_at)

}  // namespace voorzien::picture
