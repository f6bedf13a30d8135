#include "feeds/knmi/knmi.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace voorzien::feeds {
namespace {
using observations::Level;
using observations::Status;
using observations::Understood;
using observations::Verdict;

// A snapshot in the shape of schema 0.5, with invented content; `$` marks what the tests change.
std::string snapshot(std::string operational = "Actual", std::string part_status = "active",
                     std::string color = "orange", std::string count = "1") {
  return R"({"metadata":{"schema_version":"0.5","generated_at":"2026-06-27T130216857105Z","producer":{},
 "domain":"public","publication_type":"operational","snapshot_uuid":"s-1"},
 "num_warning_sets":1,"num_warnings":)" +
         count +
         R"(,"warnings":[{"domain":"public","phenomenon":"thunderstorm","onset":"2026-06-27T13:00:00Z",
 "expires":"2026-06-27T17:00:00Z","texts":{"nl":{"headline":"Code oranje: zwaar onweer","description":"Kort.",
 "detailed_description":"Lang."},"en":{"headline":"Code orange","description":"Short."}},
 "status":"active","operational_status":")" +
         operational + R"(","parts":[{"part_uuid":"p-1","version_id":2,"version_dt":"2026-06-27T13:01:13Z",
 "severity":"Severe","color":")" +
         color + R"(","area":{"type":"Polygon","coordinates":[[[5,52],[5.4,52],[5.4,52.2],[5,52]]]},
 "area_description":{"nl":"Delen van Utrecht","en":"Parts of Utrecht"},
 "guidance":{"nl":{"impact":"Gevaar.","instruction":"Blijf binnen."}},
 "onset":"2026-06-27T14:00:00Z","expires":"2026-06-27T16:00:00Z","probability_percentage_range":"60-90",
 "certainty":"Likely","status":")" +
         part_status + R"("}],"warning_set_uuid":"w-1","version_id":3}]})";
}
Understood read(const std::string& bytes) {
  Context context;
  context.source = {"knmi"};
  return parse_knmi(bytes, context);
}
}  // namespace

TEST_CASE("a_part_of_a_warning_is_one_observation") {
  const Understood out = read(snapshot());
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.full_list);
  CHECK(out.published == parse_instant("2026-06-27T13:02:16.857105Z").value());
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "w-1+p-1");
  CHECK(o.native_version == "2");
  CHECK(o.kind == "weather-warning");
  CHECK(o.theme == "weather");
  CHECK(o.title == "Code oranje: zwaar onweer");
  CHECK(o.status == Status::Actual);
  CHECK(o.level == Level::Orange);
  CHECK(o.native_level == "orange; 60-90");
  CHECK(o.t_issued == parse_instant("2026-06-27T13:01:13Z").value());
  CHECK(o.valid_from == parse_instant("2026-06-27T14:00:00Z").value());
  CHECK(o.valid_to == parse_instant("2026-06-27T16:00:00Z").value());
  CHECK(o.place == "Delen van Utrecht");
  CHECK(std::holds_alternative<geo::Polygon>(*o.geometry));
  REQUIRE(o.texts.size() == 2);
  CHECK(o.texts[0].language == "nl");
  CHECK(o.texts[0].description == "Kort.\n\nLang.\n\nGevaar.");
  CHECK(o.texts[0].instruction == "Blijf binnen.");
  CHECK(o.texts[1].headline == "Code orange");
}

TEST_CASE("a_knmi_test_is_a_test_even_when_it_has_expired") {
  CHECK(read(snapshot("Test")).observations[0].status == Status::Test);
  CHECK(read(snapshot("Test", "expired")).observations[0].status == Status::Test);
  std::string publication = snapshot();
  publication.replace(publication.find("operational\",\"snapshot"), 11, "test");
  CHECK(read(publication).observations[0].status == Status::Test);
}

TEST_CASE("an_expired_or_cancelled_part_has_ended") {
  CHECK(read(snapshot("Actual", "expired")).observations[0].status == Status::Ended);
  CHECK(read(snapshot("Actual", "cancelled")).observations[0].status == Status::Ended);
}

TEST_CASE("counts_that_do_not_fit_are_remarked") {
  const Understood out = read(snapshot("Actual", "active", "orange", "4"));
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 1);
  CHECK(out.remarks[0].code == "count-mismatch");
  CHECK(out.remarks[0].where == "/num_warnings");
}

TEST_CASE("an_unknown_colour_has_no_level") {
  const Understood out = read(snapshot("Actual", "active", "purple"));
  REQUIRE(out.observations.size() == 1);
  CHECK_FALSE(out.observations[0].level);
  CHECK(out.remarks[0].code == "unknown-level");
}

TEST_CASE("a_new_version_keeps_the_identity_and_changes_the_id") {
  const Understood first = read(snapshot());
  std::string changed = snapshot("Actual", "active", "red");
  changed.replace(changed.find("\"version_id\":2"), 14, "\"version_id\":5");
  const Understood second = read(changed);
  CHECK(first.observations[0].native_id == second.observations[0].native_id);
  CHECK(first.observations[0].id != second.observations[0].id);
  CHECK(second.observations[0].native_version == "5");
}

TEST_CASE("a_faulty_part_costs_no_other_part") {
  std::string bytes = snapshot("Actual", "active", "orange", "3");
  bytes.insert(bytes.find("{\"part_uuid\""), R"(7,{"color":"red"},)");
  const Understood out = read(bytes);
  CHECK(out.observations.size() == 1);
  CHECK(out.remarks.size() == 2);
}

TEST_CASE("an_empty_snapshot_is_accepted_without_observations") {
  const Understood out = read(
      R"({"metadata":{"schema_version":"0.5","generated_at":"2026-06-27T130216857105Z"},"num_warning_sets":0,"num_warnings":0,"warnings":[]})");
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.observations.empty());
  CHECK(out.full_list);
}

TEST_CASE("what_is_no_snapshot_is_rejected") {
  for (const std::string bytes : {"", "<html>Site Unavailable</html>", "[]", "{}", "{\"warnings\":[]}",
                                  R"({"metadata":{},"warnings":{}})"}) {
    CAPTURE(bytes);
    const Understood out = read(bytes);
    CHECK(out.verdict == Verdict::Rejected);
    CHECK_FALSE(out.full_list);  // or everything would have ended
    CHECK_FALSE(out.remarks.empty());
  }
  const std::string whole = snapshot();
  for (std::size_t cut = 1; cut < whole.size(); cut += 37)
    CHECK(read(whole.substr(0, cut)).verdict == Verdict::Rejected);
  CHECK(read(whole + "x").verdict == Verdict::Rejected);
}

TEST_CASE("hostile_depth_is_rejected") {
  std::string deep = R"({"metadata":{"a":)" + std::string(100'000, '[') + std::string(100'000, ']') + "}}";
  const Understood out = read(deep);
  CHECK(out.verdict == Verdict::Rejected);
  CHECK(out.remarks[0].code == "too-deep");
}

TEST_CASE("a_polygon_outside_the_world_or_left_open_is_remarked") {
  std::string bytes = snapshot();
  bytes.replace(bytes.find("[5,52],[5.4,52]"), 15, "[5,52],[500,52]");
  Understood out = read(bytes);
  REQUIRE(out.observations.size() == 1);
  CHECK_FALSE(out.observations[0].geometry);
  CHECK(out.remarks[0].code == "outside-world");
  bytes = snapshot();
  bytes.replace(bytes.find(",[5,52]]]"), 9, ",[5,52.1]]]");
  out = read(bytes);
  REQUIRE(out.observations[0].geometry);
  CHECK(out.remarks[0].code == "ring-closed");
}

TEST_CASE("the_test_set_that_knmi_published_is_all_test") {
  const char* shared = std::getenv("VOORZIEN_SHARED");
  if (shared == nullptr) {
    MESSAGE("SKIPPED: VOORZIEN_SHARED is not set");
    std::puts("SKIPPED the_test_set_that_knmi_published_is_all_test: VOORZIEN_SHARED is not set");
    return;
  }
  std::ifstream in(std::string(shared) + "/data/feeds/knmi/knmi-public-weather-warnings-test-20260903.json",
                   std::ios::binary);
  REQUIRE(in);
  const Understood out = read(std::string(std::istreambuf_iterator<char>(in), {}));
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 3);
  for (const observations::Observation& o : out.observations) {
    CHECK(o.status == Status::Test);
    CHECK(o.geometry.has_value());
  }
}

}  // namespace voorzien::feeds
