// Preview of an entry by hand (screens.md 3.11): what is understood of the line typed so far, which places it
// may mean, which open signals look alike, and what `Enter` would do. POST /api/entry/preview; pure reading,
// nothing is written by it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/instant.h"
#include "doctrine/doctrine.h"
#include "geo/gazetteer.h"
#include "observations/observation.h"

namespace voorzien::desk {

struct PreviewQuestion {
  std::string text;
  std::optional<std::int64_t> place_choice;  // index into the places of the answer before
  std::optional<geo::Point> point;           // a click on the map, instead of a place by name
  std::string theme;                         // when the person chose one
};
DESCRIBE(PreviewQuestion, text, place_choice, point, theme)

struct PreviewUnderstood {
  std::string theme;  // theme id, or empty
  std::optional<observations::Level> level;
  std::string rule;  // id of the rule behind the level
  std::optional<observations::Quantity> quantity;
  std::optional<Instant> at;     // time of the fact
  std::optional<Instant> until;  // "terug 19:30"
  std::string from;              // "@netbeheerder"
};
DESCRIBE(PreviewUnderstood, theme, level, rule, quantity, at, until, from)

struct PreviewChange {  // what a signal will be when the entry joins it
  std::int64_t facts = 0;
  std::optional<observations::Quantity> total;  // when its rule counts what the line tells
  std::optional<observations::Level> level;
  std::optional<double> next_limit;  // from which total it is `next_level`
  std::optional<observations::Level> next_level;
};
DESCRIBE(PreviewChange, facts, total, level, next_limit, next_level)

struct PreviewPromise {  // a promise to call back that the entry keeps
  std::string signal;
  std::string title;
  std::string promise;
  std::optional<Instant> until;
};
DESCRIBE(PreviewPromise, signal, title, promise, until)

struct PreviewAlike {  // an open signal of the same theme, within 10 km and 60 minutes
  std::string signal;
  std::string title;
  std::optional<observations::Level> level;
  std::string why;  // code: same-place, near, same-words
  double distance_m = 0;
  std::int64_t minutes = 0;
  PreviewChange change;
};
DESCRIBE(PreviewAlike, signal, title, level, why, distance_m, minutes, change)

struct PreviewPlace {  // one that the line may mean, or the one that was clicked
  std::string name;
  geo::PlaceKind kind = geo::PlaceKind::Town;
  geo::Point point;
  std::string municipality;       // GM code, or empty
  std::string municipality_name;  // empty without imported boundaries
  double score = 0;
  bool clicked = false;
};
DESCRIBE(PreviewPlace, name, kind, point, municipality, municipality_name, score, clicked)

struct PreviewAnswer {
  PreviewUnderstood understood;
  std::vector<PreviewPlace> places;  // best first; a click on the map before all
  std::vector<PreviewAlike> alike;   // nearest first
  std::string after;                 // what Enter will do: attach, new-signal, place-missing, text-missing
  std::optional<std::string> attach_to;  // the signal that Enter attaches to
  std::optional<PreviewPromise> kept;    // filled in by who knows the picture
};
DESCRIBE(PreviewAnswer, understood, places, alike, after, attach_to, kept)

// What the preview needs of an open signal: the desk knows no picture (views/alike.h makes these).
struct OpenSignal {
  std::string id;
  std::string theme;
  std::string title;
  std::optional<observations::Level> level;
  std::string place;
  std::optional<geo::Point> point;
  Instant last;  // of its last fact
  std::int64_t facts = 0;
  observations::Quantity total = {};
  std::string counts = {};  // sum, max or last: how its rule counts quantities; empty: not
};

struct Geography {  // what the preview looks up
  std::function<std::vector<geo::Place>(std::string_view text, std::size_t limit)> find;
  std::function<geo::Place(geo::Point)> at;  // reads a click back: a name near by, the municipality
  std::function<std::string(std::string_view code)> municipality_name;
};

// Pure but for what `geography` looks up; bounded by desk/limits.h (a longer line is read up to its limit).
[[nodiscard]] PreviewAnswer preview(const PreviewQuestion& question, Instant now,
                                    const doctrine::Doctrine& doctrine, const std::vector<OpenSignal>& open,
                                    const Geography& geography);

}  // namespace voorzien::desk
