#include "feeds/energy/energy.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Status;
using observations::Understood;
using observations::Verdict;

std::string portal(const std::string& status = "active",
                   const std::string& period = R"("expectedEnd":"2026-06-27T18:00:00+02:00")",
                   const std::string& place = "[0,0]") {
  return R"({"id":4711,"source":{"organisation":"Stedin","timestamp":"2026-06-27T15:10:00+02:00"},"network":{"type":"electricity"},"period":{"begin":"2026-06-27T15:04:00+02:00",)" +
         period +
         R"(},"impact":{"households":3100},"location":{"features":[{"type":"Feature","geometry":{"type":"Point","coordinates":)" +
         place +
         R"(},"properties":{"city":"Nieuwegein","postalCode":"3431AB","street":"Kerkstraat"}}]},"cause":"Graafschade","status":")" +
         status + R"(","message":"Wij zijn onderweg."})";
}
std::string feature(const std::string& number = "\"S-1\"", const std::string& status = "In behandeling") {
  return R"({"type":"Feature","geometry":{"type":"Point","coordinates":[5.08,52.03]},"properties":{"STORING_NUMMER":)" +
         number + R"(,"STORING_STATUS":")" + status +
         R"(","STORING_GETROFFEN_POSTCODES":"3431AB;3431AC;3432","STORING_DATUM_GEMELD":1782565440000}})";
}
std::string layer(const std::string& features, const std::string& more = "") {
  return R"({"type":"FeatureCollection",)" + more + "\"features\":[" + features + "]}";
}
Understood read(const std::string& bytes, const geo::Gazetteer* places = nullptr) {
  Context context;
  context.areas = &testing::exact_areas();
  context.source = {"netbeheer"};
  context.places = places;
  return parse_energy(bytes, context);
}
}  // namespace

TEST_CASE("an_interruption_of_the_portal_is_one_observation") {
  const geo::Gazetteer places = geo::Gazetteer::build({{"Nieuwegein", {5.08, 52.03}, "GM0356", 65'000}}, {});
  const Understood out = read("[" + portal() + "]", &places);
  CHECK(out.full_list);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "4711");
  CHECK(o.kind == "outage");
  CHECK(o.theme == "energy");
  CHECK(o.title == "Stroom weg, Nieuwegein");
  CHECK(o.status == Status::Actual);
  CHECK(o.quantity == observations::Quantity{3100, "households"});
  CHECK(o.valid_from == parse_instant("2026-06-27T13:04:00Z").value());
  CHECK(o.valid_to == parse_instant("2026-06-27T16:00:00Z").value());
  CHECK(o.t_issued == parse_instant("2026-06-27T13:10:00Z").value());
  CHECK(o.place == "Nieuwegein");
  CHECK(o.place_precision == "town");
  CHECK(o.areas == std::vector<std::string>{"GM0310", "VR09"});
  CHECK(o.texts[0].description == "Wij zijn onderweg.\n\nOorzaak: Graafschade");
}

TEST_CASE("coordinates_at_zero_are_no_place_and_no_remark_of_the_portal") {
  const Understood out = read("[" + portal() + "]");
  CHECK(out.verdict == Verdict::Accepted);
  CHECK_FALSE(out.observations[0].geometry);
  const Understood swapped = read("[" + portal("active", "\"end\":null", "[52.03,5.08]") + "]");
  CHECK(std::get<geo::Point>(swapped.observations[0].geometry.value()) == geo::Point{5.08, 52.03});
}

TEST_CASE("no_street_of_an_interruption_is_taken_over") {
  const Understood out = read("[" + portal() + "]");
  const observations::Observation& o = out.observations[0];
  CHECK(o.title.find("Kerkstraat") == std::string::npos);
  CHECK(o.place.find("Kerkstraat") == std::string::npos);
  const Understood layered = read(layer(feature()));
  CHECK(layered.observations[0].place == "3431, 3432");
}

TEST_CASE("planned_work_is_not_an_outage_and_what_was_solved_has_ended") {
  const Understood planned =
      read("[" + portal("active", R"("plannedEnd":"2026-06-27T18:00:00+02:00")") + "]");
  CHECK(planned.observations[0].kind == "planned-outage");
  CHECK(planned.observations[0].valid_to.has_value());
  CHECK(read("[" + portal("resolved") + "]").observations[0].status == Status::Ended);
  CHECK(read("[" + portal("test") + "]").observations[0].status == Status::Test);
  CHECK(read(layer(feature("7", "Opgelost"))).observations[0].status == Status::Ended);
}

TEST_CASE("until_24_00_is_the_end_of_that_day_and_not_its_start") {
  const Understood out = read("[" + portal("active", R"("expectedEnd":"2026-06-27T24:00:00+02:00")") + "]");
  CHECK(out.observations[0].valid_to == parse_instant("2026-06-27T22:00:00Z").value());
  CHECK(out.verdict == Verdict::Accepted);
}

TEST_CASE("a_feature_of_an_arcgis_layer_is_one_observation") {
  const Understood out = read(layer(feature()));
  CHECK(out.full_list);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "S-1");
  CHECK(o.valid_from == parse_instant("2026-06-27T13:04:00Z").value());
  CHECK(std::get<geo::Point>(o.geometry.value()) == geo::Point{5.08, 52.03});
  CHECK(o.native_level == "In behandeling");
  CHECK_FALSE(o.quantity);
  const Understood esri = read(
      R"({"features":[{"attributes":{"STORING_NUMMER":12,"STORING_DATUM_GEMELD":1782565440000},"geometry":{"x":5.08,"y":52.03}}]})");
  CHECK(esri.observations[0].native_id == "12");
  CHECK(std::get<geo::Point>(esri.observations[0].geometry.value()) == geo::Point{5.08, 52.03});
}

TEST_CASE("a_list_that_is_cut_off_ends_nothing") {
  const Understood out = read(layer(feature(), R"("properties":{"exceededTransferLimit":true},)"));
  CHECK_FALSE(out.full_list);
  CHECK(out.remarks[0].code == "list-cut-off");
  CHECK_FALSE(read(layer(feature(), R"("exceededTransferLimit":true,)")).full_list);
}

TEST_CASE("an_empty_list_of_interruptions_is_normal_and_full") {
  for (const std::string bytes : {"[]", "{\"disruptions\":[]}", "{\"data\":[]}", "{\"features\":[]}"}) {
    CAPTURE(bytes);
    const Understood out = read(bytes);
    CHECK(out.verdict == Verdict::Accepted);
    CHECK(out.observations.empty());
    CHECK(out.full_list);
  }
}

TEST_CASE("a_faulty_interruption_costs_no_other") {
  const Understood out = read("[7,{\"cause\":\"x\"}," + portal("active", R"("expectedEnd":"straks")") + "]");
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 3);
  CHECK(out.remarks[1].code == "missing-field");
  CHECK(out.remarks[1].where == "/1");
  CHECK(out.remarks[2].code == "bad-time");
  CHECK(out.remarks[2].where == "/2/period/expectedEnd");
  const Understood late =
      read(layer(feature() + R"(,{"properties":{"STORING_NUMMER":2,"STORING_DATUM_GEMELD":-5}})"));
  CHECK(late.observations.size() == 2);
  CHECK(late.remarks[0].code == "bad-time");
}

TEST_CASE("what_is_no_list_of_interruptions_is_rejected_and_ends_nothing") {
  for (const std::string bytes :
       {"", "{}", "7", "<html></html>", "[{\"a\":1}]", "{\"error\":\"token expired\"}"}) {
    CAPTURE(bytes);
    const Understood out = read(bytes);
    CHECK(out.verdict == Verdict::Rejected);
    CHECK_FALSE(out.full_list);
  }
}

}  // namespace voorzien::feeds
