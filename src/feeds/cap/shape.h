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

inline constexpr std::size_t crossing_tests_max = 1'000'000;  // of two edges, for the shapes of one message

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
  // False, with one remark, when the shapes of this message have all the corners that they may have.
  bool has_room(const ShapeSink& sink);
  // A closed ring of which the longitudes may run on beyond 180 degrees; splits it there.
  void add_ring(geo::Ring ring, const ShapeSink& sink);

  std::vector<geo::Polygon> polygons_;
  std::vector<geo::Point> points_;
  std::size_t corners_ = 0;  // of all shapes together
  bool is_full_ = false;
  std::size_t crossing_tests_left_ = crossing_tests_max;
};

// Whether edges of a closed ring cross one another; when no test is left the ring counts as not crossing.
[[nodiscard]] bool crosses_itself(const geo::Ring& ring, std::size_t& tests_left);

}  // namespace voorzien::feeds::cap
