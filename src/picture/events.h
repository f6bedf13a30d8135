// What happened to the picture, in the past tense. Stored in the journal: a field may be added with a default
// (by an upcaster), never changed in meaning. They carry what the rules read and decided (marks, faces,
// colours), so that replaying them under other doctrine gives the same picture.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/describe.h"
#include "base/ids.h"
#include "observations/observation.h"
#include "picture/heard.h"
#include "picture/state.h"

namespace voorzien::picture {

struct ObservationAdded {  // the first version of a fact
  static constexpr std::string_view kind = "observation-added";
  observations::Observation observation;
  bool late = false;      // nagekomen: enters without alarm
  bool listed = false;    // its source says when it ends, by leaving it out of its list
  std::string attach_to;  // of an entry by hand: the signal that the person chose
  bool new_signal = false;
  std::optional<std::string> counted_as = {};  // series that it is a count of: "pager/care/GM0307"
  static constexpr bool omits_absent = true;
};
DESCRIBE(ObservationAdded, observation, late, listed, attach_to, new_signal, counted_as)

// What stays of a fact of a personal source when its personal part is erased: that it was counted.
struct ReportCounted {
  static constexpr std::string_view kind = "report-counted";
  std::string series;
};
DESCRIBE(ReportCounted, series)

struct ObservationChanged {  // a newer version of a known fact
  static constexpr std::string_view kind = "observation-changed";
  observations::Observation observation;
  bool late = false;
};
DESCRIBE(ObservationChanged, observation, late)

struct ObservationEnded {
  static constexpr std::string_view kind = "observation-ended";
  ObservationId id;
  std::string reason;  // cancelled, expired, vanished, all-clear, replaced
};
DESCRIBE(ObservationEnded, id, reason)

struct ObservationAwaited {  // its end came before it: when it comes, it has ended
  static constexpr std::string_view kind = "observation-awaited";
  ObservationId id;
  std::string reason;
  std::optional<Instant> issued;  // of the end
};
DESCRIBE(ObservationAwaited, id, reason, issued)

struct ObservationNotCounted {
  static constexpr std::string_view kind = "observation-not-counted";
  NotCounted what;
};
DESCRIBE(ObservationNotCounted, what)

struct ObservationsForgotten {
  static constexpr std::string_view kind = "observations-forgotten";
  std::vector<std::string> ids;
};
DESCRIBE(ObservationsForgotten, ids)

struct ReadingsAdded {  // of one station: the values besides the newest, for its series
  static constexpr std::string_view kind = "readings-added";
  std::string station;
  std::vector<Point> measured;
  std::vector<Point> expected;  // the whole forecast, when there is one
};
DESCRIBE(ReadingsAdded, station, measured, expected)

struct TimerPassed {
  static constexpr std::string_view kind = "timer-passed";
  std::string timer;  // "expire/…", "climb/…"
};
DESCRIBE(TimerPassed, timer)

struct SourceTurned {  // its state or condition changed
  static constexpr std::string_view kind = "source-turned";
  SourceId source;
  std::string state;
  std::string condition;
  Instant since;
};
DESCRIBE(SourceTurned, source, state, condition, since)

struct SignalOpened {
  static constexpr std::string_view kind = "signal-opened";
  SignalId id;
  std::string number;
  std::string theme;
  std::string of_kind;
  std::string rule;
  std::string rule_version;
  std::string origin;
  bool late = false;
};
DESCRIBE(SignalOpened, id, number, theme, of_kind, rule, rule_version, origin, late)

struct FactJoined {  // a fact, or its newer version, belongs to a signal
  static constexpr std::string_view kind = "fact-joined";
  SignalId signal;
  Mark mark;
};
DESCRIBE(FactJoined, signal, mark)

struct FactLeft {  // it no longer holds
  static constexpr std::string_view kind = "fact-left";
  SignalId signal;
  ObservationId observation;
  std::string reason;
  bool moved = false;  // to another signal by hand
};
DESCRIBE(FactLeft, signal, observation, reason, moved)

struct SignalChanged {
  static constexpr std::string_view kind = "signal-changed";
  SignalId id;
  Face face;
};
DESCRIBE(SignalChanged, id, face)

struct SignalReturned {  // rejected, put away or judged lower, and it changed
  static constexpr std::string_view kind = "signal-returned";
  SignalId id;
  std::string why;     // level, scale, facts, call-back
  bool quiet = false;  // by something that came late: no alarm
};
DESCRIBE(SignalReturned, id, why, quiet)

struct SignalClimbed {
  static constexpr std::string_view kind = "signal-climbed";
  SignalId id;
  std::string what;
};
DESCRIBE(SignalClimbed, id, what)

struct ClimbStarted {
  static constexpr std::string_view kind = "climb-started";
  SignalId id;
  std::vector<Climbed> steps;
};
DESCRIBE(ClimbStarted, id, steps)

struct SignalClosed {  // by its source or by time
  static constexpr std::string_view kind = "signal-closed";
  SignalId id;
  std::string reason;  // cancelled, expired, vanished, all-clear, quiet
};
DESCRIBE(SignalClosed, id, reason)

struct SignalActed {  // a person did something with it
  static constexpr std::string_view kind = "signal-acted";
  SignalId id;
  std::string what;  // seen, verified, rejected, closed, deferred, assigned, undone, merged, split
  std::string text;  // so-what or reason, for the list of acts
  std::string user;
  std::string name;
  std::string role;
  Hands hands;  // after it
};
DESCRIBE(SignalActed, id, what, text, user, name, role, hands)

struct SignalMerged {
  static constexpr std::string_view kind = "signal-merged";
  SignalId id;
  SignalId into;
};
DESCRIBE(SignalMerged, id, into)

struct SignalsForgotten {
  static constexpr std::string_view kind = "signals-forgotten";
  std::vector<std::string> ids;
};
DESCRIBE(SignalsForgotten, ids)

struct ThemeTurned {  // by rule
  static constexpr std::string_view kind = "theme-turned";
  ThemeId theme;
  Colour colour;
};
DESCRIBE(ThemeTurned, theme, colour)

struct ThemeSet {  // by a person
  static constexpr std::string_view kind = "theme-set";
  ThemeId theme;
  ByHand by_hand;
};
DESCRIBE(ThemeSet, theme, by_hand)

struct ThemeReleased {
  static constexpr std::string_view kind = "theme-released";
  ThemeId theme;
  std::string why;  // released, expired, floor
  std::string name;
};
DESCRIBE(ThemeReleased, theme, why, name)

struct FindingMade {  // a detector said something new
  static constexpr std::string_view kind = "finding-made";
  Finding finding;
};
DESCRIBE(FindingMade, finding)

struct FindingChanged {  // it grew, a person let it through, or judged it when its signal was gone
  static constexpr std::string_view kind = "finding-changed";
  Finding finding;
};
DESCRIBE(FindingChanged, finding)

struct FindingsForgotten {
  static constexpr std::string_view kind = "findings-forgotten";
  std::vector<std::string> ids;
};
DESCRIBE(FindingsForgotten, ids)

struct BudgetSet {
  static constexpr std::string_view kind = "budget-set";
  Budget budget;
};
DESCRIBE(BudgetSet, budget)

struct EventAnnounced {  // or an announced one changed, or its end was said
  static constexpr std::string_view kind = "event-announced";
  Announcement announcement;
};
DESCRIBE(EventAnnounced, announcement)

struct CountsTaken {  // what was counted before this system did
  static constexpr std::string_view kind = "counts-taken";
  std::vector<std::string> series;
  std::map<std::string, std::string> counts;  // as Findings::counts, with indices into `series`
  std::string origin;
};
DESCRIBE(CountsTaken, series, counts, origin)

struct ReadingsTaken {  // what a station measured before this system heard of it: for long charts, not judged
  static constexpr std::string_view kind = "readings-taken";
  std::string station;
  std::vector<Point> readings;  // oldest first
  std::string origin;
};
DESCRIBE(ReadingsTaken, station, readings, origin)

struct ForecastMade {
  static constexpr std::string_view kind = "forecast-made";
  Forecast forecast;
};
DESCRIBE(ForecastMade, forecast)

struct ForecastsScored {  // the truth of earlier forecasts came in, or never will
  static constexpr std::string_view kind = "forecasts-scored";
  std::string station;
  Instant until;  // moments up to here are settled
  std::vector<ScoredForecast> scored;
  std::int64_t missed = 0;
};
DESCRIBE(ForecastsScored, station, until, scored, missed)

struct LoadForecastMade {
  static constexpr std::string_view kind = "load-forecast-made";
  LoadForecast forecast;
};
DESCRIBE(LoadForecastMade, forecast)

struct LoadsScored {  // the counts of foretold hours came in, or never will
  static constexpr std::string_view kind = "loads-scored";
  std::string load;
  std::int64_t closed = 0;  // hours before it are settled
  std::vector<ScoredLoad> scored;
  std::int64_t missed = 0;
};
DESCRIBE(LoadsScored, load, closed, scored, missed)

using Event =
    std::variant<SourcesHeard, ObservationAdded, ObservationChanged, ObservationEnded, ObservationAwaited,
                 ObservationNotCounted, ObservationsForgotten, ReadingsAdded, TimerPassed, SourceTurned,
                 SignalOpened, FactJoined, FactLeft, SignalChanged, SignalReturned, SignalClimbed,
                 ClimbStarted, SignalClosed, SignalActed, SignalMerged, SignalsForgotten, ThemeTurned,
                 ThemeSet, ThemeReleased, FindingMade, FindingChanged, FindingsForgotten, BudgetSet,
                 CountsTaken, ReadingsTaken, ReportCounted, ForecastMade, ForecastsScored, EventAnnounced,
                 LoadForecastMade, LoadsScored>;

}  // namespace voorzien::picture
