// Compose: a film script -> the film's lines in the real wire formats, and its chapters.
//
// Deterministic: the same script and seed give the same bytes. All content is invented. Called by
// `film compose` and by the demonstration, which composes its film in memory at the start.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace voorzien::film {

struct Chapter {  // of the guided tour
  Instant at;
  std::string title;
  std::string text;
  bool operator==(const Chapter&) const = default;
};

struct Usual {         // what was counted in the weeks before the film
  std::string series;  // "pager/care/GM0307"
  double an_hour = 0;  // by day; at night less
  bool operator==(const Usual&) const = default;
};

struct Past {           // what a station measured in the year before the film
  std::string station;  // its id: "rws/Culemborg brug/water-level"
  double around = 0;    // in its unit: the mean of the year,
  double season = 0;    // by so much more in winter and less in summer,
  double day = 0;       // by so much more in the afternoon and less at night,
  double wander = 0;    // and by so much (one sigma) to and fro over days
  double until = 0;     // where the film takes it up
  double least = 0;     // never below
  bool operator==(const Past&) const = default;
};

// What one of the film's people does, as they would by the API: `crisis/start` and its body. Words in <>
// stand for what is only known then (server/demo/director.h).
struct Act {
  Instant at;
  std::string user;  // of a demonstration account
  std::string command;
  std::string body;  // JSON
  bool operator==(const Act&) const = default;
};

struct Composed {
  std::string title;
  Instant from;
  Instant to;
  std::vector<Chapter> chapters;  // in order of time
  std::vector<Usual> usual;
  std::vector<Past> past;
  std::vector<Act> acts;  // in order of time; a film file holds none
  std::string lines;      // the film as JSON Lines (film.h)
};

// An error names the script's line.
[[nodiscard]] Result<Composed> compose(std::string_view script);

}  // namespace voorzien::film
