#include "feeds/rail/ns.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Status;
using observations::Understood;
using observations::Verdict;

std::string station(const std::string& name, const std::string& lng, const std::string& lat) {
  return R"({"uicCode":"8400621","stationCode":"X","name":")" + name + R"(","coordinate":{"lat":)" + lat +
         R"(,"lng":)" + lng + R"(},"countryCode":"NL"})";
}
std::string section(const std::string& stations) {
  return R"({"section":{"stations":[)" + stations +
         R"(],"direction":"BOTH"},"consequence":{"level":"NO_OR_MUCH_LESS_TRAINS"}})";
}
const std::string utrecht = station("Utrecht Centraal", "5.1094", "52.0894");
const std::string houten = station("Houten", "5.1686", "52.0341");
std::string disruption(const std::string& sections = section(utrecht + "," + houten),
                       const std::string& active = "true", const std::string& type = "DISRUPTION") {
  return R"({"id":"6012345","type":")" + type +
         R"(","registrationTime":"2026-06-27T14:40:00+0200","releaseTime":"2026-06-27T14:45:00+0200","local":false,"title":"Utrecht Centraal - Houten","topic":"d_1","isActive":)" +
         active +
         R"(,"start":"2026-06-27T14:38:00+0200","end":"2026-06-27T17:00:00+0200","phase":{"id":"2","label":"Prognose bekend"},"impact":{"value":4},"expectedDuration":{"description":"Dit duurt tot ongeveer 17:00 uur.","endTime":"2026-06-27T17:00:00+0200"},"summaryAdditionalTravelTime":{"label":"De extra reistijd is 30 minuten.","shortLabel":"+30 min."},"publicationSections":[)" +
         sections +
         R"(],"timespans":[{"start":"2026-06-27T14:38:00+0200","end":"2026-06-27T17:00:00+0200","situation":{"label":"Tussen Utrecht Centraal en Houten rijden geen treinen."},"cause":{"label":"Dit komt door een boom op het spoor."},"advices":[]}]})";
}
Understood read(const std::string& bytes) {
  Context context;
  context.areas = &testing::exact_areas();
  context.source = {"ns"};
  return parse_ns(bytes, context);
}
}  // namespace

TEST_CASE("a_disruption_is_one_observation_along_its_stations") {
  const Understood out = read("[" + disruption() + "]");
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.full_list);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "6012345");
  CHECK(o.kind == "disruption");
  CHECK(o.theme == "rail");
  CHECK(o.title == "Utrecht Centraal - Houten: Tussen Utrecht Centraal en Houten rijden geen treinen.");
  CHECK(o.native_level == "DISRUPTION; impact 4; Prognose bekend");
  CHECK_FALSE(o.level);
  CHECK(o.valid_from == parse_instant("2026-06-27T12:38:00Z").value());  // +0200 without a colon
  CHECK(o.valid_to == parse_instant("2026-06-27T15:00:00Z").value());
  CHECK(o.t_issued == parse_instant("2026-06-27T12:45:00Z").value());
  CHECK(o.place == "Utrecht Centraal, Houten");
  REQUIRE(std::holds_alternative<geo::LineString>(o.geometry.value()));
  CHECK(std::get<geo::LineString>(*o.geometry).points[1] == geo::Point{5.1686, 52.0341});
  CHECK(o.texts[0].description.find("boom op het spoor") != std::string::npos);
}

TEST_CASE("a_calamity_has_its_words_in_paragraphs_and_no_time_spans") {
  const Understood out = read(
      R"([{"id":"c-1","type":"CALAMITY","isActive":true,"title":"Geen treinen","topic":"t","priority":"PRIO_1",)"
      R"("lastUpdated":"2026-11-28T06:10:00+0100","description":"Door sneeuw rijden er geen treinen.",)"
      R"("bodyItems":[{"objectType":"PARAGRAPH","content":"Reis niet."},7,{"objectType":"IMAGE"}]}])");
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].t_issued == parse_instant("2026-11-28T05:10:00Z").value());
  REQUIRE(out.observations[0].texts.size() == 1);
  CHECK(out.observations[0].texts[0].description == "Door sneeuw rijden er geen treinen.\nReis niet.");
  CHECK(out.observations[0].native_level == "CALAMITY");
}

TEST_CASE("a_payload_is_the_same_as_a_bare_list") {
  CHECK(read("{\"payload\":[" + disruption() + "]}").observations ==
        read("[" + disruption() + "]").observations);
}

TEST_CASE("the_way_back_is_the_same_line_and_several_lines_are_kept") {
  const Understood back =
      read("[" + disruption(section(utrecht + "," + houten) + "," + section(houten + "," + utrecht)) + "]");
  CHECK(std::holds_alternative<geo::LineString>(back.observations[0].geometry.value()));
  const std::string zeist = station("Driebergen-Zeist", "5.2818", "52.0648");
  const Understood two =
      read("[" + disruption(section(utrecht + "," + houten) + "," + section(utrecht + "," + zeist)) + "]");
  CHECK(std::get<geo::MultiLineString>(two.observations[0].geometry.value()).lines.size() == 2);
  const Understood one = read("[" + disruption(section(utrecht)) + "]");
  CHECK(std::holds_alternative<geo::Point>(one.observations[0].geometry.value()));
}

TEST_CASE("what_is_no_longer_active_has_ended_and_announced_work_has_its_own_times") {
  CHECK(read("[" + disruption("", "false") + "]").observations[0].status == Status::Ended);
  const Understood work = read("[" + disruption("", "false", "MAINTENANCE") + "]");
  CHECK(work.observations[0].status == Status::Actual);
  CHECK(work.observations[0].kind == "planned-work");
}

TEST_CASE("a_changed_disruption_keeps_its_identity") {
  std::string changed = disruption();
  changed.replace(changed.find("14:45:00+0200"), 13, "15:15:00+0200");
  const Understood first = read("[" + disruption() + "]");
  const Understood second = read("[" + changed + "]");
  CHECK(first.observations[0].native_id == second.observations[0].native_id);
  CHECK(*first.observations[0].t_issued < *second.observations[0].t_issued);
}

TEST_CASE("stations_at_zero_or_the_wrong_way_round_are_seen") {
  const Understood zero = read("[" + disruption(section(station("Zoek", "0", "0"))) + "]");
  CHECK_FALSE(zero.observations[0].geometry);
  CHECK(zero.remarks[0].code == "outside-world");
  CHECK(zero.remarks[0].where == "/0/publicationSections/0/section/stations/0");
  const Understood turned = read("[" + disruption(section(station("Houten", "52.0341", "5.1686"))) + "]");
  CHECK(std::get<geo::Point>(turned.observations[0].geometry.value()) == geo::Point{5.1686, 52.0341});
}

TEST_CASE("a_faulty_disruption_costs_no_other") {
  const Understood out = read("[7,{\"type\":\"DISRUPTION\"}," + disruption() + "]");
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 2);
  CHECK(out.remarks[1].code == "missing-field");
  std::string bad = disruption();
  bad.replace(bad.find("2026-06-27T14:38:00+0200"), 24, "straks, rond half drie ..");
  CHECK(read("[" + bad + "]").remarks[0].code == "bad-time");
}

TEST_CASE("no_disruptions_is_normal_and_other_bytes_are_rejected") {
  for (const std::string bytes : {"[]", "{\"payload\":[]}"}) {
    CHECK(read(bytes).verdict == Verdict::Accepted);
    CHECK(read(bytes).full_list);
  }
  for (const std::string bytes :
       {"", "{}", "<html></html>", "{\"statusCode\":401,\"message\":\"Access denied\"}", "[{\"x\":1}]"}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Rejected);
    CHECK_FALSE(read(bytes).full_list);
  }
}

}  // namespace voorzien::feeds
