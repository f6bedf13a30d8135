#include "feeds/cap/profiles.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "feeds/cap/cap.h"
#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using Names = std::vector<std::string>;

std::string pair(const std::string& element, const std::string& name, const std::string& value) {
  return "<" + element + "><valueName>" + name + "</valueName><value>" + value + "</value></" + element + ">";
}

struct Parts {
  std::string identifier = "A-1";
  std::string sender = "weer@example.org";
  std::string type = "Alert";
  std::string code = {};
  std::string language = "en-CA";
  std::string event_code = {};
  std::string times = "<expires>2026-07-03T20:00:00+02:00</expires>";
  std::string sender_name = {};
  std::string parameter = {};
  std::string geocode = {};
};
observations::Understood read(const Parts& parts) {
  const auto element = [](const std::string& name, const std::string& value) {
    return value.empty() ? "" : "<" + name + ">" + value + "</" + name + ">";
  };
  return parse_cap("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>" + parts.identifier +
                       "</identifier><sender>" + parts.sender +
                       "</sender><sent>2026-07-03T14:00:00+02:00</sent><status>Actual</status><msgType>" +
                       parts.type + "</msgType><scope>Public</scope>" + element("code", parts.code) +
                       "<info><language>" + parts.language +
                       "</language><category>Met</category><event>Wind</event><urgency>Expected</urgency>"
                       "<severity>Severe</severity><certainty>Likely</certainty>" +
                       parts.event_code + parts.times + element("senderName", parts.sender_name) +
                       parts.parameter + "<area><areaDesc>Here</areaDesc>" + parts.geocode +
                       "</area></info></alert>",
                   Context{});
}
Names profiles(const Parts& parts) {
  const auto got = read(parts);
  REQUIRE(got.observations.size() == 1);
  REQUIRE(got.observations[0].provenance);
  REQUIRE(got.provenance);
  CHECK(got.provenance->profiles == got.observations[0].provenance->profiles);
  return got.provenance->profiles;
}
std::size_t remarks(const Parts& parts, std::string_view code) {
  const auto got = read(parts);
  return static_cast<std::size_t>(
      std::ranges::count_if(got.remarks, [code](const auto& one) { return one.code == code; }));
}
}  // namespace

TEST_CASE("a_message_of_no_profile_has_none") { CHECK(profiles({}).empty()); }

TEST_CASE("meteoalarm_is_known_by_its_parameters_or_its_areas") {
  CHECK(profiles({.parameter = pair("parameter", "awareness_level", "2; yellow; Moderate")}) ==
        Names{"MeteoAlarm"});
  CHECK(profiles({.parameter = pair("parameter", "awareness_type", "1; Wind")}) == Names{"MeteoAlarm"});
  CHECK(profiles({.geocode = pair("geocode", "EMMA_ID", "NL015")}) == Names{"MeteoAlarm"});
}

TEST_CASE("a_message_as_knmi_writes_it_is_read_whole_without_a_remark") {
  std::ifstream in(std::string(VOORZIEN_SOURCE_DIR) + "/tests/corpus/cap_fuzz/knmi.xml", std::ios::binary);
  REQUIRE(in);
  Context context;
  context.areas = &testing::exact_areas();
  const observations::Understood got =
      parse_cap(std::string(std::istreambuf_iterator<char>(in), {}), context);
  CHECK(got.remarks.empty());
  REQUIRE(got.provenance);
  CHECK(got.provenance->profiles == Names{"MeteoAlarm", "KNMI"});
  REQUIRE(got.observations.size() == 1);
  const observations::Observation& one = got.observations[0];
  CHECK(one.level == observations::Level::Orange);
  CHECK(one.references == Names{"2.49.0.0.528.0.NL.261128030000.p1.1"});
  CHECK(one.texts.size() == 2);
  CHECK(one.areas == Names{"GM0310", "VR09"});
}

TEST_CASE("knmi_is_known_by_its_number_its_address_or_its_name") {
  CHECK(profiles({.identifier = "2.49.0.0.528.0.NL.260703.1"}) == Names{"KNMI"});
  CHECK(profiles({.identifier = "urn:oid:2.49.0.1.528.0.2026"}) == Names{"KNMI"});
  CHECK(profiles({.sender = "waarschuwingen@knmi.nl"}) == Names{"KNMI"});
  CHECK(profiles({.sender_name = "KNMI"}) == Names{"KNMI"});
  CHECK(profiles({.identifier = "2.49.0.0.52.0", .sender = "x@kmi.be"}).empty());
  CHECK(profiles({.sender = "weer@knmi.nl", .parameter = pair("parameter", "awareness_type", "1; Wind")}) ==
        Names{"MeteoAlarm", "KNMI"});
}

TEST_CASE("ipaws_is_known_by_its_code") {
  CHECK(profiles({.code = "IPAWSv1.0"}) == Names{"IPAWS"});
  CHECK(profiles({.code = "ipawsv2.0"}) == Names{"IPAWS"});
}

TEST_CASE("cap_cp_is_known_by_its_code_its_events_or_its_places") {
  CHECK(profiles({.code = "profile:CAP-CP:0.4"}) == Names{"CAP-CP"});
  CHECK(profiles({.event_code = pair("eventCode", "profile:CAP-CP:Event:0.4", "wind")}) == Names{"CAP-CP"});
  CHECK(profiles({.geocode = pair("geocode", "profile:CAP-CP:Location:0.3", "5915")}) == Names{"CAP-CP"});
}

TEST_CASE("other_profiles_are_named_by_their_code_and_faulty_names_are_none") {
  CHECK(profiles({.code = "urn:oasis:names:tc:emergency:cap:1.2:profile:CAP-AU:1.0"}) == Names{"CAP-AU"});
  CHECK(profiles({.code = "profile:XY_1:2"}) == Names{"XY_1"});
  CHECK(profiles({.code = "layer:SOREM:1.0"}).empty());
  CHECK(profiles({.code = "profile:"}).empty());
  CHECK(profiles({.code = "profile:a b:1"}).empty());
  CHECK(profiles({.code = "profile:" + std::string(33, 'a')}).empty());
  std::string many = "profile:P0:1";
  for (int i = 1; i < 20; ++i) many += "</code><code>profile:P" + std::to_string(i) + ":1";
  CHECK(profiles({.code = many}).size() == 8);
}

TEST_CASE("what_a_profile_asks_and_the_message_lacks_is_a_remark") {
  CHECK(remarks({.parameter = pair("parameter", "awareness_level", "yellow")}, "profile-meteoalarm") == 2);
  CHECK(remarks({.parameter = pair("parameter", "awareness_level", "2; yellow; Moderate") +
                              pair("parameter", "awareness_type", "1; Wind")},
                "profile-meteoalarm") == 0);
  const std::string same = pair("eventCode", "SAME", "HWW");
  CHECK(remarks({.code = "IPAWSv1.0", .event_code = same}, "profile-ipaws") == 0);
  CHECK(remarks({.code = "IPAWSv1.0", .times = ""}, "profile-ipaws") == 2);
  const std::string event = pair("eventCode", "profile:CAP-CP:Event:0.4", "wind");
  const std::string place = pair("geocode", "profile:CAP-CP:Location:0.3", "5915");
  CHECK(remarks({.code = "profile:CAP-CP:0.4", .event_code = event, .geocode = place}, "profile-cap-cp") ==
        1);
  CHECK(remarks({.event_code = event}, "profile-cap-cp") == 3);
  CHECK(remarks({.type = "Cancel",
                 .code = "profile:CAP-AU:1.0",
                 .times = "<effective>2026-07-03T15:00:00+02:00</effective>"},
                "profile-cap-au") == 2);
}

}  // namespace voorzien::feeds
