// What the tests of this room share: exact boundaries of one made-up municipality and region, and sample
// files that lie outside the project.
#pragma once

#include <optional>
#include <string>

#include "geo/areas.h"

namespace voorzien::feeds::testing {

// GM0310 and VR09: 5.0 to 5.5 east, 51.9 to 52.3 north. Nothing else is known, so nothing is coarse.
inline const geo::AreaIndex& exact_areas() {
  static const geo::AreaIndex index = [] {
    const geo::Polygon box{{{{5.0, 51.9}, {5.5, 51.9}, {5.5, 52.3}, {5.0, 52.3}, {5.0, 51.9}}}};
    return geo::AreaIndex::build({{"GM0310", "De Bilt", "VR09", {{box}}}, {"VR09", "Utrecht", "", {{box}}}},
                                 false);
  }();
  return index;
}

// A file of the shared samples; nothing, said aloud, when they are not there (sample_files_test.cpp).
std::optional<std::string> sample(const std::string& path, const char* test);

}  // namespace voorzien::feeds::testing
