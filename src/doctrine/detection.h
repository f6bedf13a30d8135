// What is counted and watched for deviations, as data: doctrine/<region>/detection.toml (optional).
//
// A place is a municipality with its neighbours; a count names the source whose reports are counted, and the
// themes apart. Budget and the rule of advice are here too. Code knows no source, theme or place by name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace voorzien::doctrine {

struct CountedTheme {
  ThemeId theme;
  std::string what;  // Dutch plural, as in "Meer ambulanceritten in Amersfoort"
};

struct Count {
  SourceId source;
  std::vector<std::string> kinds;  // of the observations that are counted
  std::string what;                // of all themes together: "meldingen"
  std::vector<CountedTheme> themes;
};

struct CountedPlace {
  std::string area;    // GM code
  std::string name;    // as said on screen
  std::string region;  // VR code: what is silent together
  std::vector<std::string> neighbours;
  double lon = 0;
  double lat = 0;
};

struct Detector {
  std::string id;    // "count-place", "count-area", "count-cluster", "level-forecast", "measurement"
  std::string name;  // Dutch
};

// Quantities whose coming hours are forecast: at every station that has a rule with limits ([[station]]).
struct ForecastDoubt {
  double ahead_h = 0;
  double error = 0;  // root mean square, in the unit of the limits, until enough was scored here
};

struct ForecastKind {
  std::string kind;  // of the observation: "water-level"
  std::int64_t every_s = 3600;
  std::int64_t horizon_h = 48;
  double warn_chance = 0.5;           // of passing a limit, from which it is a finding
  double lasting = 0.9;               // share of a source's error that is left after an hour
  std::int64_t least_rows = 144;      // readings before our own model says anything
  std::vector<ForecastDoubt> doubts;  // of a source's own forecast
};

// Quantities that are held against their own past, at every station that measures them.
struct MeasuredKind {
  std::string kind;  // of the observation: "gust"
  ThemeId theme;
  std::string what;               // Dutch, as in "Ongewone windstoot, De Bilt"
  std::int64_t least_rows = 144;  // readings before one is judged
};

// What is known beforehand and changes counts: observations of these kinds, from a level or a quantity on.
struct AnnouncedKind {
  std::string id;
  std::vector<std::string> kinds;
  std::string from_level;  // a word, as in themes.h; empty: of any
  std::string unit;        // of the quantity that is asked; empty: of any
  double at_least = 0;
  std::vector<ThemeId> themes;  // whose counts change
  double factor = 1;            // until the counts have told; from 3 on nothing else is learnt meanwhile
  double goes_on_hours = 0;     // after its end: reports of a storm come when it is over too
};

// What is foretold of a counted theme in some regions together: reports an hour.
struct LoadKind {
  SourceId source;
  ThemeId theme;
  std::string name;  // Dutch: "Ambulanceritten"
  std::string name_en;
  std::vector<std::string> regions;  // of the counted places
  std::int64_t horizon_h = 48;
};

struct Detection {
  double budget = 2;                  // false warnings a shift of eight hours
  std::int64_t warmup_weeks = 8;      // of counts that the usual is learnt from, at least four
  std::int64_t advice_after = 5;      // verdicts before a detector can fall back to advice
  std::int64_t advice_hits_back = 8;  // hits in its last ten that bring it back
  // Clusters over days: their share of the budget (0: none are looked for), and the longest, in days.
  double cluster_share = 0;
  std::int64_t cluster_days = 7;
  std::vector<Detector> detectors;
  std::vector<Count> counts;
  std::vector<CountedPlace> places;
  std::vector<ForecastKind> forecasts;
  double measured_share = 0;  // of the budget; 0: nothing is judged
  std::vector<MeasuredKind> measured;
  std::vector<AnnouncedKind> announced;
  std::vector<LoadKind> loads;
  [[nodiscard]] bool empty() const { return counts.empty(); }
  [[nodiscard]] const Count* count(std::string_view source) const;
  [[nodiscard]] const CountedPlace* place(std::string_view area) const;
  [[nodiscard]] const MeasuredKind* measured_kind(std::string_view kind) const;
  [[nodiscard]] const ForecastKind* forecast(std::string_view kind) const;
  [[nodiscard]] const Detector* detector(std::string_view id) const;
};

}  // namespace voorzien::doctrine
