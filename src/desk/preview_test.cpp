#include "desk/preview.h"

#include <doctest/doctest.h>

using namespace voorzien;

namespace {
const Instant now = from_civil_utc({2026, 6, 27, 14, 0, 0, 0});

std::vector<geo::Place> towns(std::string_view text, std::size_t) {
  if (text == "houten") return {{"Houten", geo::PlaceKind::Town, {5.17, 52.03}, "GM0321", 1}};
  if (text == "bunnik") return {{"Bunnik", geo::PlaceKind::Town, {5.2, 52.07}, "GM0312", 0.9}};
  return {};
}

desk::PreviewAnswer ask(const desk::PreviewQuestion& question,
                        const std::vector<desk::OpenSignal>& open = {}) {
  doctrine::Doctrine doctrine;
  doctrine.rules.limits.alike_minutes = 60;
  doctrine.rules.limits.alike_distance_m = 10'000;
  const desk::Geography geography{
      .find = towns,
      .at =
          [](geo::Point p) {
            return geo::Place{"Vianen", geo::PlaceKind::Coordinates, p, "GM1961", 1};
          },
      .municipality_name = [](std::string_view code) { return code == "GM1961" ? "Vijfheerenlanden" : ""; }};
  return desk::preview(question, now, doctrine, open, geography);
}
}  // namespace

TEST_CASE("a_click_goes_before_the_names_in_the_line_and_is_read_back_with_its_municipality") {
  const desk::PreviewAnswer named = ask({"brand houten", {}, {}, "fire"});
  REQUIRE(named.places.size() == 1);
  CHECK(named.places[0].name == "Houten");
  CHECK(!named.places[0].clicked);
  const desk::PreviewAnswer clicked = ask({"brand houten", {}, geo::Point{5.09, 51.99}, "fire"});
  REQUIRE(clicked.places.size() == 2);
  CHECK(clicked.places[0].name == "Vianen");
  CHECK(clicked.places[0].municipality_name == "Vijfheerenlanden");
  CHECK(clicked.places[0].point == geo::Point{5.09, 51.99});
  CHECK(clicked.places[0].clicked);
  CHECK(clicked.places[1].name == "Houten");
  CHECK(ask({"", {}, geo::Point{5.09, 51.99}, ""}).places.at(0).name == "Vianen");
}

TEST_CASE("a_click_outside_the_world_is_no_click") {
  CHECK(ask({"brand houten", {}, geo::Point{500, 52}, "fire"}).places[0].name == "Houten");
}

TEST_CASE("what_is_alike_follows_the_place_that_is_chosen") {
  const std::vector<desk::OpenSignal> open = {
      {"s", "fire", "Brand", {}, "Bunnik", geo::Point{5.2, 52.07}, now}};
  const auto why = [&](std::int64_t choice) {
    return ask({"brand houten, bunnik", choice, {}, "fire"}, open).alike.at(0).why;
  };
  CHECK(why(0) == "near");
  CHECK(why(1) == "same-place");
}

TEST_CASE("what_enter_changes_is_told_with_the_new_total") {
  desk::OpenSignal open{"s", "fire", "Brand", {}, "Bunnik", geo::Point{5.2, 52.07}, now};
  open.facts = 4;
  open.total = {3'100, "households"};
  open.counts = "sum";
  const auto change = [&](const std::string& line) {
    return ask({line, {}, {}, "fire"}, {open}).alike.at(0).change;
  };
  CHECK(change("bunnik, 1500 huizen").total == observations::Quantity{4'600, "households"});
  CHECK(change("bunnik, 1500 huizen").facts == 5);
  CHECK_FALSE(change("bunnik").total);
  CHECK_FALSE(change("bunnik, 3 gewonden").total);  // another unit than it counts
  open.counts = "max";
  CHECK(change("bunnik, 1500 huizen").total == observations::Quantity{3'100, "households"});
  open.counts = "last";
  CHECK(change("bunnik, 1500 huizen").total == observations::Quantity{1'500, "households"});
}
