// Points and shapes on the map, in WGS84 degrees, longitude first (GeoJSON order, RFC 7946).
//
// Plain values. A Polygon's first ring is its outside, the others are holes; rings are closed (first
// point repeated). CAP writes latitude first: its parser turns the order round, nobody else does.
#pragma once

#include <variant>
#include <vector>

#include "base/describe.h"

namespace voorzien::geo {

struct Point {
  double lon = 0;
  double lat = 0;
  bool operator==(const Point&) const = default;
};
DESCRIBE(Point, lon, lat)

using Ring = std::vector<Point>;

struct LineString {
  std::vector<Point> points;
  bool operator==(const LineString&) const = default;
};
struct MultiLineString {
  std::vector<std::vector<Point>> lines;
  bool operator==(const MultiLineString&) const = default;
};
struct Polygon {
  std::vector<Ring> rings;
  bool operator==(const Polygon&) const = default;
};
struct MultiPolygon {
  std::vector<Polygon> polygons;
  bool operator==(const MultiPolygon&) const = default;
};

// In JSON a Geometry is a GeoJSON geometry object (written by codec/instances/geo.cpp).
using Geometry = std::variant<Point, LineString, MultiLineString, Polygon, MultiPolygon>;

struct Box {
  double west = 0, south = 0, east = 0, north = 0;
  bool operator==(const Box&) const = default;
};

// 0,0 and what lies outside the world are no place (interfaces.md, an observation).
[[nodiscard]] bool is_place(Point p);
[[nodiscard]] Box box_of(const Geometry& geometry);
// A point inside or on the shape that stands for it on a map: the point itself, the middle of a line, the
// centroid of the largest polygon (or a point of it when the centroid falls outside).
[[nodiscard]] Point middle_of(const Geometry& geometry);
// Great-circle distance in metres on a sphere of 6,371,008.8 m (IUGG mean radius; error < 0.6 %).
[[nodiscard]] double distance_m(Point a, Point b);
// A circle as a closed polygon of `corners` (>= 32) points on the great circle.
[[nodiscard]] Polygon circle(Point centre, double radius_m, int corners = 64);

}  // namespace voorzien::geo
