// What a detector makes of the film: a finding, with the numbers it rests on (decision 24).
//
// One that the budget lets through becomes a signal of origin `detection`; one that is held back stays
// visible with the reason. Plain values, folded by evolve.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/instant.h"
#include "geo/geometry.h"
#include "observations/observation.h"

namespace voorzien::picture {

// A finding that is let through enters the picture as an observation of this kind and source.
inline constexpr std::string_view finding_kind = "finding";
inline constexpr std::string_view finding_source = "detection";

struct FindingBin {  // a quarter of an hour of its chart
  Instant from;
  double seen = 0;
  double expected = 0;
  double low = 0;  // nine of ten usual quarters lie between
  double high = 0;
};
DESCRIBE(FindingBin, from, seen, expected, low, high)

struct FindingPart {  // a series that it is made of: a municipality and a theme
  std::string area;   // GM code
  std::string place;
  std::string theme;
  double seen = 0;
  double expected = 0;
};
DESCRIBE(FindingPart, area, place, theme, seen, expected)

struct Finding {
  std::string id;
  Instant at;       // when the detector first said it
  Instant updated;  // when its numbers last grew
  std::string detector;
  std::string theme;
  std::string title;  // Dutch: "Meer ambulanceritten in Amersfoort"
  std::string place;
  std::vector<std::string> areas;  // GM codes, middle first
  std::optional<geo::Point> point;
  Instant since;  // start of the window that stands out most
  std::int64_t window_s = 0;
  double seen = 0;
  double expected = 0;
  double low = 0;  // nine of ten usual windows lie between
  double high = 0;
  double score = 0;  // -log10 of how often a shift chance makes one this strong
  double limit = 0;  // the score that the budget asks
  std::vector<FindingBin> bins;
  std::vector<FindingPart> parts;  // most striking first
  std::vector<std::string> facts;  // observations that were counted, newest last
  std::int64_t fact_count = 0;
  std::string state;        // shown, held
  std::string held;         // why: limit, belongs, advice, spent, flood
  std::string belongs_to;   // held because its facts are of this signal
  std::string observation;  // by which it entered the picture, and
  std::string signal;       // what it became
  std::string promoted_by;
  std::string promoted_reason;
  std::string verdict;  // hit, false, late, duplicate
  std::string judged_by;
  std::optional<Instant> judged_at;
  std::optional<Instant> known_at;  // when a person verified its signal: how early it was
  // Of a forecast (detector "level-forecast"): the limit that may be passed, in the unit, with what chance,
  // and when. `seen` is then what is measured now, `expected` with `low` and `high` what is foretold for
  // then.
  std::optional<std::string> station = {};
  std::optional<std::string> unit = {};
  std::optional<double> threshold = {};
  std::optional<double> chance = {};
  std::optional<Instant> likely = {};
  std::optional<Instant> before = {};
  std::optional<observations::Level> level = {};
  std::optional<double> radius_m = {};                     // of a cluster: the circle about `point`
  std::optional<std::vector<std::string>> announced = {};  // known events that are in what was expected
  static constexpr bool omits_absent = true;
};
DESCRIBE(Finding, id, at, updated, detector, theme, title, place, areas, point, since, window_s, seen,
         expected, low, high, score, limit, bins, parts, facts, fact_count, state, held, belongs_to,
         observation, signal, promoted_by, promoted_reason, verdict, judged_by, judged_at, known_at, station,
         unit, threshold, chance, likely, before, level, radius_m, announced)

// The numbers by which detectors warn, as a person set them (findings/thresholds.h).
struct Budget {
  double per_shift = 0;  // false warnings a shift of eight hours
  std::string reason;
  std::string name;
  std::optional<Instant> at;
  // Absent: as doctrine says.
  std::optional<double> cluster_share = {};
  std::optional<double> measured_share = {};
  std::optional<double> warn_chance = {};                  // of every forecast
  std::optional<std::vector<std::string>> unwatched = {};  // themes that nothing is found in
  static constexpr bool omits_absent = true;
};
DESCRIBE(Budget, per_shift, reason, name, at, cluster_share, measured_share, warn_chance, unwatched)

// Something known beforehand that changes what is usual: a storm of code orange, a festival. Each revision is
// one of its own; the last one known at a moment holds then.
struct Announcement {
  std::string observation;  // the fact that announces it
  std::string rule;         // [[announced]] of doctrine
  std::string title;
  std::vector<std::string> areas;   // municipalities that are counted
  std::vector<std::string> themes;  // whose counts it changes
  double factor = 1;                // that they change by, until they have told
  Instant from;
  Instant to;
  Instant known;  // when this revision came in
};
DESCRIBE(Announcement, observation, rule, title, areas, themes, factor, from, to, known)

// What is counted, by five minutes, and what was found in it.
struct Findings {
  std::vector<std::string> series;            // "pager/care/GM0307": its index stands in `counts`
  std::map<std::string, std::int64_t> known;  // series -> index
  std::map<std::string, std::string>
      counts;                           // "2026-06-27" -> "tick.series" or "tick.series.count", in order
  std::int64_t last = 0;                // number of the last tick with a count
  std::int64_t taken = 0;               // times that counts of before were taken over
  std::map<std::string, Finding> kept;  // by id: shown ones of 30 days, held ones of two
  std::vector<Budget> budgets;          // newest last; before the first doctrine's holds
  std::vector<Announcement> announced;  // revisions, newest last
};
DESCRIBE(Findings, series, known, counts, last, taken, kept, budgets, announced)

}  // namespace voorzien::picture
