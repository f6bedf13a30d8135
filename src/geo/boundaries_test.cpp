#include "geo/boundaries.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "geo/builtin.h"
#include "geo/limits.h"

using namespace voorzien;
using namespace voorzien::geo;

namespace {

std::string feature(std::string_view code, std::string_view coordinates) {
  return fmt::format(R"({{"type":"Feature","properties":{{"statcode":"{}","statnaam":"Dorp"}},)"
                     R"("geometry":{{"type":"Polygon","coordinates":{}}}}})",
                     code, coordinates);
}
std::string collection(std::string_view features) {
  return fmt::format(R"({{"type":"FeatureCollection","features":[{}]}})", features);
}
constexpr std::string_view square = "[[[5,52],[5.1,52],[5.1,52.1],[5,52.1],[5,52]]]";

constexpr std::string_view topology =
    R"({"type":"Topology","transform":{"scale":[0.1,0.1],"translate":[5,52]},
  "arcs":[[[1,0],[0,1]],[[1,1],[-1,0],[0,-1],[1,0]],[[1,0],[1,0],[0,1],[-1,0]]],
  "objects":{"gm":{"type":"GeometryCollection","geometries":[
    {"type":"Polygon","arcs":[[0,1]],"properties":{"code":"GM0001"}},
    {"type":"MultiPolygon","arcs":[[[2,-1]]],"properties":{"code":"GM0002"}},
    {"type":"Polygon","arcs":[[0,1]],"properties":{"other":1}}]}}})";

std::string shared_file(std::string_view name) {
  const char* shared = std::getenv("VOORZIEN_SHARED");
  if (shared == nullptr) {
    MESSAGE("SKIPPED: VOORZIEN_SHARED is not set, ", std::string(name), " is not read");
    return {};
  }
  std::ifstream in(std::string(shared) + "/data/" + std::string(name), std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace

TEST_CASE("geojson_features_with_cbs_codes_become_areas") {
  const auto read = read_boundaries(collection(feature("GM0001", square) + "," + feature("PV26", square)));
  REQUIRE(read);
  REQUIRE(read->areas.size() == 1);
  CHECK(read->areas[0].name == "Dorp");
  CHECK(read->without_code == 1);
  CHECK_FALSE(read->was_rd);
}

TEST_CASE("topojson_arcs_are_put_together_forwards_and_backwards") {
  const auto read = read_boundaries(topology);
  REQUIRE(read);
  REQUIRE(read->areas.size() == 2);
  CHECK(read->without_code == 1);
  const AreaIndex index = AreaIndex::build(read->areas, false);
  CHECK(index.at({5.05, 52.05}) == std::vector<std::string>{"GM0001"});
  CHECK(index.at({5.15, 52.05}) == std::vector<std::string>{"GM0002"});
}

TEST_CASE("rd_metres_are_turned_into_degrees") {
  const auto read = read_boundaries(collection(feature(
      "GM0001", "[[[155000,463000],[156000,463000],[156000,464000],[155000,464000],[155000,463000]]]")));
  REQUIRE(read);
  CHECK(read->was_rd);
  CHECK(read->areas[0].shape.polygons[0].rings[0][0].lat == doctest::Approx(52.1551744));
}

TEST_CASE("errors_name_the_feature_and_its_code") {
  const auto mixed = read_boundaries(
      collection(feature("GM0001", square) + "," +
                 feature("GM0002", "[[[155000,463000],[156000,463000],[156000,464000],[155000,463000]]]")));
  REQUIRE_FALSE(mixed);
  CHECK(mixed.error().code == ErrorCode::BadPlace);
  CHECK(mixed.error().where == "/features/1/geometry (GM0002)");
  const auto text = read_boundaries(collection(feature("GM0001", R"([[[5,"x"]]])")));
  REQUIRE_FALSE(text);
  CHECK(text.error().code == ErrorCode::Malformed);
  CHECK(text.error().where == "/features/0/geometry (GM0001)");
  CHECK(read_boundaries(collection(feature("GM0001", square) + "," + feature("GM0001", square)))
            .error()
            .where == "GM0001");
  CHECK(read_boundaries("{").error().code == ErrorCode::Malformed);
  CHECK(read_boundaries("[]").error().code == ErrorCode::NotOfFormat);
  CHECK(read_boundaries(R"({"type":"Feature"})").error().code == ErrorCode::NotOfFormat);
  CHECK(read_boundaries(collection("")).error().code == ErrorCode::MissingField);
  CHECK(read_boundaries(collection(feature("GM0001", "[[[5,52],[5,52]]]"))).error().code ==
        ErrorCode::BadValue);
}

TEST_CASE("a_topology_with_an_unknown_arc_is_refused") {
  std::string broken(topology);
  broken.replace(broken.find("[[0,1]]"), 7, "[[0,9]]");
  const auto read = read_boundaries(broken);
  REQUIRE_FALSE(read);
  CHECK(read.error().where == "/objects/gm/geometries/0 (GM0001)");
}

TEST_CASE("too_deep_too_many_areas_and_too_large_are_refused") {
  CHECK(read_boundaries(std::string(limits::boundary_depth_max + 1, '[') +
                        std::string(limits::boundary_depth_max + 1, ']'))
            .error()
            .code == ErrorCode::TooDeep);
  std::string many;
  const std::string tiny =
      R"({"properties":{"code":"GM0001"},"geometry":{"type":"Polygon","coordinates":[[[5,52],[6,52],[6,53],[5,52]]]}},)";
  for (std::size_t i = 0; i <= limits::boundary_areas_max; ++i) many += tiny;
  many.pop_back();
  CHECK(read_boundaries(collection(many)).error().code == ErrorCode::TooLarge);
  // One long arc, used over and over, must not fill the memory.
  std::string arc = "[";
  for (int i = 0; i < 20'000; ++i) arc += "[5,52],";
  arc.back() = ']';
  std::string uses;
  for (std::size_t i = 0; i < limits::boundary_points_max / 20'000 + 2; ++i) uses += "0,";
  uses.pop_back();
  CHECK(
      read_boundaries(
          fmt::format(
              R"({{"type":"Topology","arcs":[{}],"objects":{{"a":{{"type":"Polygon","properties":{{"code":"GM0001"}},"arcs":[[{}]]}}}}}})",
              arc, uses))
          .error()
          .code == ErrorCode::TooLarge);
  CHECK(read_boundaries(std::string(limits::boundary_bytes_max + 1, ' ')).error().code ==
        ErrorCode::TooLarge);
}

TEST_CASE("names_set_name_and_region_and_tell_what_has_no_boundary") {
  auto read = read_boundaries(topology);
  REQUIRE(read);
  const auto names = apply_names(
      R"([{"gm":"GM0001","name":"Een","vr":"VR09"},{"gm":"GM0099","name":"Weg","vr":"VR09"}])", read->areas);
  REQUIRE(names);
  CHECK(names->applied == 1);
  CHECK(names->without_area == std::vector<std::string>{"GM0099"});
  CHECK(read->areas[0].name == "Een");
  CHECK(read->areas[0].region == "VR09");
  CHECK(apply_names(R"([{"gm":"X","name":"Een","vr":"VR09"}])", read->areas).error().where == "/0/gm");
  CHECK(apply_names(R"({})", read->areas).error().code == ErrorCode::NotOfFormat);
}

TEST_CASE("the_built_in_outlines_know_the_three_regions_coarsely") {
  const AreaIndex index = builtin_areas();
  CHECK(index.is_coarse());
  CHECK(index.areas().size() == 3);
  CHECK(index.at({5.12, 52.09}) == std::vector<std::string>{"VR09"});   // Utrecht
  CHECK(index.at({5.09, 51.895}) == std::vector<std::string>{"VR09"});  // Leerdam, since 2019
  CHECK(index.at({5.18, 52.225}) == std::vector<std::string>{"VR14"});  // Hilversum
  CHECK(index.at({5.47, 52.51}) == std::vector<std::string>{"VR25"});   // Lelystad
  CHECK(index.at({5.75, 52.71}) == std::vector<std::string>{"VR25"});   // Emmeloord
  CHECK(index.at({4.9, 52.37}).empty());                                // Amsterdam
  CHECK(index.at({5.91, 51.98}).empty());                               // Arnhem
  CHECK(index.find("VR14")->name == "Gooi en Vechtstreek");
}

TEST_CASE("the_shared_boundaries_are_read_whole") {
  const std::string json = shared_file("feeds/geo/nl-vr-gm.topo.json");
  if (json.empty()) return;
  auto read = read_boundaries(json);
  REQUIRE(read);
  CHECK(read->areas.size() == 367);
  const auto names =
      apply_names(shared_file("feeds/geo/gemeenten-by-veiligheidsregio-2023.json"), read->areas);
  REQUIRE(names);
  CHECK(names->applied == 342);
  complete(read->areas);
  const AreaIndex index = AreaIndex::build(std::move(read->areas), false);
  CHECK(index.at({5.12, 52.09}) == std::vector<std::string>{"GM0344", "VR09"});
  // Every municipality touches itself and its own region. The file's regions are simplified apart from its
  // municipalities, so there are real overlaps besides: 91, the number that GEOS finds in it too.
  std::size_t others = 0;
  for (const Area& area : index.areas()) {
    if (!area.code.starts_with("GM")) continue;
    const auto touched = index.touching(area.shape);
    CHECK(std::count(touched.begin(), touched.end(), area.code) == 1);
    CHECK_MESSAGE(std::count(touched.begin(), touched.end(), area.region) == 1, area.code);
    others += touched.size() - 2;
  }
  CHECK(others == 91);
  auto regions = read_boundaries(shared_file("basemap/vr.json"));
  REQUIRE(regions);
  CHECK(regions->areas.size() == 25);
}

TEST_CASE("first_coordinates_of_the_shared_traffic_file_fall_as_counted") {
  const std::string json = shared_file("feeds/geo/nl-vr-gm.topo.json");
  const std::string xml = shared_file("feeds/datex2-ndw/ndw_actueel_beeld.xml");
  if (json.empty() || xml.empty()) return;
  const AreaIndex index = AreaIndex::build(std::move(read_boundaries(json)->areas), false);
  std::map<std::string, int> counted;
  int without = 0;
  int nowhere = 0;
  for (std::size_t at = xml.find("<sit:situationRecord "); at != std::string::npos;) {
    const std::size_t next = xml.find("<sit:situationRecord ", at + 1);
    const std::string record = xml.substr(at, next == std::string::npos ? next : next - at);
    at = next;
    // The first point or line of the record, by hand: the parser of feeds/ is not used here on purpose.
    const std::size_t latitude = record.find("latitude>");
    const std::size_t list = record.find("posList");
    Point p;
    if (list != std::string::npos && (latitude == std::string::npos || list < latitude)) {
      char* end = nullptr;
      p.lat = std::strtod(record.c_str() + record.find('>', list) + 1, &end);
      p.lon = std::strtod(end, nullptr);
    } else if (latitude != std::string::npos) {
      p.lat = std::strtod(record.c_str() + latitude + 9, nullptr);
      p.lon = std::strtod(record.c_str() + record.find("longitude>", latitude) + 10, nullptr);
    }
    if (!is_place(p)) {
      ++without;
      continue;
    }
    std::string region;
    for (const std::string& code : index.at(p)) region = code.starts_with("VR") ? code : region;
    nowhere += region.empty() ? 1 : 0;
    if (!region.empty()) ++counted[region];
  }
  CHECK(counted["VR09"] == 143);
  CHECK(counted["VR25"] == 31);
  CHECK(counted["VR14"] == 5);
  CHECK(without == 11);
  CHECK(nowhere == 2);
}
