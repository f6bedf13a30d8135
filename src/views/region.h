// The entity of the region itself: where, whose film, whether its store takes entries, whether it exercises.
// Part of views/entities.h, which says how entities are told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/instant.h"

namespace voorzien::views {

struct Chapter {  // of the film's guided tour
  Instant at;
  std::string title;
  std::string text;
};
DESCRIBE(Chapter, at, title, text)

// The store takes no entries: acts are refused and the picture stands still.
struct StoreFault {
  Instant since;     // of the last entry
  std::string code;  // of the error: "store-full", "store-failed"
  bool operator==(const StoreFault&) const = default;
};
DESCRIBE(StoreFault, since, code)

struct Exercise {  // of the whole region
  std::string title;
  Instant since;
  std::string by;
  std::string role;
  static constexpr bool left_out_when_absent = true;
};
DESCRIBE(Exercise, title, since, by, role)

struct Region {  // id "region": exactly one
  static constexpr std::string_view type = "region";
  std::string id = "region";
  std::uint64_t version = 0;
  std::string code;                // VR09
  std::string name;                // Midden-Nederland
  std::vector<std::string> codes;  // the regions whose things are shown: VR09, VR14, VR25
  bool demo = false;
  std::string film_title;
  std::optional<Instant> film_from;
  std::optional<Instant> film_to;
  double film_speed = 0;  // 0 = paused or no film; region time runs at this multiple of real time
  bool film_ended = false;
  std::vector<Chapter> chapters;
  std::int64_t not_counted_test = 0;  // "Telt niet mee": kept, never in the picture
  std::int64_t not_counted_exercise = 0;
  std::int64_t not_counted_expired = 0;
  std::int64_t not_counted_late = 0;
  bool coarse_areas = false;  // no boundaries imported
  std::optional<StoreFault> store_fault;
  std::optional<Exercise> exercise = {};
};
DESCRIBE(Region, id, version, code, name, codes, demo, film_title, film_from, film_to, film_speed, film_ended,
         chapters, not_counted_test, not_counted_exercise, not_counted_expired, not_counted_late,
         coarse_areas, store_fault, exercise)

}  // namespace voorzien::views
