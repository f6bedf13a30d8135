// Themes and the rules of signals, as data: doctrine/<region>/themes.toml, timers and limits: region.toml.
//
// A rule says which observations make or join a signal, how they are grouped into one happening, and which
// level follows. Code knows no theme and no rule by name; the format stands in docs/formats/doctrine.md.
// Levels are words here ("yellow"), checked by the loader, since doctrine knows no observation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"

namespace voorzien::doctrine {

struct Theme {
  ThemeId id;
  std::string name;  // Dutch
  std::string name_en;
  int order = 0;
  std::vector<std::string> words;  // that tell this theme in a line typed by hand
};

// One step of a rule: when it holds, the signal is at least of this level. All conditions given must hold.
struct LevelStep {
  std::string level;               // empty: no level, only a scale
  std::vector<std::string> words;  // one of them stands in the fact
  std::vector<std::string> unless;
  double at_least = 0;  // of `unit`
  std::string unit;     // units, facts, sources, directions, or the unit of a quantity; empty: words only
  std::string scale;    // as people say it: "middel", "groot"
  int rank = 0;         // of the scale: a larger one stays
};

struct Draft {  // so-what proposal; of the first one that fits
  std::string from_level;
  std::string text;
};

struct ObjectName {
  std::vector<std::string> words;
  std::string text;
};

// Stacking of two themes: while `theme` stands at `from_level` in the same area and time, this rule's signal
// of at least `at_least` is of `level`.
struct With {
  std::string theme;
  std::string from_level;
  double at_least = 0;
  std::string level;
  std::string title;
};

struct SignalRule {
  std::string id;  // "F-2"
  std::string version;
  std::string sentence;  // Dutch
  ThemeId theme;         // empty: of the observation
  std::vector<std::string> kinds;
  std::vector<std::string> words;   // one of them stands in the fact; empty: any fact
  std::vector<std::string> unless;  // none of them does
  std::vector<std::string> opens;   // words that may open a signal; empty: every fact that fits
  std::string opens_from;           // level from which a fact may open a signal; empty: any
  std::string group = "place";      // place, municipality, reference, fact, station, road, theme
  std::int64_t window_s = 3'600;    // since the last fact of the signal
  std::int64_t shelf_s = 21'600;    // closes this long after its last fact when nothing else says so
  bool take_level = false;          // the source's own level counts
  bool floor = false;               // national colour: nobody lowers the theme below it
  std::string quantity = "max";     // max, sum, last: over the facts of a signal
  std::vector<LevelStep> steps;
  std::vector<ObjectName> objects;
  std::vector<With> with;
  std::string reason;  // template, short: why the theme has this colour; empty: the title
  std::string title;   // template: {object} {place} {scale} {quantity} {title} {road} {until} {native}
  std::vector<Draft> drafts;
};

struct StationThreshold {
  std::string level;
  double value = 0;
  std::string words;
};

struct StationRule {
  std::string id;  // rule id
  std::string version;
  std::string sentence;
  ThemeId theme;
  std::string kind;     // of the observation: "water-level"
  std::string station;  // beginning of its name, any case; empty: every station of the kind
  std::string name;     // on screen
  std::string unit;     // of the thresholds
  double factor = 1;    // value in `unit` = value of the source times factor
  std::vector<StationThreshold> thresholds;
};

struct ClimbTime {
  std::int64_t after_s = 0;
  std::string what;  // sound, vic, rol
};

struct Limits {
  std::int64_t late_after_s = 900;                  // a fact older than this on arrival is late (nagekomen)
  std::int64_t ended_kept_s = 86'400;               // ended facts and closed signals stay this long
  std::int64_t lower_max_s = 14'400;                // lowering a theme by hand
  std::int64_t defer_max_s = 86'400;                // "bel terug"
  std::int64_t series_kept_s = 172'800;             // of a station
  std::int64_t hand_valid_s = 14'400;               // an entry by hand without end
  std::int64_t fact_valid_s = 21'600;               // a fact that nobody ends
  std::int64_t unconfirmed_s = 1'209'600;           // a fact that is not sent again, however long it is valid
  std::int64_t attachment_keep_s = 365LL * 86'400;  // bytes and name of a photo or PDF; 0: for good
  std::int64_t alike_distance_m = 10'000;           // looks like another signal
  std::int64_t alike_minutes = 60;
};

struct Rules {
  std::vector<SignalRule> signals;
  std::vector<StationRule> stations;
  std::vector<ClimbTime> climb;
  Limits limits;
  [[nodiscard]] const SignalRule* signal(std::string_view id) const;
  [[nodiscard]] const StationRule* station(std::string_view id) const;
};

}  // namespace voorzien::doctrine
