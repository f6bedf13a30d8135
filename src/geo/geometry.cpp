#include "geo/geometry.h"

#include <cmath>
#include <limits>

#include "geo/shape.h"

namespace voorzien::geo {
namespace {

constexpr double earth_radius_m = 6'371'008.8;
constexpr double radians_per_degree = 3.14159265358979323846 / 180.0;

template <class Visit>
void each_point(const Geometry& geometry, const Visit& visit) {
  struct Walk {
    const Visit& visit;
    void operator()(Point p) const { visit(p); }
    void operator()(const std::vector<Point>& points) const {
      for (const Point p : points) visit(p);
    }
    void operator()(const LineString& line) const { (*this)(line.points); }
    void operator()(const MultiLineString& many) const {
      for (const auto& line : many.lines) (*this)(line);
    }
    void operator()(const Polygon& polygon) const {
      for (const auto& ring : polygon.rings) (*this)(ring);
    }
    void operator()(const MultiPolygon& many) const {
      for (const auto& polygon : many.polygons) (*this)(polygon);
    }
  };
  std::visit(Walk{visit}, geometry);
}

// Lengths and areas for choosing a middle: degrees of longitude shrink with the latitude.
double shrink(double lat) { return std::cos(lat * radians_per_degree); }

Point middle_of_line(const std::vector<Point>& line) {
  if (line.empty()) return {};
  const double k = shrink(line.front().lat);
  const auto length = [k](Point a, Point b) { return std::hypot((b.lon - a.lon) * k, b.lat - a.lat); };
  double whole = 0;
  for (std::size_t i = 1; i < line.size(); ++i) whole += length(line[i - 1], line[i]);
  double left = whole / 2;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double step = length(line[i - 1], line[i]);
    if (step >= left && step > 0) {
      const double t = left / step;
      return {line[i - 1].lon + t * (line[i].lon - line[i - 1].lon),
              line[i - 1].lat + t * (line[i].lat - line[i - 1].lat)};
    }
    left -= step;
  }
  return line.front();
}

// Twice the signed area of a ring, relative to its first point (small numbers keep their digits).
double area_twice(const Ring& ring) {
  double sum = 0;
  if (ring.empty()) return sum;
  const Point o = ring.front();
  for (std::size_t i = 1; i < ring.size(); ++i) {
    sum +=
        (ring[i - 1].lon - o.lon) * (ring[i].lat - o.lat) - (ring[i].lon - o.lon) * (ring[i - 1].lat - o.lat);
  }
  return sum;
}

Point middle_of_polygon(const Polygon& polygon) {
  if (polygon.rings.empty() || polygon.rings.front().empty()) return {};
  const Ring& ring = polygon.rings.front();
  const double twice = area_twice(ring);
  if (std::abs(twice) < 1e-18) return middle_of_line(ring);  // a polygon without inside
  const Point o = ring.front();
  double lon = 0;
  double lat = 0;
  for (std::size_t i = 1; i < ring.size(); ++i) {
    const Point a{ring[i - 1].lon - o.lon, ring[i - 1].lat - o.lat};
    const Point b{ring[i].lon - o.lon, ring[i].lat - o.lat};
    const double cross = a.lon * b.lat - b.lon * a.lat;
    lon += (a.lon + b.lon) * cross;
    lat += (a.lat + b.lat) * cross;
  }
  const Point centroid{o.lon + lon / (3 * twice), o.lat + lat / (3 * twice)};
  const Shape shape = Shape::of(polygon);
  return shape.contains(centroid) ? centroid : shape.inner_point();
}

struct Middle {
  Point operator()(Point p) const { return p; }
  Point operator()(const LineString& line) const { return middle_of_line(line.points); }
  Point operator()(const MultiLineString& many) const {
    const std::vector<Point>* longest = nullptr;
    double best = -1;
    for (const auto& line : many.lines) {
      double length = 0;
      for (std::size_t i = 1; i < line.size(); ++i) length += distance_m(line[i - 1], line[i]);
      if (length > best) {
        best = length;
        longest = &line;
      }
    }
    return longest == nullptr ? Point{} : middle_of_line(*longest);
  }
  Point operator()(const Polygon& polygon) const { return middle_of_polygon(polygon); }
  Point operator()(const MultiPolygon& many) const {
    const Polygon* largest = nullptr;
    double best = -1;
    for (const auto& polygon : many.polygons) {
      if (polygon.rings.empty()) continue;
      const double area = std::abs(area_twice(polygon.rings.front()));
      if (area > best) {
        best = area;
        largest = &polygon;
      }
    }
    return largest == nullptr ? Point{} : middle_of_polygon(*largest);
  }
};

}  // namespace

bool is_place(Point p) {
  if (!std::isfinite(p.lon) || !std::isfinite(p.lat)) return false;
  if (std::abs(p.lon) > 180 || std::abs(p.lat) > 90) return false;
  return std::abs(p.lon) > 1e-9 || std::abs(p.lat) > 1e-9;
}

Box box_of(const Geometry& geometry) {
  constexpr double far = std::numeric_limits<double>::infinity();
  Box box{far, far, -far, -far};
  each_point(geometry, [&box](Point p) {
    box.west = std::min(box.west, p.lon);
    box.south = std::min(box.south, p.lat);
    box.east = std::max(box.east, p.lon);
    box.north = std::max(box.north, p.lat);
  });
  return box.west > box.east ? Box{} : box;
}

Point middle_of(const Geometry& geometry) { return std::visit(Middle{}, geometry); }

double distance_m(Point a, Point b) {
  const double lat_a = a.lat * radians_per_degree;
  const double lat_b = b.lat * radians_per_degree;
  const double half_lat = std::sin((lat_b - lat_a) / 2);
  const double half_lon = std::sin((b.lon - a.lon) * radians_per_degree / 2);
  const double h = half_lat * half_lat + std::cos(lat_a) * std::cos(lat_b) * half_lon * half_lon;
  return 2 * earth_radius_m * std::asin(std::sqrt(std::clamp(h, 0.0, 1.0)));
}

Polygon circle(Point centre, double radius_m, int corners) {
  const int count = std::clamp(corners, 32, 4'096);
  const double angle = radius_m / earth_radius_m;
  const double lat = centre.lat * radians_per_degree;
  Ring ring;
  ring.reserve(static_cast<std::size_t>(count) + 1);
  for (int i = 0; i < count; ++i) {
    // Against the clock, as RFC 7946 wants an outer ring.
    const double bearing = -2 * 3.14159265358979323846 * i / count;
    const double sin_lat =
        std::sin(lat) * std::cos(angle) + std::cos(lat) * std::sin(angle) * std::cos(bearing);
    const double to_lat = std::asin(std::clamp(sin_lat, -1.0, 1.0));
    const double turn = std::atan2(std::sin(bearing) * std::sin(angle) * std::cos(lat),
                                   std::cos(angle) - std::sin(lat) * sin_lat);
    ring.push_back({centre.lon + turn / radians_per_degree, to_lat / radians_per_degree});
  }
  ring.push_back(ring.front());
  return {{std::move(ring)}};
}

}  // namespace voorzien::geo
