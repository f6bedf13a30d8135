#include "feeds/edr/edr.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Understood;
using observations::Verdict;

std::string coverage(const std::string& ranges, const std::string& times = R"("2026-06-27T14:40:00Z")",
                     const std::string& x = "5.18", const std::string& y = "52.10") {
  return R"({"type":"CoverageCollection","coverages":[{"type":"Coverage","domain":{"type":"Domain","domainType":"PointSeries","axes":{"x":{"values":[)" +
         x + R"(]},"y":{"values":[)" + y + R"(]},"t":{"values":[)" + times + R"(]}}},"ranges":{)" + ranges +
         R"(},"eumetnet:locationId":"0-20000-0-06260"}],"parameters":{"gff":{"type":"Parameter","unit":{"symbol":{"value":"m/s","type":"http://www.opengis.net/def/uom/UCUM"}}}}})";
}
std::string range(const std::string& name, const std::string& values, const std::string& axes = "") {
  return "\"" + name + R"(":{"type":"NdArray","dataType":"float",)" + axes + R"("values":[)" + values + "]}";
}
Understood read(const std::string& bytes) {
  Context context;
  context.areas = &testing::exact_areas();
  context.source = {"weerstation"};
  return parse_knmi_edr(bytes, context);
}
}  // namespace

TEST_CASE("each_reading_of_a_station_is_one_observation") {
  const Understood out =
      read(coverage(range("gff", "21.3, 22.1") + "," + range("ta", "18.5, null") + "," + range("pp", "1,2"),
                    R"("2026-06-27T14:40:00Z","2026-06-27T14:50:00Z")"));
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 3);
  const observations::Observation& o = out.observations[1];
  CHECK(o.kind == "gust");
  CHECK(o.theme == "weather");
  CHECK(o.place == "De Bilt");
  CHECK(o.quantity == observations::Quantity{22.1, "m/s"});
  CHECK(o.t_observed == parse_instant("2026-06-27T14:50:00Z").value());
  CHECK(o.quality == "measured");
  CHECK(std::get<geo::Point>(o.geometry.value()) == geo::Point{5.18, 52.10});
  CHECK(out.observations[2].kind == "temperature");
  CHECK(out.observations[2].quantity->unit == "°C");
}

TEST_CASE("a_corrected_reading_is_another_version_of_the_same") {
  const Understood first = read(coverage(range("gff", "21.3")));
  const Understood second = read(coverage(range("gff", "21.9")));
  CHECK(first.observations[0].native_id == second.observations[0].native_id);
  CHECK(first.observations[0].id != second.observations[0].id);
}

TEST_CASE("values_of_a_grid_find_their_place_by_the_names_of_the_axes") {
  const Understood out =
      read(coverage(range("ff", "1,2,3,4", R"("axisNames":["t","y","x"],"shape":[1,2,2],)"),
                    R"("2026-06-27T14:40:00Z")", "5.1, 5.2", "52.1, 52.3"));
  REQUIRE(out.observations.size() == 4);
  CHECK(std::get<geo::Point>(out.observations[1].geometry.value()) == geo::Point{5.2, 52.1});
  CHECK(out.observations[1].quantity->value == 2);
  CHECK(std::get<geo::Point>(out.observations[2].geometry.value()) == geo::Point{5.1, 52.3});
}

TEST_CASE("a_range_with_another_number_of_values_costs_no_other_range") {
  const Understood out = read(coverage(range("gff", "1,2,3") + "," + range("ff", "4")));
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].kind == "wind");
  REQUIRE(out.remarks.size() == 1);
  CHECK(out.remarks[0].code == "count-mismatch");
  CHECK(out.remarks[0].where == "/coverages/0/ranges/gff/values");
}

TEST_CASE("faulty_values_times_and_coverages_cost_only_themselves") {
  CHECK(read(coverage(range("ff", "\"hard\"") + "," + range("gff", "3"))).observations.size() == 1);
  const Understood untimed = read(coverage(range("ff", "3"), R"("14:40")"));
  CHECK(untimed.observations.empty());
  CHECK(untimed.remarks[0].code == "bad-time");
  std::string beside = coverage(range("ff", "3"));
  beside.insert(beside.find("{\"type\":\"Coverage\","), R"({"domain":{}},7,)");
  const Understood out = read(beside);
  CHECK(out.observations.size() == 1);
  CHECK(out.remarks.size() == 2);
}

TEST_CASE("a_single_coverage_is_read_and_an_empty_collection_is_normal") {
  std::string one = coverage(range("ff", "3"));
  const std::size_t from = one.find("{\"type\":\"Coverage\",");
  one = one.substr(from, one.find("],\"parameters\"") - from);
  CHECK(read(one).observations.size() == 1);
  const Understood none = read(R"({"type":"CoverageCollection","coverages":[]})");
  CHECK(none.verdict == Verdict::Accepted);
  CHECK(none.observations.empty());
}

TEST_CASE("a_station_outside_the_world_keeps_its_readings") {
  const Understood out = read(coverage(range("ff", "3"), R"("2026-06-27T14:40:00Z")", "0", "0"));
  REQUIRE(out.observations.size() == 1);
  CHECK_FALSE(out.observations[0].geometry);
  CHECK(out.remarks[0].code == "outside-world");
}

TEST_CASE("what_is_no_coverage_json_is_rejected") {
  for (const std::string bytes :
       {"", "{}", "[]", "<html></html>", "{\"coverages\":7}", "{\"type\":\"Feature\"}"}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Rejected);
  }
}

}  // namespace voorzien::feeds
