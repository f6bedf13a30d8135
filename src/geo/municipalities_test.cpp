#include "geo/municipalities.h"

#include <doctest/doctest.h>

using namespace voorzien;
using geo::municipality_at;
using geo::region_around_here;

TEST_CASE("a_merged_municipality_is_the_new_one_from_its_day_on") {
  CHECK(municipality_at("GM0620", std::nullopt) == "GM1961");
  CHECK(municipality_at("GM0620", parse_instant("2018-12-31T12:00:00Z").value()) == "GM0620");
  CHECK(municipality_at("GM0620", parse_instant("2019-01-01T12:00:00Z").value()) == "GM1961");
  CHECK(municipality_at("GM0457", parse_instant("2022-03-23T12:00:00Z").value()) == "GM0457");
  CHECK(municipality_at("GM0344", std::nullopt) == "GM0344");
  CHECK(municipality_at("GM1696", std::nullopt) == "GM1696");  // its merger is only planned
}

TEST_CASE("municipalities_around_here_have_their_region") {
  CHECK(region_around_here("GM0344") == "VR09");
  CHECK(region_around_here(municipality_at("GM0620", std::nullopt)) == "VR09");
  CHECK(region_around_here("GM0402") == "VR14");
  CHECK(region_around_here("GM0034") == "VR25");
  CHECK(region_around_here("GM0363").empty());
  for (const char* wrong : {"", "GM", "GM03", "0307 GM", "M0307 "}) CHECK(region_around_here(wrong).empty());
}
