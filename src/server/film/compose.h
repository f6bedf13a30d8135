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
  std::vector<Act> acts;  // in order of time; a film file holds none
  std::string lines;      // the film as JSON Lines (film.h)
};

// An error names the script's line.
[[nodiscard]] Result<Composed> compose(std::string_view script);

}  // namespace voorzien::film
