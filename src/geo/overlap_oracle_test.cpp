// Boost.Geometry as the judge of the hand-made overlap (10 s to compile: only here, never in the product).
#include <doctest/doctest.h>

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>

#include "base/random.h"
#include "geo/overlap.h"

using namespace voorzien::geo;
namespace bg = boost::geometry;

namespace {

using BoostPoint = bg::model::d2::point_xy<double>;
using BoostPolygon = bg::model::polygon<BoostPoint>;

BoostPolygon to_boost(const Polygon& polygon) {
  BoostPolygon out;
  for (const Point p : polygon.rings[0]) bg::append(out.outer(), BoostPoint(p.lon, p.lat));
  bg::correct(out);
  return out;
}

// Corners on a coarse lattice, so that shared borders, touching corners and equal shapes are frequent.
Polygon star(voorzien::Random& random, bool lattice) {
  const double cx = static_cast<double>(random.below(12));
  const double cy = static_cast<double>(random.below(12));
  const std::uint64_t corners = 3 + random.below(9);
  Polygon polygon{{{}}};
  for (std::uint64_t i = 0; i < corners; ++i) {
    const double angle = 6.283185307179586 * static_cast<double>(i) / static_cast<double>(corners);
    const double radius = 1 + static_cast<double>(random.below(400)) / 100;
    Point p{cx + radius * std::cos(angle), cy + radius * std::sin(angle)};
    if (lattice) p = {std::round(p.lon), std::round(p.lat)};
    polygon.rings[0].push_back(p);
  }
  polygon.rings[0].push_back(polygon.rings[0].front());
  return polygon;
}

}  // namespace

TEST_CASE("insides_meet_exactly_where_boost_finds_a_common_area") {
  voorzien::Random random(11);
  int meeting = 0;
  int apart = 0;
  for (int round = 0; round < 6'000; ++round) {
    const bool lattice = round % 2 == 0;
    const Polygon a = star(random, lattice);
    const Polygon b = star(random, lattice);
    const BoostPolygon ba = to_boost(a);
    const BoostPolygon bb = to_boost(b);
    if (!bg::is_valid(ba) || !bg::is_valid(bb)) continue;
    double area = 0;
    try {
      std::vector<BoostPolygon> common;
      bg::intersection(ba, bb, common);
      for (const BoostPolygon& part : common) area += bg::area(part);
    } catch (const bg::exception&) {
      continue;
    }
    if (area > 0 && area < 1e-6) continue;  // slivers below what the oracle is sure of
    const bool meet = insides_meet(Shape::of(a), Shape::of(b));
    ++(area > 0 ? meeting : apart);
    CHECK_MESSAGE(meet == (area > 0), "round ", round);
    CHECK(insides_meet(Shape::of(b), Shape::of(a)) == meet);
  }
  CHECK(meeting > 1'000);
  CHECK(apart > 1'000);
}

TEST_CASE("lines_meet_insides_exactly_where_boost_finds_a_length") {
  voorzien::Random random(13);
  int meeting = 0;
  int apart = 0;
  for (int round = 0; round < 4'000; ++round) {
    const Polygon a = star(random, round % 2 == 0);
    const BoostPolygon ba = to_boost(a);
    if (!bg::is_valid(ba)) continue;
    std::vector<Point> line;
    bg::model::linestring<BoostPoint> boost_line;
    for (int i = 0; i < 3; ++i) {
      const Point p{static_cast<double>(random.below(13)), static_cast<double>(random.below(13))};
      if (!line.empty() && line.back() == p) continue;
      line.push_back(p);
      bg::append(boost_line, BoostPoint(p.lon, p.lat));
    }
    if (line.size() < 2) continue;
    // The part of the line inside, without what runs along the border.
    bg::model::multi_linestring<bg::model::linestring<BoostPoint>> outside;
    bg::difference(boost_line, ba, outside);
    const bool inside = bg::length(boost_line) - bg::length(outside) > 1e-9;
    bool along_border = false;
    for (const auto& part : {boost_line})
      along_border = !bg::relate(part, ba, bg::de9im::mask("T********")) && inside;
    const bool expected = inside && !along_border;
    ++(expected ? meeting : apart);
    CHECK_MESSAGE(line_meets_inside(line, Shape::of(a)) == expected, "round ", round);
  }
  CHECK(meeting > 500);
  CHECK(apart > 500);
}
