// One value of a measuring point of Rijkswaterstaat, whichever form it came in, as an observation.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "feeds/feed.h"

namespace voorzien::feeds::water {

inline constexpr double filler = 999'999'999;  // "no value", also with a minus

struct Spot {  // where a measuring point is
  std::optional<geo::Point> point;
  std::vector<std::string> areas;
  std::string precision = "none";  // exact, town, none
};

struct Value {
  std::string series;   // point and what is measured, by the source's own names: the identity without moment
  std::string station;  // as on the screen
  std::string kind;     // water-level, water-discharge, water-reading
  std::string unit;     // as the source says it
  double value = 0;
  Instant at;
  bool forecast = false;
};

// A value at or beyond the filler is a gap.
[[nodiscard]] bool is_gap(double value);
// The point as it is, else the town that the station is named after ("Hagestein boven").
[[nodiscard]] Spot spot_of(std::optional<geo::Point> point, const std::string& station,
                           const Context& context);
// A value that was corrected or forecast anew is another version of the same fact: same native id, other id.
[[nodiscard]] observations::Observation observe(const Value& value, const Spot& spot, const Context& context);

}  // namespace voorzien::feeds::water
