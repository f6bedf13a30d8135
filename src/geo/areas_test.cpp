#include "geo/areas.h"

#include <doctest/doctest.h>

#include <chrono>

#include "base/random.h"
#include "geo/overlap.h"

using namespace voorzien::geo;

namespace {

using Codes = std::vector<std::string>;

double unit(voorzien::Random& random) { return static_cast<double>(random.next() >> 11) * 0x1p-53; }

Polygon rectangle(double west, double south, double east, double north) {
  return {{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}};
}
Area area(std::string code, Polygon polygon) {
  Area result;
  result.code = std::move(code);
  result.shape.polygons.push_back(std::move(polygon));
  return result;
}

// Two neighbours in a region, a third with a hole, and an island of the first.
AreaIndex four() {
  std::vector<Area> areas;
  areas.push_back(area("VR01", rectangle(5, 52, 5.2, 52.1)));
  areas.push_back(area("GM0002", rectangle(5.1, 52, 5.2, 52.1)));
  areas.push_back(area("GM0001", rectangle(5, 52, 5.1, 52.1)));
  areas.back().shape.polygons.push_back(rectangle(5.4, 52, 5.5, 52.05));
  Polygon ring = rectangle(5.6, 52, 5.9, 52.3);
  ring.rings.push_back(rectangle(5.7, 52.1, 5.8, 52.2).rings[0]);
  areas.push_back(area("GM0003", std::move(ring)));
  return AreaIndex::build(std::move(areas), false);
}

}  // namespace

TEST_CASE("a_point_lies_in_its_municipality_and_region") {
  const AreaIndex index = four();
  CHECK(index.at({5.05, 52.05}) == Codes{"GM0001", "VR01"});
  CHECK(index.at({5.15, 52.05}) == Codes{"GM0002", "VR01"});
  CHECK(index.at({5.45, 52.02}) == Codes{"GM0001"});
  CHECK(index.at({5.65, 52.15}) == Codes{"GM0003"});
  CHECK(index.at({5.75, 52.15}).empty());  // in the hole
  CHECK(index.at({5.3, 52.05}).empty());
  CHECK(index.at({-60, 10}).empty());
}

TEST_CASE("a_point_on_a_shared_border_lies_in_exactly_one_neighbour") {
  const AreaIndex index = four();
  for (double lat = 52.001; lat < 52.1; lat += 0.007) {
    CHECK(index.at({5.1, lat}).size() == 2);  // one municipality and the region
  }
}

TEST_CASE("a_polygon_touches_what_its_inside_meets_and_not_its_neighbours") {
  const AreaIndex index = four();
  CHECK(index.touching(rectangle(5.05, 52.02, 5.06, 52.03)) == Codes{"GM0001", "VR01"});
  CHECK(index.touching(rectangle(5.05, 52.02, 5.15, 52.03)) == Codes{"GM0001", "GM0002", "VR01"});
  // The same outline as a municipality: its neighbour shares a border only.
  CHECK(index.touching(rectangle(5, 52, 5.1, 52.1)) == Codes{"GM0001", "VR01"});
  CHECK(index.touching(rectangle(5.1, 52, 5.2, 52.1)) == Codes{"GM0002", "VR01"});
  // Border to border from outside, whole side and part of a side, and a corner only.
  CHECK(index.touching(rectangle(5.2, 52, 5.3, 52.1)).empty());
  CHECK(index.touching(rectangle(5.2, 52.03, 5.3, 52.04)).empty());
  CHECK(index.touching(rectangle(5.2, 52.1, 5.3, 52.2)).empty());
  CHECK(index.touching(rectangle(4, 51, 7, 53)) == Codes{"GM0001", "GM0002", "GM0003", "VR01"});
  CHECK(index.touching(rectangle(5.72, 52.12, 5.78, 52.18)).empty());  // in the hole
  CHECK(index.touching(rectangle(5.7, 52.1, 5.8, 52.2)).empty());      // fills the hole exactly
  CHECK(index.touching(rectangle(5.69, 52.12, 5.78, 52.18)) == Codes{"GM0003"});
}

TEST_CASE("a_cross_meets_although_no_corner_lies_inside_the_other") {
  const AreaIndex index = four();
  CHECK(index.touching(rectangle(5.03, 51.9, 5.04, 52.3)) == Codes{"GM0001", "VR01"});
}

TEST_CASE("a_line_touches_where_it_runs_inside_and_not_along_the_border") {
  const AreaIndex index = four();
  CHECK(index.touching(LineString{{{5.05, 52.05}, {5.15, 52.05}}}) == Codes{"GM0001", "GM0002", "VR01"});
  CHECK(index.touching(LineString{{{4.9, 52.05}, {5.0, 52.05}}}).empty());  // ends on the border
  CHECK(index.touching(LineString{{{5.2, 52.0}, {5.2, 52.1}}}).empty());    // along the outer border
  CHECK(index.touching(LineString{{{5.1, 52.0}, {5.1, 52.1}}}) == Codes{"VR01"});
  CHECK(index.touching(LineString{{{4.9, 52.05}, {5.01, 52.05}}}) == Codes{"GM0001", "VR01"});
  CHECK(index.touching(LineString{{{5.0, 52.0}, {5.1, 52.1}}}) ==
        Codes{"GM0001", "VR01"});  // corner to corner
  CHECK(index.touching(MultiLineString{{{{5.45, 52.01}, {5.45, 52.02}}, {{5.62, 52.02}, {5.62, 52.04}}}}) ==
        Codes{"GM0001", "GM0003"});
  CHECK(index.touching(LineString{{{5.05, 52.05}, {5.05, 52.05}}}) == Codes{"GM0001", "VR01"});  // a point
}

TEST_CASE("degenerate_shapes_are_answered_not_refused") {
  const AreaIndex index = four();
  CHECK(index.touching(Polygon{}).empty());
  CHECK(index.touching(MultiPolygon{}).empty());
  CHECK(index.touching(LineString{}).empty());
  CHECK(index.touching(Polygon{{{}}}).empty());
  // A polygon without inside is taken as the line it is.
  CHECK(index.touching(Polygon{{{{5.05, 52.05}, {5.15, 52.05}, {5.05, 52.05}}}}) ==
        Codes{"GM0001", "GM0002", "VR01"});
  CHECK(index.touching(Polygon{{{{5.05, 52.05}, {5.05, 52.05}}}}) == Codes{"GM0001", "VR01"});
  // An open ring and a bow tie that crosses itself.
  CHECK(index.touching(Polygon{{{{5.01, 52.01}, {5.02, 52.01}, {5.02, 52.02}}}}) == Codes{"GM0001", "VR01"});
  CHECK(index.touching(
            Polygon{{{{5.05, 52.02}, {5.15, 52.08}, {5.15, 52.02}, {5.05, 52.08}, {5.05, 52.02}}}}) ==
        Codes{"GM0001", "GM0002", "VR01"});
  const AreaIndex empty = AreaIndex::build({}, true);
  CHECK(empty.at({5, 52}).empty());
  CHECK(empty.touching(rectangle(5, 52, 6, 53)).empty());
  CHECK(empty.is_coarse());
  CHECK(empty.find("GM0001") == nullptr);
}

TEST_CASE("overlapping_polygons_of_one_warning_are_a_union") {
  const AreaIndex index = four();
  CHECK(index.touching(MultiPolygon{{rectangle(5.03, 52.03, 5.04, 52.04),
                                     rectangle(5.03, 52.03, 5.04, 52.04)}}) == Codes{"GM0001", "VR01"});
}

TEST_CASE("a_comb_of_a_hundred_thousand_corners_costs_bounded_time") {
  const AreaIndex index = four();
  Polygon comb{{{}}};
  for (int i = 0; i < 50'000; ++i) {
    const double lon = 5.05 + 1e-6 * i;
    comb.rings[0].push_back({lon, 51.0});
    comb.rings[0].push_back({lon + 5e-7, i % 2 == 0 ? 53.0 : 52.9});
  }
  comb.rings[0].push_back({5.0999996, 50.9});
  comb.rings[0].push_back(comb.rings[0].front());
  const auto before = std::chrono::steady_clock::now();
  CHECK(index.touching(comb) == Codes{"GM0001", "VR01"});
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(3));  // 0.03 s without sanitizers
}

TEST_CASE("find_gives_the_area_by_its_code") {
  const AreaIndex index = four();
  REQUIRE(index.find("GM0003") != nullptr);
  CHECK(index.find("GM0003")->shape.polygons[0].rings.size() == 2);
  CHECK(index.find("GM0009") == nullptr);
  CHECK(index.box() == Box{5, 52, 5.9, 52.3});
}

TEST_CASE("the_side_of_a_line_is_exact_where_rounding_would_err") {
  // Three points on one line, in steps of the last bit of a double near 12.
  const double step = 12.0 * 2.220446049250313e-16;
  CHECK(side_of({12, 12}, {24, 24}, {0.5, 0.5}) == 0);
  int left = 0;
  int right = 0;
  for (int i = 0; i < 64; ++i) {
    for (int j = 0; j < 64; ++j) {
      const Point p{0.5 + i * step / 32, 0.5 + j * step / 32};
      const double side = side_of({12, 12}, {24, 24}, p);
      if (p.lat > p.lon) CHECK(side > 0);
      if (p.lat < p.lon) CHECK(side < 0);
      left += p.lat > p.lon ? 1 : 0;
      right += p.lat < p.lon ? 1 : 0;
    }
  }
  CHECK(left > 0);
  CHECK(right > 0);
}

TEST_CASE("the_grid_agrees_with_asking_every_shape") {
  voorzien::Random random(7);
  std::vector<Area> areas;
  for (int i = 0; i < 40; ++i) {
    const double w = 4 + unit(random) * 2;
    const double s = 51 + unit(random) * 2;
    Polygon star{{{}}};
    const Polygon round = circle({w, s}, 3'000 + unit(random) * 20'000, 40);
    for (std::size_t k = 0; k + 1 < round.rings[0].size(); ++k) {
      const Point p = round.rings[0][k];
      const double pull = k % 2 == 0 ? 1 : 0.4 + 0.6 * unit(random);
      star.rings[0].push_back({w + (p.lon - w) * pull, s + (p.lat - s) * pull});
    }
    star.rings[0].push_back(star.rings[0].front());
    areas.push_back(area("GM" + std::to_string(1000 + i), std::move(star)));
  }
  std::vector<Shape> shapes;
  for (const Area& each : areas) shapes.push_back(Shape::of(each.shape.polygons[0]));
  const AreaIndex index = AreaIndex::build(areas, false);
  std::size_t hits = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Point p{3.8 + unit(random) * 2.4, 50.8 + unit(random) * 2.4};
    Codes expected;
    for (std::size_t k = 0; k < shapes.size(); ++k) {
      if (shapes[k].contains(p)) expected.push_back(areas[k].code);
    }
    hits += expected.size();
    REQUIRE(index.at(p) == expected);
  }
  CHECK(hits > 1'000);
}
