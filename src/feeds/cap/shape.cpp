#include "feeds/cap/shape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <utility>

#include "feeds/limits.h"

namespace voorzien::feeds::cap {
namespace {
using geo::Point;
using geo::Ring;

constexpr int circle_corners = 48;
constexpr double earth_radius_km = 6'371.0088;
constexpr double radius_km_max = 20'000;
constexpr double degree = std::numbers::pi / 180;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

struct Cursor {
  const char* p;
  const char* end;

  bool skip_space() {
    const char* from = p;
    while (p < end && is_space(*p)) ++p;
    return p != from;
  }
  bool take(char c) {
    if (p >= end || *p != c) return false;
    ++p;
    return true;
  }
  bool number(double& out) {
    if (p < end && *p == '+') ++p;
    const auto [next, fault] = std::from_chars(p, end, out);
    if (fault != std::errc() || !std::isfinite(out)) return false;
    p = next;
    return true;
  }
  // "lat,lon", with or without space after the comma; a third number (height) is passed over.
  bool pair(Point& out) {
    if (!number(out.lat)) return false;
    skip_space();
    if (!take(',')) return false;
    skip_space();
    if (!number(out.lon)) return false;
    double height = 0;
    return !take(',') || number(height);
  }
};

std::string shown(std::string_view text) {
  return "'" + std::string(text.substr(0, 40)) + (text.size() > 40 ? "...'" : "'");
}

bool turns_left(Point a, Point b, Point c) {
  return (b.lon - a.lon) * (c.lat - a.lat) > (b.lat - a.lat) * (c.lon - a.lon);
}
bool turns_right(Point a, Point b, Point c) {
  return (b.lon - a.lon) * (c.lat - a.lat) < (b.lat - a.lat) * (c.lon - a.lon);
}
// Strictly: touching and lying along one another do not count.
bool cross(Point a, Point b, Point c, Point d) {
  const bool apart =
      (turns_left(a, b, c) && turns_right(a, b, d)) || (turns_right(a, b, c) && turns_left(a, b, d));
  return apart &&
         ((turns_left(c, d, a) && turns_right(c, d, b)) || (turns_right(c, d, a) && turns_left(c, d, b)));
}

// The part of a closed ring with longitude at most (or at least) `at`: Sutherland-Hodgman on one line.
Ring clip(const Ring& ring, double at, bool below) {
  Ring out;
  const auto inside = [&](Point p) { return below ? p.lon <= at : p.lon >= at; };
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const Point a = ring[i];
    const Point b = ring[i + 1];
    if (inside(a)) out.push_back(a);
    if (inside(a) != inside(b)) {
      const double share = (at - a.lon) / (b.lon - a.lon);
      out.push_back({at, a.lat + share * (b.lat - a.lat)});
    }
  }
  if (!out.empty()) out.push_back(out.front());
  return out;
}

struct Span {
  double west, east;
};
Span span_of(const Ring& ring) {
  Span out{ring.front().lon, ring.front().lon};
  for (const Point p : ring) {
    out.west = std::min(out.west, p.lon);
    out.east = std::max(out.east, p.lon);
  }
  return out;
}
}  // namespace

bool crosses_itself(const Ring& ring, std::size_t& tests_left) {
  struct Edge {
    double west, east, south, north;
    std::size_t from;
  };
  if (ring.size() < 5) return false;
  const std::size_t count = ring.size() - 1;
  std::vector<Edge> edges;
  edges.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const auto [west, east] = std::minmax(ring[i].lon, ring[i + 1].lon);
    const auto [south, north] = std::minmax(ring[i].lat, ring[i + 1].lat);
    edges.push_back({west, east, south, north, i});
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.west < b.west; });
  for (std::size_t i = 0; i < count; ++i) {
    const Edge& one = edges[i];
    for (std::size_t k = i + 1; k < count && edges[k].west <= one.east; ++k) {
      if (tests_left == 0) return false;
      --tests_left;
      const Edge& other = edges[k];
      if (other.north < one.south || other.south > one.north) continue;
      if (cross(ring[one.from], ring[one.from + 1], ring[other.from], ring[other.from + 1])) return true;
    }
  }
  return false;
}

bool Shapes::has_room(const ShapeSink& sink) {
  if (corners_ < limits::corners_max) return true;
  if (!std::exchange(is_full_, true))
    sink("polygon-too-long", "the shapes of one message have more than " +
                                 std::to_string(limits::corners_max) +
                                 " corners; this one and the rest are left out");
  return false;
}

void Shapes::add_polygon(std::string_view text, const ShapeSink& sink) {
  if (!has_room(sink)) return;
  Cursor cursor{text.data(), text.data() + text.size()};
  Ring ring;
  ring.reserve(text.size() / 12 + 2);
  cursor.skip_space();
  while (cursor.p < cursor.end) {
    Point p;
    const char* from = cursor.p;
    if (!cursor.pair(p) || (cursor.p < cursor.end && !is_space(*cursor.p))) {
      const auto rest = static_cast<std::size_t>(cursor.end - from);
      return sink("geometry-unread",
                  "no pair lat,lon at " + shown({from, rest}) + "; the polygon is left out");
    }
    if (std::abs(p.lat) > 90 || std::abs(p.lon) > 360)
      return sink("outside-world", "a corner of the polygon lies outside the world; the polygon is left out");
    if (ring.size() >= limits::polygon_points_max)
      return sink("polygon-too-long", "more than " + std::to_string(limits::polygon_points_max) +
                                          " corners; the polygon is left out");
    ring.push_back(p);
    cursor.skip_space();
  }
  if (ring.empty()) return;
  if (std::all_of(ring.begin(), ring.end(), [](Point p) { return p.lon == 0 && p.lat == 0; }))
    return sink("outside-world", "all corners are 0,0, which is no place");
  if (ring.front() != ring.back()) {
    ring.push_back(ring.front());
    sink("ring-closed", "the last corner is not the first one; the ring was closed");
  }
  if (ring.size() < 4) return sink("polygon-too-short", "fewer than three corners; the polygon is left out");
  // Longitudes run on across the date line instead of jumping.
  bool jumps = false;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    while (ring[i].lon - ring[i - 1].lon > 180) ring[i].lon -= 360, jumps = true;
    while (ring[i].lon - ring[i - 1].lon < -180) ring[i].lon += 360, jumps = true;
  }
  if (jumps && ring.front().lon != ring.back().lon)
    return sink("polygon-around-pole", "the polygon goes round a pole and cannot be drawn; it is left out");
  add_ring(std::move(ring), sink);
}

void Shapes::add_ring(Ring ring, const ShapeSink& sink) {
  const Span span = span_of(ring);
  corners_ += ring.size();
  if (crosses_itself(ring, crossing_tests_left_))
    sink("polygon-self-crossing", "the edges of the polygon cross; it is kept as it is");
  if (span.east <= 180 && span.west >= -180) {
    polygons_.push_back({{std::move(ring)}});
    return;
  }
  if (span.west >= 180 || span.east <= -180)
    return sink("outside-world", "the shape lies outside the world; it is left out");
  sink("date-line", "the shape crosses the date line; it was cut in two there");
  const double at = span.east > 180 ? 180 : -180;
  Ring inside = clip(ring, at, at > 0);
  Ring beyond = clip(ring, at, at < 0);
  for (Point& p : beyond) p.lon -= 2 * at;
  for (Ring* part : {&inside, &beyond})
    if (part->size() >= 4) polygons_.push_back({{std::move(*part)}});
}

void Shapes::add_circle(std::string_view text, const ShapeSink& sink) {
  if (!has_room(sink)) return;
  Cursor cursor{text.data(), text.data() + text.size()};
  cursor.skip_space();
  if (cursor.p >= cursor.end) return;  // an empty circle is none
  Point centre;
  double radius_km = 0;
  const bool read = cursor.pair(centre) && cursor.skip_space() && cursor.number(radius_km);
  cursor.skip_space();
  if (!read || cursor.p < cursor.end || radius_km < 0 || radius_km > radius_km_max)
    return sink("geometry-unread", "no 'lat,lon radius' in " + shown(text) + "; the circle is left out");
  if (std::abs(centre.lat) > 90 || std::abs(centre.lon) > 180)
    return sink("outside-world", "the middle of the circle lies outside the world; it is left out");
  if (centre.lat == 0 && centre.lon == 0)
    return sink("outside-world", "the middle of the circle is 0,0, which is no place");
  if (radius_km == 0) {
    points_.push_back(centre);
    return;
  }
  const double reach = radius_km / earth_radius_km;
  if (std::abs(centre.lat) * degree + reach >= std::numbers::pi / 2)
    return sink("polygon-around-pole", "the circle goes round a pole and cannot be drawn; it is left out");
  static const auto bearings = [] {
    std::array<std::pair<double, double>, circle_corners> out{};
    for (int i = 0; i < circle_corners; ++i)
      out[static_cast<std::size_t>(i)] = {std::sin(-i * 2 * std::numbers::pi / circle_corners),
                                          std::cos(-i * 2 * std::numbers::pi / circle_corners)};
    return out;
  }();
  const double sin_lat = std::sin(centre.lat * degree);
  const double cos_lat = std::cos(centre.lat * degree);
  const double sin_reach = std::sin(reach);
  const double cos_reach = std::cos(reach);
  Ring ring;
  ring.reserve(circle_corners + 1);
  for (const auto& [sin_bearing, cos_bearing] : bearings) {
    const double sine = sin_lat * cos_reach + cos_lat * sin_reach * cos_bearing;
    const double lon = std::atan2(sin_bearing * sin_reach * cos_lat, cos_reach - sin_lat * sine);
    ring.push_back({centre.lon + lon / degree, std::asin(sine) / degree});
  }
  ring.push_back(ring.front());
  add_ring(std::move(ring), sink);
}

std::optional<geo::Geometry> Shapes::geometry(const ShapeSink& sink) && {
  if (polygons_.size() == 1) return std::move(polygons_.front());
  if (!polygons_.empty()) return geo::MultiPolygon{std::move(polygons_)};
  if (points_.empty()) return std::nullopt;
  if (points_.size() > 1)
    sink("points-left-out", std::to_string(points_.size()) + " circles of radius 0; the first is used");
  return points_.front();
}

}  // namespace voorzien::feeds::cap
