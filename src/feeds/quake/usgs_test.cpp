#include "feeds/quake/usgs.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Level;
using observations::Status;
using observations::Understood;
using observations::Verdict;

std::string quake(const std::string& id = "us7000aaaa", const std::string& ids = ",us7000aaaa,knmi2026x,",
                  const std::string& mag = "3.4", const std::string& status = "reviewed",
                  const std::string& more = R"("alert":"yellow",)") {
  return R"({"type":"Feature","id":")" + id +
         R"(","geometry":{"type":"Point","coordinates":[6.75,53.35,3.0]},"properties":{"mag":)" + mag +
         R"(,"place":"5 km W of Loppersum, Netherlands","time":1782565440000,"updated":1782566000000,)" +
         more + R"("status":")" + status + R"(","ids":")" + ids +
         R"(","magType":"ml","type":"earthquake","title":"M 3.4 - 5 km W of Loppersum, Netherlands"}})";
}
std::string collection(const std::string& features, const std::string& count = "1") {
  return R"({"type":"FeatureCollection","metadata":{"generated":1782566100000,"title":"USGS","count":)" +
         count + "},\"features\":[" + features + "]}";
}
Understood read(const std::string& bytes) {
  Context context;
  context.areas = &testing::exact_areas();
  context.source = {"usgs"};
  return parse_usgs(bytes, context);
}
}  // namespace

TEST_CASE("a_quake_is_one_observation_and_names_it_goes_by_elsewhere") {
  const Understood out = read(collection(quake()));
  CHECK(out.verdict != Verdict::Rejected);
  CHECK_FALSE(out.full_list);
  CHECK(out.published == parse_instant("2026-06-27T13:15:00Z").value());
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "us7000aaaa");
  CHECK(o.references == std::vector<std::string>{"knmi2026x"});
  CHECK(o.native_version == "1782566000000");
  CHECK(o.kind == "quake");
  CHECK(o.quantity == observations::Quantity{3.4, "ml"});
  CHECK(o.t_observed == parse_instant("2026-06-27T13:04:00Z").value());
  CHECK(o.t_issued == parse_instant("2026-06-27T13:13:20Z").value());
  CHECK(o.level == Level::Yellow);
  CHECK(o.native_level == "yellow");
  CHECK(std::get<geo::Point>(o.geometry.value()) == geo::Point{6.75, 53.35});
  CHECK(o.title == "M 3.4 - 5 km W of Loppersum, Netherlands");
}

TEST_CASE("an_unknown_or_negative_magnitude_is_read_as_it_is") {
  CHECK_FALSE(read(collection(quake("a", "", "null"))).observations[0].quantity);
  CHECK(read(collection(quake("a", "", "-0.8"))).observations[0].quantity->value == -0.8);
}

TEST_CASE("a_deleted_quake_has_ended_and_a_blast_is_no_quake") {
  CHECK(read(collection(quake("a", "", "1", "deleted"))).observations[0].status == Status::Ended);
  std::string blast = quake();
  blast.replace(blast.find("\"earthquake\""), 12, "\"quarry blast\"");
  CHECK(read(collection(blast)).observations[0].kind == "seismic-event");
}

TEST_CASE("quakes_without_a_colour_have_no_level") {
  CHECK_FALSE(read(collection(quake("a", "", "1", "reviewed", ""))).observations[0].level);
  CHECK_FALSE(read(collection(quake("a", "", "1", "reviewed", "\"alert\":null,"))).observations[0].level);
}

TEST_CASE("a_faulty_feature_costs_no_other_and_counts_are_compared") {
  const Understood out = read(collection("7,{\"type\":\"Feature\"}," + quake(), "3"));
  CHECK(out.observations.size() == 1);
  CHECK(out.remarks[0].code == "bad-value");
  CHECK(out.remarks[1].code == "missing-field");
  CHECK(read(collection(quake(), "9")).remarks[0].code == "count-mismatch");
  std::string timeless = quake();
  timeless.replace(timeless.find("1782565440000"), 13, "\"yesterday\"  ");
  CHECK(read(collection(timeless)).remarks[0].code == "bad-time");
}

TEST_CASE("a_single_feature_is_read_and_no_quakes_is_normal") {
  CHECK(read(quake()).observations.size() == 1);
  const Understood none = read(collection("", "0"));
  CHECK(none.verdict == Verdict::Accepted);
  CHECK(none.observations.empty());
}

TEST_CASE("what_lists_no_quakes_is_rejected") {
  for (const std::string bytes :
       {"", "[]", "{}", "<html></html>", "{\"features\":[{}]}", "{\"type\":\"Feature\"}"}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Rejected);
  }
}

TEST_CASE("the_small_test_feed_gives_all_its_features") {
  const auto bytes =
      testing::sample("usgs/usgs-fixture-1.json", "the_small_test_feed_gives_all_its_features");
  if (!bytes) return;
  const Understood out = read(*bytes);
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 3);
  CHECK(out.observations[1].quantity->value == 1.25);
  CHECK_FALSE(out.observations[2].quantity);
}

}  // namespace voorzien::feeds
