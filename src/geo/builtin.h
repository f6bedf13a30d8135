// The geography that the program knows by itself, before any import (decision 22).
//
// Areas: coarse outlines of the safety regions of Midden-Nederland, is_coarse(), no municipalities.
// Gazetteer: the towns of the Netherlands (GeoNames, CC BY 4.0) and the hectometres of the motorways (own
// way-points, approximate). Built anew by each call, some milliseconds; callers keep the result.
#pragma once

#include "geo/areas.h"
#include "geo/gazetteer.h"

namespace voorzien::geo {
[[nodiscard]] AreaIndex builtin_areas();
[[nodiscard]] Gazetteer builtin_gazetteer();
// With the names of imported municipalities besides the towns.
[[nodiscard]] Gazetteer gazetteer_with(const AreaIndex& areas);
}  // namespace voorzien::geo
