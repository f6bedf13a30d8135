// A point as a Dutch source writes it: longitude and latitude are mixed up often enough to be checked.
#pragma once

#include <optional>
#include <string>

#include "feeds/remarks.h"
#include "geo/geometry.h"

namespace voorzien::feeds {

// Degrees. What lies outside the world, or at 0,0, is no place and is remarked (`outside-world`). A point
// that lies in the Netherlands only the other way round is turned and remarked (`coordinates-swapped`).
[[nodiscard]] std::optional<geo::Point> dutch_point(double lon, double lat, const std::string& where,
                                                    Remarks& remarks);

}  // namespace voorzien::feeds
