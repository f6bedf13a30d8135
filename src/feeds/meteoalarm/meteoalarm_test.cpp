#include "feeds/meteoalarm/meteoalarm.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Level;
using observations::Status;
using observations::Understood;
using observations::Verdict;

std::string info(const std::string& language, const std::string& event) {
  return R"({"language":")" + language + R"(","category":["Met"],"event":")" + event + R"(","headline":")" +
         event +
         R"( Utrecht","responseType":["Monitor"],"urgency":"Future","severity":"Severe","certainty":"Likely","onset":"2026-06-27T15:00:00+02:00","expires":"2026-06-27T19:00:00+02:00","parameter":[{"valueName":"awareness_level","value":"3; orange; Severe"},{"valueName":"awareness_type","value":"3; Thunderstorm"}],"area":[{"areaDesc":"Utrecht","geocode":[{"valueName":"EMMA_ID","value":"NL015"}]}]})";
}
std::string alert(const std::string& infos, const std::string& status = "Actual",
                  const std::string& type = "Alert", const std::string& more = "") {
  return R"({"alert":{"identifier":"2.49.0.0.528.0.NL.1","sender":"knmi","sent":"2026-06-27T13:00:00+02:00","status":")" +
         status + R"(","msgType":")" + type + R"(","scope":"Public",)" + more + R"("info":[)" + infos +
         R"(]},"uuid":"u-1"})";
}
std::string feed(const std::string& warnings) { return "{\"warnings\":[" + warnings + "]}"; }
const std::string both = info("nl-NL", "Onweer") + "," + info("en-GB", "Thunderstorm");

std::string entry(const std::string& id, const std::string& emma, const std::string& status = "Actual",
                  const std::string& event = "Orange Thunderstorm") {
  return "<entry><cap:geocode><valueName>EMMA_ID</valueName><value>" + emma +
         "</value></cap:geocode><cap:areaDesc>Gebied " + emma + "</cap:areaDesc><cap:event>" + event +
         "</cap:event><cap:sent>2026-06-27T11:00:00+00:00</cap:sent><cap:onset>2026-06-27T13:00:00+00:00</"
         "cap:onset><cap:expires>2026-06-27T17:00:00+00:00</cap:expires><cap:certainty>Likely</"
         "cap:certainty><cap:severity>Severe</cap:severity><cap:urgency>Future</cap:urgency>"
         "<cap:message_type>Alert</cap:message_type><cap:status>" +
         status + "</cap:status><cap:identifier>" + id +
         "</cap:identifier><title>Orange Thunderstorm Warning - Utrecht</title></entry>";
}
std::string atom(const std::string& entries) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2"><generator>Meteoalarm</generator><updated>2026-06-27T11:05:00Z</updated>)" +
         entries + "</feed>";
}

Context context() {
  Context out;
  out.source = {"meteoalarm"};
  return out;
}
Understood read_json(const std::string& bytes) { return parse_meteoalarm_json(bytes, context()); }
Understood read_atom(const std::string& bytes) { return parse_meteoalarm_atom(bytes, context()); }

std::set<std::string> identities(const Understood& out) {
  std::set<std::string> ids;
  for (const auto& one : out.observations) ids.insert(one.native_id);
  return ids;
}
}  // namespace

TEST_CASE("a_meteoalarm_alert_is_one_observation_with_its_languages") {
  const Understood out = read_json(feed(alert(both)));
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "2.49.0.0.528.0.NL.1");
  CHECK(o.kind == "weather-warning");
  CHECK(o.theme == "weather");
  CHECK(o.level == Level::Orange);
  CHECK(o.native_level == "3; orange; Severe");
  CHECK(o.title == "Onweer Utrecht");
  CHECK(o.texts.size() == 2);
  CHECK(o.areas == std::vector<std::string>{"VR09"});
  CHECK(o.place == "Utrecht");
  CHECK(o.t_issued == parse_instant("2026-06-27T11:00:00Z").value());
  CHECK(o.valid_from == parse_instant("2026-06-27T13:00:00Z").value());
  CHECK(o.valid_to == parse_instant("2026-06-27T17:00:00Z").value());
}

TEST_CASE("the_same_alert_listed_twice_is_one_and_another_version_is_another") {
  const std::string one = alert(both);
  std::string later = one;
  later.replace(later.find("13:00:00"), 8, "14:00:00");
  CHECK(read_json(feed(one + "," + one)).observations.size() == 1);
  const Understood out = read_json(feed(one + "," + later));
  REQUIRE(out.observations.size() == 2);
  CHECK(out.observations[0].native_id == out.observations[1].native_id);
  CHECK(out.observations[0].id != out.observations[1].id);
}

TEST_CASE("test_exercise_and_cancel_of_meteoalarm_are_kept_apart") {
  CHECK(read_json(feed(alert(both, "Test"))).observations[0].status == Status::Test);
  CHECK(read_json(feed(alert(both, "Exercise"))).observations[0].status == Status::Exercise);
  const Understood out = read_json(
      feed(alert(both, "Actual", "Cancel", R"("references":"knmi,A,2026-06-27T12:00:00+02:00 knmi,B,x",)")));
  CHECK(out.observations[0].status == Status::Ended);
  CHECK(out.observations[0].references == std::vector<std::string>{"A", "B"});
}

TEST_CASE("polygons_of_meteoalarm_are_latitude_first_as_text_or_list") {
  for (const std::string polygon : {R"("polygon":"52.0,5.1 52.1,5.1 52.1,5.2 52.0,5.1")",
                                    R"("polygon":["52.0,5.1 52.1,5.1 52.1,5.2 52.0,5.1"])"}) {
    std::string bytes = feed(alert(info("nl-NL", "Onweer")));
    bytes.insert(bytes.find("\"areaDesc\""), polygon + ",");
    const Understood out = read_json(bytes);
    REQUIRE(out.observations[0].geometry.has_value());
    CHECK(std::get<geo::Polygon>(*out.observations[0].geometry).rings[0][0] == geo::Point{5.1, 52.0});
  }
}

TEST_CASE("a_faulty_warning_costs_no_other_and_says_where") {
  const Understood out = read_json(feed("7,{\"uuid\":\"x\"},{\"alert\":{\"info\":[]}}," + alert(both)));
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() >= 3);
  CHECK(out.remarks[1].code == "missing-field");
  CHECK(out.remarks[1].where == "/warnings/1");
  std::string bad_time = feed(alert(both));
  bad_time.replace(bad_time.find("2026-06-27T15:00:00+02:00"), 25, "tomorrow, around fifteen.");
  const Understood timed = read_json(bad_time);
  CHECK(timed.observations.size() == 1);
  CHECK(timed.remarks[0].code == "bad-time");
  CHECK(timed.remarks[0].where == "/warnings/0/alert");
}

TEST_CASE("entries_of_one_alert_are_one_observation_of_all_their_areas") {
  const Understood out = read_atom(atom(entry("A", "NL015") + entry("A", "NL008") + entry("B", "NL012")));
  CHECK(out.published == parse_instant("2026-06-27T11:05:00Z").value());
  REQUIRE(out.observations.size() == 2);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "A");
  CHECK(o.areas == std::vector<std::string>{"VR09", "VR25"});
  CHECK(o.place == "Gebied NL015, Gebied NL008");
  CHECK(o.level == Level::Orange);
  CHECK(o.native_level == "Severe/Likely/Future");
  CHECK(o.title == "Orange Thunderstorm Warning - Utrecht");
  CHECK(o.valid_to == parse_instant("2026-06-27T17:00:00Z").value());
}

TEST_CASE("a_colour_is_the_first_word_only") {
  CHECK_FALSE(read_atom(atom(entry("A", "NL015", "Actual", "Reduced sight"))).observations[0].level ==
              Level::Red);
  CHECK(read_atom(atom(entry("A", "NL015", "Actual", "Red Wind"))).observations[0].level == Level::Red);
}

TEST_CASE("a_test_in_the_atom_feed_is_a_test") {
  CHECK(read_atom(atom(entry("A", "NL015", "Test"))).observations[0].status == Status::Test);
}

TEST_CASE("entries_with_a_link_only_are_remarked_and_an_empty_feed_is_normal") {
  const Understood links = read_atom(atom("<entry><id>1</id><link href='x'/></entry>" + entry("A", "NL015")));
  CHECK(links.observations.size() == 1);
  CHECK(links.remarks[0].code == "cap-index-only");
  const Understood none = read_atom(atom(""));
  CHECK(none.verdict == Verdict::Accepted);
  CHECK(none.observations.empty());
}

TEST_CASE("what_is_no_meteoalarm_is_rejected") {
  for (const std::string bytes : {"", "{}", "{\"warnings\":7}", "{\"warnings\":[{}]}", "<html/>",
                                  "{\"metadata\":{},\"warnings\":[]}"}) {
    CAPTURE(bytes);
    CHECK(read_json(bytes).verdict == Verdict::Rejected);
    CHECK(read_atom(bytes).verdict == Verdict::Rejected);
  }
  CHECK(read_atom(atom(entry("A", "NL015")) + "<x/>").verdict == Verdict::Rejected);
}

TEST_CASE("a_real_json_feed_gives_one_observation_an_identifier") {
  const auto bytes = testing::sample("meteoalarm/meteoalarm-feeds-croatia.json",
                                     "a_real_json_feed_gives_one_observation_an_identifier");
  if (!bytes) return;
  const Understood out = read_json(*bytes);
  CHECK(out.verdict != Verdict::Rejected);
  std::set<std::string> listed;
  for (std::size_t at = bytes->find("\"identifier\": \""); at != std::string::npos;
       at = bytes->find("\"identifier\": \"", at + 1)) {
    const std::size_t from = at + 15;
    listed.insert(bytes->substr(from, bytes->find('"', from) - from));
  }
  CHECK(identities(out) == listed);
  CHECK(out.observations.size() == listed.size());
  for (const auto& one : out.observations) CHECK(one.level.has_value());
}

TEST_CASE("a_real_atom_feed_of_232_entries_is_16_alerts") {
  const auto bytes = testing::sample("meteoalarm/meteoalert-api-ireland_sample.xml",
                                     "a_real_atom_feed_of_232_entries_is_16_alerts");
  if (!bytes) return;
  const Understood out = read_atom(*bytes);
  CHECK(out.verdict != Verdict::Rejected);
  CHECK(out.observations.size() == 16);
  CHECK(identities(out).size() == 16);
  for (const auto& one : out.observations) CHECK(one.level == Level::Yellow);
}

}  // namespace voorzien::feeds
