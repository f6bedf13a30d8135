#include "feeds/datex2/datex2.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "feeds/limits.h"
#include "geo/boundaries.h"

namespace voorzien::feeds {
namespace {
using observations::Observation;
using observations::Status;
using observations::Verdict;

std::string publication(std::string_view situations) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<mc:messageContainer xmlns:mc="http://datex2.eu/schema/3/messageContainer" xmlns:sit="http://datex2.eu/schema/3/situation"
 xmlns:com="http://datex2.eu/schema/3/common" xmlns:loc="http://datex2.eu/schema/3/locationReferencing">
<mc:payload xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="sit:SituationPublication" lang="nl">
<com:publicationTime>2026-07-03T15:00:00.001712531Z</com:publicationTime>)" +
         std::string(situations) + "</mc:payload></mc:messageContainer>";
}

std::string situation(std::string_view status, std::string_view record) {
  return R"(<sit:situation id="S1"><sit:overallSeverity>medium</sit:overallSeverity><sit:headerInformation>)"
         "<com:informationStatus>" +
         std::string(status) + "</com:informationStatus></sit:headerInformation>" + std::string(record) +
         "</sit:situation>";
}

constexpr std::string_view lane =
    R"(<sit:situationRecord xsi:type="sit:RoadOrCarriagewayOrLaneManagement" id="R1" version="7">
<sit:situationRecordVersionTime>2026-07-03T14:59:59.123456789Z</sit:situationRecordVersionTime>
<sit:validity><com:validityStatus>definedByValidityTimeSpec</com:validityStatus><com:validityTimeSpecification>
<com:overallStartTime>2026-07-03T14:00:00Z</com:overallStartTime></com:validityTimeSpecification></sit:validity>
<sit:cause><sit:causeType>roadMaintenance</sit:causeType></sit:cause>
<sit:locationReference><loc:gmlLineString><loc:posList>52.1 5.1 52.2 5.2</loc:posList></loc:gmlLineString></sit:locationReference>
<sit:roadOrCarriagewayOrLaneManagementType>laneClosures</sit:roadOrCarriagewayOrLaneManagementType></sit:situationRecord>)";

observations::Understood read(const std::string& xml) { return parse_datex2(xml, Context{}); }
}  // namespace

TEST_CASE("a_situation_record_becomes_one_observation_with_its_times_place_and_title") {
  const auto got = read(publication(situation("real", lane)));
  REQUIRE(got.observations.size() == 1);
  const Observation& one = got.observations[0];
  CHECK(one.native_id == "R1");
  CHECK(one.native_version == "7");
  CHECK(one.references == std::vector<std::string>{"S1"});
  CHECK(one.title == "Rijstrook dicht (wegwerkzaamheden)");
  CHECK(one.status == Status::Actual);
  CHECK(one.native_level == "medium");
  CHECK_FALSE(one.level.has_value());
  CHECK(format_rfc3339(*one.t_issued) == "2026-07-03T14:59:59.123456Z");
  CHECK(format_rfc3339(*one.valid_from) == "2026-07-03T14:00:00.000000Z");
  CHECK_FALSE(one.valid_to.has_value());
  const auto& line = std::get<geo::LineString>(*one.geometry);
  CHECK(line.points.front() == geo::Point{5.1, 52.1});
  CHECK(got.full_list);
  CHECK(format_rfc3339(*got.published) == "2026-07-03T15:00:00.001712Z");
}

TEST_CASE("test_and_exercise_situations_are_never_actual") {
  const auto status = [](std::string_view information) {
    return read(publication(situation(information, lane))).observations.at(0).status;
  };
  CHECK(status("real") == Status::Actual);
  CHECK(status("test") == Status::Test);
  CHECK(status("exercise") == Status::Exercise);
  CHECK(status("technicalExercise") == Status::Exercise);
  CHECK(status("securityExercise") == Status::Exercise);
}

TEST_CASE("the_valid_period_wins_over_the_overall_bounds") {
  std::string record(lane);
  const std::string_view end = "</com:validityTimeSpecification>";
  record.insert(record.find(end),
                "<com:overallEndTime>2026-07-09T14:00:00Z</com:overallEndTime><com:validPeriod>"
                "<com:startOfPeriod>2026-07-03T22:00:00Z</com:startOfPeriod>"
                "<com:endOfPeriod>2026-07-04T04:00:00Z</com:endOfPeriod></com:validPeriod>");
  const Observation one = read(publication(situation("real", record))).observations.at(0);
  CHECK(format_rfc3339(*one.valid_from) == "2026-07-03T22:00:00.000000Z");
  CHECK(format_rfc3339(*one.valid_to) == "2026-07-04T04:00:00.000000Z");
}

TEST_CASE("titles_are_dutch_and_follow_from_the_type") {
  const auto title = [](const std::string& type, const std::string& rest) {
    return read(publication(situation("real", "<sit:situationRecord xsi:type='sit:" + type +
                                                  "' id='R' version='1'>" + rest + "</sit:situationRecord>")))
        .observations.at(0)
        .title;
  };
  CHECK(title("Accident", "<sit:accidentType>other</sit:accidentType>") == "Ongeval");
  CHECK(title("VehicleObstruction",
              "<sit:vehicleObstructionType>brokenDownVehicle</sit:vehicleObstructionType>") == "Pechgeval");
  CHECK(title("GeneralObstruction", "<sit:obstructionType>other</sit:obstructionType>") ==
        "Object op de weg");
  CHECK(title("SpeedManagement", "<sit:temporarySpeedLimit>70.0</sit:temporarySpeedLimit>") ==
        "Snelheidsbeperking 70 km/u");
  CHECK(title("ReroutingManagement", "") == "Omleiding");
  CHECK(title("NeverHeardOf", "") == "Verkeersmelding");
  CHECK(title("RoadOrCarriagewayOrLaneManagement",
              "<sit:locationReference><loc:roadInformation><loc:roadNumber>A27</loc:roadNumber></"
              "loc:roadInformation>"
              "</sit:locationReference><sit:roadOrCarriagewayOrLaneManagementType>roadClosed"
              "</sit:roadOrCarriagewayOrLaneManagementType>") == "Weg dicht, A27");
}

TEST_CASE("a_publication_without_situations_is_accepted_and_empty") {
  const auto got = read(publication(""));
  CHECK(got.verdict == Verdict::Accepted);
  CHECK(got.observations.empty());
  CHECK(got.full_list);
}

TEST_CASE("a_publication_of_changes_only_is_no_full_list") {
  const auto is_full = [](const std::string& before, const std::string& inside) {
    const auto got =
        read("<s:Envelope xmlns:s='urn:s'><s:Body><a:pullAnswer xmlns:a='urn:a'><d2LogicalModel>" + before +
             "<payloadPublication xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
             "xsi:type='SituationPublication'>" +
             inside + "</payloadPublication></d2LogicalModel></a:pullAnswer></s:Body></s:Envelope>");
    CHECK(got.verdict == Verdict::Accepted);
    return got.full_list;
  };
  const auto by = [](const std::string& method) {
    return "<exchange><subscription><updateMethod>" + method + "</updateMethod></subscription></exchange>";
  };
  CHECK(is_full("", ""));
  CHECK(is_full(by("snapshot"), ""));
  CHECK_FALSE(is_full(by("singleElementUpdate"), ""));
  const auto context = [](const std::string& protocol) {
    return "<exchangeInformation><exchangeContext><codedExchangeProtocol>" + protocol +
           "</codedExchangeProtocol></exchangeContext></exchangeInformation>";
  };
  CHECK(is_full(context("snapshotPull"), ""));
  for (const char* changes : {"deltaPush", "simplePush", "statefulPush"})
    CHECK_FALSE(is_full(context(changes), ""));
  CHECK(is_full(by("snapshot") + context("simplePush"), ""));  // the method goes before the way it is sent
  CHECK(is_full("", "<feedType>Event Data - Full Refresh</feedType>"));
  CHECK(is_full("", "<feedType>FULL</feedType>"));
  CHECK_FALSE(is_full("", "<feedType>Event Data</feedType>"));
}

TEST_CASE("an_update_of_all_elements_is_the_whole_of_its_situations_only") {
  std::string document = publication(situation("real", std::string(lane)));
  CHECK(read(document).whole_groups.empty());
  document.insert(document.find("<mc:payload"),
                  "<ex:exchangeInformation xmlns:ex='urn:e'><ex:updateMethod>allElementUpdate"
                  "</ex:updateMethod></ex:exchangeInformation>");
  const auto got = read(document);
  CHECK_FALSE(got.full_list);
  REQUIRE(got.observations.size() == 1);
  CHECK(got.whole_groups == got.observations[0].references);
}

TEST_CASE("a_message_without_publication_that_only_says_it_lives_is_no_fault") {
  const auto got = read(
      "<d2LogicalModel xmlns='http://datex2.eu/schema/2/2_0'><exchange><keepAlive>true</keepAlive></exchange>"
      "</d2LogicalModel>");
  CHECK(got.verdict == Verdict::Accepted);
  CHECK(got.observations.empty());
  CHECK_FALSE(got.full_list);
}

TEST_CASE("a_record_that_leaves_the_filter_has_ended") {
  std::string record(lane);
  record.insert(record.rfind("</sit:situationRecord>"),
                "<sit:management><sit:filterExitManagement><sit:filterEnd>true</sit:filterEnd>"
                "</sit:filterExitManagement></sit:management>");
  CHECK(read(publication(situation("real", record))).observations.at(0).status == Status::Ended);
}

TEST_CASE("all_lines_of_a_comment_are_kept_in_one_language") {
  const auto comment = [](const std::string& values) {
    const std::string record =
        "<sit:situationRecord xsi:type='sit:AbnormalTraffic' id='R'>"
        "<sit:generalPublicComment><sit:comment><com:values>" +
        values + "</com:values></sit:comment></sit:generalPublicComment></sit:situationRecord>";
    return read(publication(situation("real", record))).observations.at(0).texts.at(0).description;
  };
  CHECK(comment("<com:value>Where</com:value><com:value>Why</com:value>") == "Where\nWhy");
  CHECK(comment("<com:value lang='fr'>Lieu</com:value><com:value lang='nl'>Plaats</com:value>"
                "<com:value lang='nl'>Reden</com:value>") == "Plaats\nReden");
  CHECK(comment("<com:value lang='fr'>Lieu</com:value><com:value lang='de'>Ort</com:value>") == "Lieu");
}

TEST_CASE("heights_in_a_line_are_passed_over") {
  std::string record(lane);
  record.replace(record.find("<loc:posList>"), 30, "<loc:posList srsDimension='3'>52.1 5.1 0 52.2 5.2 1");
  CAPTURE(record);
  const auto got = read(publication(situation("real", record)));
  CHECK(got.verdict == Verdict::AcceptedWithRemarks);  // areas-coarse, no other
  CHECK(got.remarks.size() == 1);
  const auto& line = std::get<geo::LineString>(*got.observations.at(0).geometry);
  CHECK(line.points == std::vector<geo::Point>{{5.1, 52.1}, {5.2, 52.2}});
}

TEST_CASE("a_fault_in_one_record_costs_no_other") {
  std::string broken(lane);
  broken.replace(broken.find("52.1 5.1"), 8, "x y z w.");
  const auto got = read(publication(situation("real", broken + std::string(lane))));
  REQUIRE(got.observations.size() == 2);
  CHECK_FALSE(got.observations[0].geometry.has_value());
  CHECK(got.observations[1].geometry.has_value());
  CHECK(got.verdict == Verdict::AcceptedWithRemarks);
  CHECK(std::any_of(got.remarks.begin(), got.remarks.end(),
                    [](const auto& r) { return r.code == "geometry-unread"; }));
}

TEST_CASE("more_records_than_the_limit_are_left_out_and_the_list_is_then_not_full") {
  std::string records;
  for (std::size_t i = 0; i < limits::observations_max + 1; ++i) records += "<sit:situationRecord/>";
  const auto got = read(publication(situation("real", records)));
  CHECK(got.observations.size() == limits::observations_max);
  CHECK_FALSE(got.full_list);
  CHECK(std::any_of(got.remarks.begin(), got.remarks.end(), [](const auto& r) {
    return r.code == "too-many-observations" || r.code == "more-remarks";
  }));
}

TEST_CASE("publications_that_are_no_situations_are_rejected_by_name") {
  const auto got = read(
      R"(<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><d2LogicalModel xmlns="http://datex2.eu/schema/2/2_0"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><payloadPublication xsi:type="MeasuredDataPublication"/></d2LogicalModel></s:Body></s:Envelope>)");
  CHECK(got.verdict == Verdict::Rejected);
  CHECK(got.remarks.at(0).code == "datex2-other-publication");
  CHECK(read("<html></html>").remarks.at(0).code == "html-page");
  CHECK(read("<a/>").remarks.at(0).code == "not-of-format");
}

TEST_CASE("the_real_file_gives_the_known_counts_per_region") {
  const char* shared = std::getenv("VOORZIEN_SHARED");
  if (shared == nullptr) {
    std::cout << "SKIPPED the_real_file_gives_the_known_counts_per_region: VOORZIEN_SHARED is not set\n";
    return;
  }
  const auto file = [shared](const char* name) {
    std::ifstream in(std::string(shared) + "/data/feeds/" + name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  };
  auto boundaries = geo::read_boundaries(file("geo/nl-vr-gm.topo.json"));
  REQUIRE(bool(boundaries));
  const geo::AreaIndex index = geo::AreaIndex::build(std::move(boundaries.value().areas), false);
  Context context;
  context.areas = &index;
  const auto got = parse_datex2(file("datex2-ndw/ndw_actueel_beeld.xml"), context);
  CHECK(got.verdict == Verdict::Accepted);
  CHECK(got.observations.size() == 853);
  std::map<std::string, int> regions;
  int placeless = 0;
  int nowhere = 0;
  for (const Observation& one : got.observations) {
    bool in_region = false;
    for (const std::string& code : one.areas)
      if (code.starts_with("VR")) {
        ++regions[code];
        in_region = true;
      }
    placeless += !one.geometry;
    nowhere += one.geometry && !in_region;
    CHECK_FALSE(one.title.empty());
  }
  CHECK(regions["VR09"] == 143);
  CHECK(regions["VR25"] == 31);
  CHECK(regions["VR14"] == 5);
  CHECK(placeless == 11);
  CHECK(nowhere == 2);
  CHECK(parse_datex2(file("datex2-ndw/ndw_trafficspeed.xml"), context).remarks.at(0).code ==
        "datex2-other-publication");
}

}  // namespace voorzien::feeds
