// Where a situation record is: the first point or line inside it, in the order of the document.
#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>

#include "geo/geometry.h"

namespace voorzien::feeds::datex2 {

struct Place {
  std::optional<geo::Geometry> geometry;  // a Point or a LineString
  std::optional<geo::Point> first;        // its first coordinate, which alone decides the areas
  std::string fault;  // what was wrong with coordinates that were given; empty when nothing
};

[[nodiscard]] Place place_of(pugi::xml_node location);

}  // namespace voorzien::feeds::datex2
