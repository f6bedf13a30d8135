#include "feeds/cap/cap.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using observations::Level;
using observations::Observation;
using observations::Remark;
using observations::Status;
using observations::Verdict;

struct Parts {
  std::string status = "Actual";
  std::string type = "Alert";
  std::string after_scope = {};
  std::string infos = {};
};

std::string info(const std::string& language, const std::string& event, const std::string& severity,
                 const std::string& rest = "") {
  return "<info><language>" + language + "</language><category>Met</category><event>" + event +
         "</event><urgency>Expected</urgency><severity>" + severity +
         "</severity><certainty>Likely</certainty>" + rest + "</info>";
}

std::string alert(const Parts& parts) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">)"
         "<identifier>A-1</identifier><sender>weer@example.org</sender><sent>2026-07-03T14:00:00+02:00</sent>"
         "<status>" +
         parts.status + "</status><msgType>" + parts.type + "</msgType><scope>Public</scope>" +
         parts.after_scope + parts.infos + "</alert>";
}

std::string area(const std::string& inside) {
  return "<area><areaDesc>Utrecht</areaDesc>" + inside + "</area>";
}

observations::Understood read(const std::string& xml) { return parse_cap(xml, Context{}); }
Observation one(const std::string& xml) {
  const auto got = read(xml);
  REQUIRE(got.observations.size() == 1);
  return got.observations[0];
}
bool has(const observations::Understood& got, std::string_view code) {
  return std::any_of(got.remarks.begin(), got.remarks.end(), [&](const auto& r) { return r.code == code; });
}
std::string with_place(const std::string& inside) {
  return alert({.infos = info("nl", "Onweer", "Severe", area(inside))});
}
}  // namespace

TEST_CASE("an_alert_is_one_observation_with_its_times_level_words_and_identity") {
  const auto got = read(alert(
      {.infos = info("nl", "Onweer", "Severe",
                     "<effective>2026-07-03T15:00:00+02:00</effective>"
                     "<onset>2026-07-03T16:00:00+02:00</onset>"
                     "<expires>2026-07-03T20:00:00+02:00</expires>"
                     "<headline>Zwaar\n onweer</headline><description>Hagel &lt;b&gt;</description>")}));
  CHECK(got.verdict == Verdict::Accepted);
  REQUIRE(got.observations.size() == 1);
  const Observation& a = got.observations[0];
  CHECK(a.native_id == "A-1");
  CHECK(a.native_version == "2026-07-03T14:00:00+02:00");
  CHECK(a.kind == "weather-warning");
  CHECK(a.theme == "weather");
  CHECK(a.title == "Zwaar onweer");
  CHECK(a.texts.at(0).description == "Hagel <b>");
  CHECK(a.native_level == "Severe/Likely/Expected");
  CHECK_FALSE(a.level.has_value());
  CHECK(format_rfc3339(*a.t_issued) == "2026-07-03T12:00:00.000000Z");
  CHECK(format_rfc3339(*a.valid_from) == "2026-07-03T14:00:00.000000Z");
  CHECK(format_rfc3339(*a.valid_to) == "2026-07-03T18:00:00.000000Z");
}

TEST_CASE("validity_begins_at_effective_without_onset_and_at_sent_without_either") {
  CHECK(format_rfc3339(*one(alert({.infos = info("nl", "x", "Minor",
                                                 "<effective>2026-07-03T15:00:00+02:00</effective>")}))
                            .valid_from) == "2026-07-03T13:00:00.000000Z");
  CHECK(format_rfc3339(*one(alert({.infos = info("nl", "x", "Minor")})).valid_from) ==
        "2026-07-03T12:00:00.000000Z");
}

TEST_CASE("an_end_before_the_start_keeps_both_and_is_remarked") {
  const auto got = read(alert({.infos = info("nl", "x", "Minor",
                                             "<onset>2026-07-03T16:00:00+02:00</onset>"
                                             "<expires>2026-07-03T15:00:00+02:00</expires>")}));
  CHECK(has(got, "ends-before-start"));
  CHECK(*got.observations.at(0).valid_to < *got.observations.at(0).valid_from);
}

TEST_CASE("another_language_is_a_text_and_dutch_gives_the_title") {
  const Observation a =
      one(alert({.infos = info("en", "Thunder", "Severe", "<headline>Thunder comes</headline>") +
                          info("nl-NL", "Onweer", "Severe", "<headline>Onweer komt</headline>")}));
  CHECK(a.texts.size() == 2);
  CHECK(a.title == "Onweer komt");
}

TEST_CASE("another_event_or_severity_is_an_observation_of_its_own") {
  const auto got = read(alert({.infos = info("nl", "Onweer", "Severe") + info("nl", "Wind", "Severe") +
                                        info("nl", "Wind", "Minor") + info("en", "Thunder", "Severe") +
                                        info("en", "Wind", "Minor")}));
  REQUIRE(got.observations.size() == 3);
  CHECK(got.observations[0].native_id == "A-1");
  CHECK(got.observations[1].native_id == "A-1#2");
  CHECK(got.observations[2].native_id == "A-1#3");
  CHECK(got.observations[0].texts.size() == 2);
  CHECK(got.observations[1].texts.size() == 1);
  CHECK(got.observations[2].texts.size() == 2);
  CHECK(got.observations[0].id != got.observations[1].id);
}

TEST_CASE("a_meteoalarm_awareness_level_is_a_level_of_the_source") {
  const auto level = [](const std::string& value) {
    return one(alert({.infos = info("nl", "x", "Moderate",
                                    "<parameter><valueName>awareness_level</valueName><value>" + value +
                                        "</value></parameter>")}));
  };
  CHECK(level("2; yellow; Moderate").level == Level::Yellow);
  CHECK(level("2; yellow; Moderate").native_level == "2; yellow; Moderate");
  CHECK(level("3; orange; Severe").level == Level::Orange);
  CHECK(level("4; Red; Extreme").level == Level::Red);
  CHECK(level("1; green; Minor").level == Level::Green);
  CHECK_FALSE(level("unheard of").level.has_value());
}

TEST_CASE("test_exercise_system_draft_and_cancel_are_kept_apart") {
  const auto status = [](const std::string& s, const std::string& t) {
    return one(alert({.status = s, .type = t, .infos = info("nl", "x", "Minor")})).status;
  };
  CHECK(status("Actual", "Alert") == Status::Actual);
  CHECK(status("Actual", "Update") == Status::Actual);
  CHECK(status("Actual", "Cancel") == Status::Ended);
  CHECK(status("Actual", "Ack") == Status::System);
  CHECK(status("Actual", "Error") == Status::System);
  CHECK(status("System", "Alert") == Status::System);
  CHECK(status("Draft", "Alert") == Status::Draft);
  CHECK(status("Exercise", "Alert") == Status::Exercise);
  CHECK(status("Test", "Alert") == Status::Test);
  CHECK(status("Test", "Cancel") == Status::Test);
  CHECK(one(alert({.infos =
                       "<info><category>Met</category><event>x</event><responseType>AllClear</responseType>"
                       "<urgency>Past</urgency><severity>Minor</severity><certainty>Observed</certainty></"
                       "info>"}))
            .status == Status::Ended);
}

TEST_CASE("a_cancel_without_info_ends_what_it_references") {
  const Observation a = one(alert({.type = "Cancel",
                                   .after_scope = "<references>s@x,B-1,2026-07-03T12:00:00+02:00 "
                                                  "s@x,B-2,2026-07-03T12:30:00+02:00</references>"}));
  CHECK(a.status == Status::Ended);
  CHECK(a.references == std::vector<std::string>{"B-1", "B-2"});
  CHECK_FALSE(a.geometry.has_value());
}

TEST_CASE("polygons_turn_to_longitude_first_and_open_rings_are_closed_with_a_remark") {
  const auto got = read(with_place("<polygon>52.0,5.0 52.0,5.2\n 52.1,5.2 </polygon>"));
  const auto& polygon = std::get<geo::Polygon>(*got.observations.at(0).geometry);
  CHECK(polygon.rings.at(0).size() == 4);
  CHECK(polygon.rings.at(0).front() == geo::Point{5.0, 52.0});
  CHECK(has(got, "ring-closed"));
  CHECK(has(got, "areas-coarse"));
}

TEST_CASE("a_self_crossing_ring_is_kept_with_a_remark") {
  const auto got = read(with_place("<polygon>52,5 53,6 52,6 53,5 52,5</polygon>"));
  CHECK(std::get<geo::Polygon>(*got.observations.at(0).geometry).rings.at(0).size() == 5);
  CHECK(has(got, "polygon-self-crossing"));
  CHECK_FALSE(has(read(with_place("<polygon>52,5 52,6 53,6 53,5 52,5</polygon>")), "polygon-self-crossing"));
}

TEST_CASE("a_circle_becomes_a_polygon_and_one_of_radius_0_a_point") {
  const auto round = one(with_place("<circle>52.0,5.0 10</circle>"));
  const auto& ring = std::get<geo::Polygon>(*round.geometry).rings.at(0);
  CHECK(ring.size() >= 33);
  CHECK(ring.front() == ring.back());
  for (const geo::Point p : ring)
    CHECK(geo::distance_m(p, {5.0, 52.0}) == doctest::Approx(10'000).epsilon(0.001));
  CHECK(std::get<geo::Point>(*one(with_place("<circle>52.0,5.0 0</circle>")).geometry) ==
        geo::Point{5.0, 52.0});
  CHECK(read(with_place("<circle/>")).verdict == Verdict::Accepted);
}

TEST_CASE("a_ring_across_the_date_line_is_cut_in_two") {
  for (const char* text : {"<polygon>10,179 10,-179 12,-179 12,179 10,179</polygon>",
                           "<polygon>10,179 10,181 12,181 12,179 10,179</polygon>"}) {
    const auto got = read(with_place(text));
    REQUIRE(got.observations.at(0).geometry.has_value());
    const auto& parts = std::get<geo::MultiPolygon>(*got.observations[0].geometry).polygons;
    CHECK(parts.size() == 2);
    for (const auto& part : parts)
      for (const geo::Point p : part.rings.at(0)) CHECK(std::abs(p.lon) <= 180);
    CHECK(has(got, "date-line"));
  }
}

TEST_CASE("what_lies_outside_the_world_or_at_zero_is_no_place") {
  for (const char* text : {"<polygon>95,5 96,6 95,6 95,5</polygon>", "<polygon>0,0 0,0 0,0 0,0</polygon>",
                           "<circle>0,0 5</circle>", "<circle>52,200 5</circle>"}) {
    const auto got = read(with_place(text));
    CHECK_FALSE(got.observations.at(0).geometry.has_value());
    CHECK(has(got, "outside-world"));
  }
  const auto unread = read(with_place("<polygon>52;5 53;6</polygon>"));
  CHECK_FALSE(unread.observations.at(0).geometry.has_value());
  CHECK(has(unread, "geometry-unread"));
  CHECK(has(read(with_place("<polygon>52,5 53,5 52,5</polygon>")), "polygon-too-short"));
}

TEST_CASE("all_areas_of_all_shapes_are_one_geometry") {
  const auto a = one(alert(
      {.infos = info("nl", "x", "Minor",
                     area("<polygon>52,5 52,6 53,6 52,5</polygon><polygon>50,5 50,6 51,6 50,5</polygon>") +
                         area("<circle>48,5 3</circle>")) +
                info("en", "x", "Minor", area("<polygon>52,5 52,6 53,6 52,5</polygon>"))}));
  CHECK(std::get<geo::MultiPolygon>(*a.geometry).polygons.size() == 3);
}

TEST_CASE("geocodes_give_areas_where_there_is_no_geometry") {
  const auto areas = [](const std::string& name, const std::string& value) {
    return one(with_place("<geocode><valueName>" + name + "</valueName><value>" + value +
                          "</value></geocode>"))
        .areas;
  };
  CHECK(areas("EMMA_ID", "NL015") == std::vector<std::string>{"VR09"});
  CHECK(areas("EMMA_ID", "NL008") == std::vector<std::string>{"VR25"});
  CHECK(areas("EMMA_ID", "NL011").empty());  // a province of several regions, not exact
  CHECK(areas("gemeentecode", "GM0344") == std::vector<std::string>{"GM0344", "VR09"});
  CHECK(areas("gemeentecode", "GM0620") == std::vector<std::string>{"GM1961", "VR09"});  // merged
  CHECK(areas("gemeentecode", "GM0363") ==
        std::vector<std::string>{"GM0363"});  // of no region that is known here
}

TEST_CASE("against_the_schema_is_read_and_the_rule_named") {
  const auto code = [](const std::string& xml) {
    const auto got = read(xml);
    CHECK(got.verdict == Verdict::AcceptedWithRemarks);
    CHECK(got.observations.size() == 1);
    return got.remarks.empty() ? "" : got.remarks[0].code;
  };
  CHECK(code(alert({.infos = "<info><event>x</event><category>Met</category><urgency>Past</urgency>"
                             "<severity>Minor</severity><certainty>Likely</certainty></info>"})) ==
        "schema-order");
  CHECK(code(alert({.infos = "<info><event>x</event><urgency>Past</urgency><severity>Minor</severity>"
                             "<certainty>Likely</certainty></info>"})) == "schema-missing");
  CHECK(code(alert({.infos = info("nl", "x", "Minor") + "<extra/>"})) == "schema-unknown-element");
  CHECK(code(alert({.infos = info("nl", "x", "Terrible")})) == "schema-value");
  CHECK(code(alert({.infos = info("nl", "x", "Minor", "<expires>2026-07-03T16:00:00Z</expires>")})) ==
        "schema-time");
  CHECK(code(alert({.infos = info("nl", "x", "Minor", "<headline>a</headline><headline>b</headline>")})) ==
        "schema-repeated");
  CHECK(code(alert({.infos = info("nl", "x", "Minor", "loose text")})) == "schema-text");
  CHECK(code(alert({.infos = info("nl", "x", "Minor", "<headline>a<b/></headline>")})) == "schema-markup");
  CHECK(code(alert({.after_scope = "<note id='1'>n</note>"})) == "schema-attribute");
  CHECK(code(alert({.infos = info("&#32;", "x", "Minor")})) == "schema-value");  // a blank is no language
  const std::string typed =
      "xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' "
      "i:type";
  CHECK(read(alert({.after_scope = "<note " + typed + "='xs:string'>n</note>"})).remarks.empty());
  for (const char* other : {"='xs:date'", "='i:string'", "='nowhere:string'"})
    CHECK(code(alert({.after_scope = "<note " + typed + other + ">n</note>"})) == "schema-attribute");
  std::string foreign = alert({.infos = info("nl", "x", "Minor")});
  foreign.replace(foreign.find("cap:1.2"), 7, "cap:9.9");
  CHECK(code(foreign) == "schema-namespace");
}

TEST_CASE("an_address_is_one_where_two_engines_agree") {
  const auto fits = [](const std::string& address) {
    return !has(read(alert({.infos = info("nl", "x", "Minor", "<web>" + address + "</web>")})),
                "schema-value");
  };
  for (const char* good : {"", "a b", "www.x.nl:80/x", "tel:+31 6", "http://[::1]/", "?[x]", "#[x]", "./1:x",
                           "http://x/%41", "n/a", "http://a@b/", "é/x", "a:b:c"})
    CHECK_MESSAGE(fits(good), std::string(good));
  for (const char* bad : {":x", "1:x", "é:x", "a_b:c", "%", "%4", "%zz", "http://a?%zz", "http://[::1",
                          "/a[b", "http://a]/", "##", "http://a/#x#y"})
    CHECK_MESSAGE(!fits(bad), std::string(bad));
}

TEST_CASE("blanks_between_elements_are_no_text_however_they_are_written") {
  for (const char* blank : {"&#32;", "&#x0A;", "<![CDATA[ \n]]>", "<!-- c -->", "<?note x?>"})
    CHECK(read(alert({.infos = info("nl", "x", "Minor", blank)})).verdict == Verdict::Accepted);
  CHECK(has(read(alert({.infos = info("nl", "x", "Minor", "&#160;")})), "schema-text"));
}

TEST_CASE("remarks_say_line_and_column") {
  const auto got = read(
      "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>\n<identifier>é</identifier><what/>\n</alert>");
  CHECK(std::any_of(got.remarks.begin(), got.remarks.end(),
                    [](const auto& r) { return r.code == "schema-unknown-element" && r.where == "2:27"; }));
}

TEST_CASE("a_prefix_and_an_older_version_are_read_the_same") {
  const auto got = read(
      "<c:alert "
      "xmlns:c='http://www.incident.com/cap/1.0'><c:identifier>K</c:identifier><c:sender>s</c:sender>"
      "<c:sent>2003-06-11T22:39:00-07:00</c:sent><c:status>Actual</c:status><c:msgType>Alert</"
      "c:msgType><c:info>"
      "<c:event>e</c:event><c:urgency>Past</c:urgency><c:severity>Minor</c:severity><c:certainty>Very "
      "Likely</c:certainty>"
      "<c:area><c:areaDesc>d</c:areaDesc><c:geocode>GM=GM0344</c:geocode></c:area></c:info></c:alert>");
  CHECK(got.verdict == Verdict::Accepted);
  CHECK(got.observations.at(0).areas == std::vector<std::string>{"GM0344", "VR09"});
}

TEST_CASE("cap_1_1_allows_times_without_offset_which_are_read_in_the_zone_of_the_source") {
  const std::string xml =
      "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.1'><identifier>K</identifier><sender>s</sender>"
      "<sent>2026-07-03T14:00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope></"
      "alert>";
  const auto got = read(xml);
  CHECK(has(got, "time-without-zone"));
  CHECK(format_rfc3339(*got.observations.at(0).t_issued) == "2026-07-03T12:00:00.000000Z");
  Context utc;
  utc.zone = "utc";
  CHECK(format_rfc3339(*parse_cap(xml, utc).observations.at(0).t_issued) == "2026-07-03T14:00:00.000000Z");
}

TEST_CASE("alerts_are_found_inside_atom_rss_and_edxl") {
  std::string inner = alert({.infos = info("nl", "x", "Minor")});
  inner = inner.substr(inner.find("<alert"));
  const std::string atom =
      "<feed xmlns='http://www.w3.org/2005/Atom'><updated>2026-07-03T14:00:00Z</updated>"
      "<entry><content type='text/xml'>" +
      inner + "</content></entry><entry><content>" + inner + "</content></entry></feed>";
  CHECK(read(atom).observations.size() == 2);
  CHECK(read(atom).published.has_value());
  CHECK(read("<rss><channel><item>" + inner + "</item></channel></rss>").observations.size() == 1);
  CHECK(read("<EDXLDistribution xmlns='urn:oasis:names:tc:emergency:EDXL:DE:1.0'><contentObject><xmlContent>"
             "<embeddedXMLContent>" +
             inner + "</embeddedXMLContent></xmlContent></contentObject></EDXLDistribution>")
            .observations.size() == 1);
}

TEST_CASE("an_index_of_links_is_remarked_an_empty_feed_is_accepted_and_anything_else_rejected") {
  const auto index = read("<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='x'/></entry></feed>");
  CHECK(index.verdict == Verdict::AcceptedWithRemarks);
  CHECK(has(index, "cap-index-only"));
  CHECK(read("<feed xmlns='http://www.w3.org/2005/Atom'/>").verdict == Verdict::Accepted);
  CHECK(read("<rss><channel/></rss>").verdict == Verdict::Accepted);
  CHECK(read("<alert>nonsense</alert>").verdict == Verdict::Rejected);
  CHECK(read("<kml/>").remarks.at(0).code == "not-of-format");
}

TEST_CASE("more_info_blocks_or_references_than_anybody_sends_are_left_out_with_a_remark") {
  std::string infos = {}, references = {};
  for (std::size_t i = 0; i <= limits::infos_max; ++i) infos += info("nl", "e" + std::to_string(i), "Minor");
  for (std::size_t i = 0; i <= limits::references_max; ++i)
    references += fmt::format("s,R{},2026-07-03T14:00:00+02:00 ", i);
  const auto got =
      read(alert({.after_scope = "<references>" + references + "</references>", .infos = infos}));
  CHECK(got.observations.size() == limits::infos_max);
  CHECK(got.observations.at(0).references.size() == limits::references_max);
  const auto too_large = [](const Remark& one) { return one.code == "too-large"; };
  CHECK(std::ranges::count_if(got.remarks, too_large) == 2);
}

TEST_CASE("shapes_beyond_the_corners_of_one_message_are_left_out_with_one_remark") {
  std::string circles = {};
  const std::size_t kept = limits::corners_max / 49 + 1;  // a circle has 48 corners and its first again
  for (std::size_t i = 0; i < kept + 3; ++i)
    circles += fmt::format("<circle>52,{} 1</circle>", 4 + 1e-4 * double(i));
  const auto got =
      read(alert({.infos = info("nl", "x", "Minor", "<area><areaDesc>x</areaDesc>" + circles + "</area>")}));
  const auto* shapes = std::get_if<geo::MultiPolygon>(&*got.observations.at(0).geometry);
  REQUIRE(shapes != nullptr);
  CHECK(shapes->polygons.size() == kept);
  CHECK(std::ranges::count(got.remarks, "polygon-too-long", &Remark::code) == 1);
}

TEST_CASE("a_long_title_is_cut_and_a_flood_of_remarks_is_counted") {
  CHECK(one(alert({.infos = info("nl", std::string(2'000, 'x'), "Minor")})).title.size() <=
        limits::title_bytes_max);
  std::string circles = {};
  for (std::size_t i = 0; i < limits::remarks_max + 50; ++i)
    circles += fmt::format("<circle>c{}</circle>", i);
  const auto got =
      read(alert({.infos = info("nl", "x", "Minor", "<area><areaDesc>x</areaDesc>" + circles + "</area>")}));
  CHECK(got.remarks.size() == limits::remarks_max + 1);
  CHECK(got.remarks.back().code == "more-remarks");
}

}  // namespace voorzien::feeds
