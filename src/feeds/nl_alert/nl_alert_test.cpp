#include "feeds/nl_alert/nl_alert.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Status;
using observations::Understood;
using observations::Verdict;

std::string alert(
    const std::string& message =
        "NL Grote brand in Vianen. Sluit ramen en deuren. *** EN Large fire in Vianen. Close windows.",
    const std::string& stop = "null",
    const std::string& area = R"(["51.98,5.05 52.02,5.05 52.02,5.12 51.98,5.05"])") {
  return R"({"id":"a-1","message":")" + message +
         R"(","type":"nl-alert","start_at":"2026-06-27T16:20:00+02:00","stop_at":)" + stop + R"(,"area":)" +
         area + R"(,"resource_uri":"/x"})";
}
Understood read(const std::string& bytes) {
  Context context;
  context.areas = &testing::exact_areas();
  context.source = {"nl-alert"};
  return parse_nl_alert(bytes, context);
}
Understood one(const std::string& item) { return read("{\"data\":[" + item + "]}"); }
}  // namespace

TEST_CASE("an_nl_alert_is_one_observation_with_its_languages_and_area") {
  const Understood out = one(alert());
  CHECK_FALSE(out.full_list);
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "a-1");
  CHECK(o.kind == "public-warning");
  CHECK(o.title == "NL-Alert: Grote brand in Vianen");
  CHECK_FALSE(o.level);
  REQUIRE(o.texts.size() == 2);
  CHECK(o.texts[0].language == "nl");
  CHECK(o.texts[0].description == "Grote brand in Vianen. Sluit ramen en deuren.");
  CHECK(o.texts[1].language == "en");
  CHECK(o.texts[1].headline == "Large fire in Vianen");
  CHECK(o.valid_from == parse_instant("2026-06-27T14:20:00Z").value());
  CHECK_FALSE(o.valid_to);
  CHECK(std::get<geo::Polygon>(o.geometry.value()).rings[0][0] == geo::Point{5.05, 51.98});
  CHECK(read("[" + alert() + "]").observations == out.observations);
}

TEST_CASE("an_alert_that_was_stopped_keeps_its_identity_and_has_an_end") {
  const Understood stopped = one(alert("NL Brand.", "\"2026-06-27T19:00:00+02:00\""));
  CHECK(stopped.observations[0].native_id == one(alert("NL Brand.")).observations[0].native_id);
  CHECK(stopped.observations[0].valid_to == parse_instant("2026-06-27T17:00:00Z").value());
}

TEST_CASE("the_control_message_of_the_first_monday_is_a_test") {
  for (const std::string message : {"NL-Alert: dit is een TESTBERICHT. U hoeft niets te doen.",
                                    "NL Controlebericht NL-Alert", "NL x *** EN This is a test message"}) {
    CAPTURE(message);
    CHECK(one(alert(message)).observations[0].status == Status::Test);
  }
  CHECK(one(alert("NL Coronateststraat Houten in brand.")).observations[0].status == Status::Actual);
}

TEST_CASE("an_exercise_is_kept_apart_by_its_words_and_by_its_type") {
  const auto status = [](const std::string& message, const std::string& type) {
    std::string item = alert(message);
    item.replace(item.find("\"nl-alert\""), 10, "\"" + type + "\"");
    return one(item).observations.at(0).status;
  };
  CHECK(status("NL Dit is een oefening. Brand in Vianen.", "nl-alert") == Status::Exercise);
  CHECK(status("NL Brand in Vianen.", "exercise") == Status::Exercise);
  CHECK(status("NL Brand in Vianen.", "test") == Status::Test);
  CHECK(status("NL De oefening van gisteren is voorbij, dit is echt.", "nl-alert") == Status::Actual);
}

TEST_CASE("a_title_names_the_channel_once_and_an_area_may_be_one_text") {
  const Understood out =
      one(alert("NL-Alert: brand in Vianen", "null", "\"51.98,5.05 52.02,5.05 52.02,5.12 51.98,5.05\""));
  CHECK(out.observations.at(0).title == "NL-Alert: brand in Vianen");
  CHECK(out.observations.at(0).geometry);
}

TEST_CASE("several_polygons_are_one_geometry_and_faulty_ones_cost_only_themselves") {
  const Understood both =
      one(alert("NL Brand.", "null",
                R"(["51.98,5.05 52.02,5.05 52.02,5.12 51.98,5.05","52.1,5.2 52.2,5.2 52.2,5.3 52.1,5.2"])"));
  CHECK(std::get<geo::MultiPolygon>(both.observations[0].geometry.value()).polygons.size() == 2);
  const Understood faulty =
      one(alert("NL Brand.", "null", R"([7,"51.98,5.05 52.02,5.05 52.02,5.12 51.98,5.05"])"));
  CHECK(faulty.observations[0].geometry.has_value());
  CHECK(faulty.remarks[0].code == "geometry-unread");
  const Understood open = one(alert("NL Brand.", "null", R"(["51.98,5.05 52.02,5.05 52.02,5.12"])"));
  CHECK(open.observations[0].geometry.has_value());
  CHECK(open.remarks[0].code == "ring-closed");
}

TEST_CASE("a_faulty_alert_costs_no_other") {
  const Understood out = read("[7,{\"id\":\"x\"}," + alert() + "]");
  CHECK(out.observations.size() == 1);
  REQUIRE(out.remarks.size() == 2);
  CHECK(out.remarks[1].where == "/1");
}

TEST_CASE("no_alerts_is_normal_and_the_page_behind_the_200_is_rejected") {
  CHECK(read("{\"data\":[]}").verdict == Verdict::Accepted);
  CHECK(read("[]").verdict == Verdict::Accepted);
  for (const std::string bytes :
       {"", "{}", "<html><title>Site Unavailable</title></html>", "[{\"x\":1}]", "{\"data\":{}}"}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Rejected);
  }
}

}  // namespace voorzien::feeds
