#include "geo/geometry.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "geo/rd.h"

using namespace voorzien::geo;

TEST_CASE("zero_zero_and_outside_the_world_are_no_place") {
  CHECK(is_place({5.1, 52.1}));
  CHECK(is_place({-180, -90}));
  CHECK(is_place({0, 51.5}));
  CHECK_FALSE(is_place({0, 0}));
  CHECK_FALSE(is_place({181, 52}));
  CHECK_FALSE(is_place({5, 90.01}));
  CHECK_FALSE(is_place({std::numeric_limits<double>::quiet_NaN(), 52}));
  CHECK_FALSE(is_place({5, std::numeric_limits<double>::infinity()}));
}

TEST_CASE("box_holds_every_point_of_every_kind") {
  CHECK(box_of(Point{5, 52}) == Box{5, 52, 5, 52});
  CHECK(box_of(LineString{{{5, 52}, {4, 53}, {6, 51}}}) == Box{4, 51, 6, 53});
  CHECK(box_of(MultiLineString{{{{5, 52}, {4, 53}}, {{7, 50}}}}) == Box{4, 50, 7, 53});
  CHECK(box_of(MultiPolygon{{Polygon{{{{5, 52}, {6, 52}, {6, 53}, {5, 52}}}}}}) == Box{5, 52, 6, 53});
  CHECK(box_of(LineString{}) == Box{});
}

TEST_CASE("middle_of_a_line_lies_halfway_its_length") {
  const Point middle = middle_of(LineString{{{5, 52}, {5, 52.1}, {5, 52.3}}});
  CHECK(middle.lat == doctest::Approx(52.15));
  CHECK(middle_of(LineString{{{5, 52}}}) == Point{5, 52});
  CHECK(middle_of(MultiLineString{{{{1, 1}, {1, 1.1}}, {{2, 2}, {2, 4}}}}).lat == doctest::Approx(3));
}

TEST_CASE("middle_of_a_polygon_is_its_centroid_or_a_point_inside") {
  const Polygon square{{{{4, 50}, {6, 50}, {6, 52}, {4, 52}, {4, 50}}}};
  CHECK(middle_of(square).lon == doctest::Approx(5));
  CHECK(middle_of(square).lat == doctest::Approx(51));
  // A horseshoe: the centroid falls in the gap.
  const Polygon shoe{{{{0, 40}, {9, 40}, {9, 49}, {8, 49}, {8, 41}, {1, 41}, {1, 49}, {0, 49}, {0, 40}}}};
  const Point p = middle_of(shoe);
  const bool in_gap = p.lon > 1 && p.lon < 8 && p.lat > 41;
  CHECK_FALSE(in_gap);
  const Polygon speck{{{{0, 0}, {0.1, 0}, {0.1, 0.1}, {0, 0}}}};
  CHECK(middle_of(MultiPolygon{{speck, square}}).lat == doctest::Approx(51));
}

TEST_CASE("distance_is_that_of_the_great_circle") {
  CHECK(distance_m({5, 52}, {5, 53}) == doctest::Approx(111'195).epsilon(0.0001));
  CHECK(distance_m({5.1214, 52.0907}, {4.8952, 52.3702}) == doctest::Approx(34'750).epsilon(0.01));
  CHECK(distance_m({5, 52}, {5, 52}) == 0);
  CHECK(distance_m({-179.9, 10}, {179.9, 10}) == doctest::Approx(21'900).epsilon(0.01));
}

TEST_CASE("circle_is_closed_has_enough_corners_and_the_right_radius") {
  const Polygon ring = circle({5.12, 52.09}, 2'500, 8);
  REQUIRE(ring.rings.size() == 1);
  CHECK(ring.rings[0].size() == 33);
  CHECK(ring.rings[0].front() == ring.rings[0].back());
  for (const Point p : ring.rings[0])
    CHECK(distance_m({5.12, 52.09}, p) == doctest::Approx(2'500).epsilon(1e-6));
  CHECK(circle({5.12, 52.09}, 10).rings[0].size() == 65);
}

TEST_CASE("rd_and_wgs84_agree_at_known_towers") {
  const Point westertoren = from_rd({120'700.723, 487'525.501});
  CHECK(westertoren.lat == doctest::Approx(52.37453253).epsilon(1e-8));
  CHECK(westertoren.lon == doctest::Approx(4.88352559).epsilon(1e-7));
  const Point martinitoren = from_rd({233'883.131, 582'065.167});
  CHECK(martinitoren.lat == doctest::Approx(53.21938317).epsilon(1e-8));
  CHECK(martinitoren.lon == doctest::Approx(6.56820053).epsilon(1e-7));
}

TEST_CASE("rd_comes_back_within_half_a_metre_over_the_whole_grid") {
  double worst = 0;
  for (double x = 10'000; x <= 280'000; x += 10'000) {
    for (double y = 305'000; y <= 620'000; y += 15'000) {
      const Rd back = to_rd(from_rd({x, y}));
      worst = std::max(worst, std::hypot(back.x_m - x, back.y_m - y));
    }
  }
  CHECK(worst < 0.5);
  CHECK(is_in_rd_grid({155'000, 463'000}));
  CHECK_FALSE(is_in_rd_grid({5.1, 52.1}));
}
