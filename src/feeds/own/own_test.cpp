#include "feeds/own/own.h"

#include <doctest/doctest.h>

namespace voorzien::feeds {
namespace {
using observations::Level;
using observations::Status;
using observations::Understood;
using observations::Verdict;

Understood read(const std::string& items, const geo::Gazetteer* places = nullptr) {
  Context context;
  context.source = {"netbeheer"};
  context.places = places;
  return parse_observations("{\"observations\":[" + items + "]}", context);
}
}  // namespace

TEST_CASE("reads_an_outage_of_a_partner") {
  const Understood out = read(
      R"({"native_id":"st-12","native_version":2,"kind":"outage","theme":"energy","title":"Stroomstoring Nieuwegein",
      "text":"Oorzaak onbekend.","status":"actual","t_observed":"2026-06-27T15:04:00+02:00","valid_to":"2026-06-27T17:30:00+02:00",
      "quantity":{"value":3100,"unit":"households"},"lon":5.08,"lat":52.03,"areas":["GM0356"],"quality":"official"})");
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.source.value == "netbeheer");
  CHECK(o.native_id == "st-12");
  CHECK(o.native_version == "2");
  CHECK(o.kind == "outage");
  CHECK(o.quantity == observations::Quantity{3100, "households"});
  CHECK(o.t_observed == parse_instant("2026-06-27T13:04:00Z").value());
  CHECK(o.texts.at(0).description == "Oorzaak onbekend.");
  CHECK(std::get<geo::Point>(*o.geometry) == geo::Point{5.08, 52.03});
  CHECK(o.areas == std::vector<std::string>{"GM0356", "VR09"});
  CHECK_FALSE(o.id.value.empty());
}

TEST_CASE("native_id_and_title_are_enough") {
  const Understood out = read(R"({"native_id":"1","title":"Iets"})");
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].kind == "report");
  CHECK(out.observations[0].status == Status::Actual);
  CHECK(out.observations[0].place_precision == "none");
}

TEST_CASE("a_faulty_item_costs_no_other_item") {
  const Understood out =
      read(R"(5,{"title":"zonder id"},{"native_id":"1"},{"native_id":"2","title":"t","status":"boos"},
                              {"native_id":"3","title":"goed"})");
  CHECK(out.verdict == Verdict::AcceptedWithRemarks);
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].native_id == "3");
  REQUIRE(out.remarks.size() == 4);
  CHECK(out.remarks[0].where == "/observations/0");
  CHECK(out.remarks[3].where == "/observations/3/status");
}

TEST_CASE("unknown_and_faulty_fields_are_remarks") {
  const Understood out = read(
      R"({"native_id":"1","title":"t","colour":"red","level":"purple","lon":"east","t_observed":"now"})");
  REQUIRE(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 4);
  CHECK(out.remarks[0].code == "unknown-field");
  CHECK(out.remarks[0].where == "/observations/0/colour");
  CHECK_FALSE(out.observations[0].level);
  CHECK_FALSE(out.observations[0].t_observed);
}

TEST_CASE("the_wind_s_direction_is_said_in_words") {
  const auto level = [](const std::string& degrees) {
    return read(
               R"({"native_id":"1","title":"wind","kind":"wind","quantity":{"value":63,"unit":"km/h"},"direction_deg":)" +
               degrees + "}")
        .observations.at(0)
        .native_level;
  };
  CHECK(level("225") == "ZW 225");
  CHECK(level("0") == "N 0");
  CHECK(level("359") == "N 359");
  CHECK(level("360") == "N 0");
  CHECK(level("-45") == "NW 315");
  CHECK(level("112") == "O 112");
  CHECK(level("113") == "ZO 113");
}

TEST_CASE("status_and_level_words_are_read") {
  const Understood out = read(
      R"({"native_id":"1","title":"t","status":"test"},{"native_id":"2","title":"t","status":"ended","level":"orange"},
         {"native_id":"3","title":"t","status":"cancelled"},{"native_id":"4","title":"t","status":"exercise"})");
  REQUIRE(out.observations.size() == 4);
  CHECK(out.observations[0].status == Status::Test);
  CHECK(out.observations[0].test_reason == "status test");
  CHECK(out.observations[1].status == Status::Ended);
  CHECK(out.observations[1].level == Level::Orange);
  CHECK(out.observations[2].status == Status::Ended);
  CHECK(out.observations[3].status == Status::Exercise);
}

TEST_CASE("a_named_place_is_looked_up_when_no_geometry_is_given") {
  const geo::Gazetteer places = geo::Gazetteer::build({{"Houten", {5.17, 52.03}, "GM0321", 50'000}}, {});
  const Understood out = read(R"({"native_id":"1","title":"t","place":"Houten"})", &places);
  CHECK(out.observations.at(0).place_precision == "town");
  CHECK(out.observations.at(0).areas == std::vector<std::string>{"GM0321", "VR09"});
}

TEST_CASE("the_document_s_own_fields_are_read") {
  Context context;
  const Understood out = parse_observations(
      R"({"published":"2026-06-27T12:00:00Z","full_list":true,"observations":[],"extra":1})", context);
  CHECK(out.full_list);
  CHECK(out.published == parse_instant("2026-06-27T12:00:00Z").value());
  REQUIRE(out.remarks.size() == 1);
  CHECK(out.remarks[0].code == "unknown-field");
}

TEST_CASE("an_empty_list_is_accepted_and_other_bytes_are_rejected") {
  CHECK(read("").verdict == Verdict::Accepted);
  Context context;
  for (const std::string_view bytes :
       {"", "[]", "{}", "{\"observations\":{}}", "{\"observations\":[]} x", "<html>",
        "{\"observations\":[{\"native_id\":\"1\"", "{\"observations\":[\"\xff\"]}"}) {
    CAPTURE(bytes);
    const Understood out = parse_observations(bytes, context);
    CHECK(out.verdict == Verdict::Rejected);
    CHECK_FALSE(out.remarks.empty());
  }
}

TEST_CASE("texts_in_more_languages_are_kept") {
  const Understood out = read(
      R"({"native_id":"1","title":"t","texts":[{"language":"nl","headline":"kop","description":"d","instruction":"i"},{"headline":"zonder taal"},3]})");
  REQUIRE(out.observations.at(0).texts.size() == 2);
  CHECK(out.observations[0].texts[1].language == "nl");
  CHECK(out.remarks.size() == 1);
}

TEST_CASE("an_end_before_the_start_is_kept_and_remarked") {
  const Understood out = read(
      R"({"native_id":"1","title":"t","valid_from":"2026-06-27T12:00:00Z","valid_to":"2026-06-27T11:00:00Z"})");
  CHECK(out.observations.at(0).valid_to.has_value());
  CHECK(out.remarks.at(0).code == "ends-before-start");
}

}  // namespace voorzien::feeds
