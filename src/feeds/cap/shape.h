// CAP's polygons and circles (latitude first, text) as geometry (longitude first). Faults are reported
// through the sink and cost only the shape they are in.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/geometry.h"

namespace voorzien::feeds::cap {

// (remark code, message)
using ShapeSink = std::function<void(std::string_view, std::string)>;

class Shapes {
 public:
  void add_polygon(std::string_view text, const ShapeSink& sink);
  void add_circle(std::string_view text, const ShapeSink& sink);
  // All shapes together: a Polygon, a MultiPolygon, a Point (circles of radius 0 and nothing else), or
  // nothing.
  [[nodiscard]] std::optional<geo::Geometry> geometry(const ShapeSink& sink) &&;

 private:
  // A closed ring of which the longitudes may run on beyond 180 degrees; splits it there.
  void add_ring(geo::Ring ring, const ShapeSink& sink);

  std::vector<geo::Polygon> polygons_;
  std::vector<geo::Point> points_;
};

// Whether edges of a closed ring cross one another; a ring that would cost too much to look at counts as
// not crossing.
[[nodiscard]] bool crosses_itself(const geo::Ring& ring);

}  // namespace voorzien::feeds::cap
