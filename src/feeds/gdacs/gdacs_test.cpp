#include "feeds/gdacs/gdacs.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Level;
using observations::Understood;
using observations::Verdict;

std::string item(const std::string& level = "Orange", const std::string& current = "true",
                 const std::string& episode = "43",
                 const std::string& point = "<geo:lat>51.1</geo:lat><geo:long>4.2</geo:long>") {
  return "<item><title>Flood in Belgium</title><description>Water.</description><pubDate>Sat, 27 Jun 2026 "
         "13:00:00 GMT</pubDate><gdacs:iscurrent>" +
         current +
         "</gdacs:iscurrent><gdacs:fromdate>Fri, 26 Jun 2026 00:00:00 GMT</gdacs:fromdate><gdacs:todate>Sat, "
         "27 Jun 2026 12:00:00 GMT</gdacs:todate><geo:Point>" +
         point +
         "</geo:Point><gdacs:version>2</gdacs:version><gdacs:eventtype>FL</"
         "gdacs:eventtype><gdacs:alertlevel>" +
         level + "</gdacs:alertlevel><gdacs:eventid>1012728</gdacs:eventid><gdacs:episodeid>" + episode +
         R"(</gdacs:episodeid><gdacs:severity unit="km2" value="1775.5">Medium</gdacs:severity><gdacs:country>Belgium</gdacs:country></item>)";
}
std::string rss(const std::string& items) {
  return R"(<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:geo="http://www.w3.org/2003/01/geo/wgs84_pos#" xmlns:gdacs="http://www.gdacs.org"><channel><title>GDACS RSS information</title><pubDate>Sat, 27 Jun 2026 13:05:00 GMT</pubDate>)" +
         items + "</channel></rss>";
}
Understood read(const std::string& bytes) {
  Context context;
  context.source = {"gdacs"};
  context.areas = &testing::exact_areas();
  return parse_gdacs(bytes, context);
}
}  // namespace

TEST_CASE("an_event_of_gdacs_is_one_observation") {
  const Understood out = read(rss(item()));
  CHECK(out.verdict == Verdict::Accepted);
  CHECK_FALSE(out.full_list);
  CHECK(out.published == parse_instant("2026-06-27T13:05:00Z").value());
  REQUIRE(out.observations.size() == 1);
  const observations::Observation& o = out.observations[0];
  CHECK(o.native_id == "FL1012728");
  CHECK(o.native_version == "43.2");
  CHECK(o.kind == "flood");
  CHECK(o.title == "Flood in Belgium");
  CHECK(o.level == Level::Orange);
  CHECK(o.native_level == "Orange");
  CHECK(o.quantity == observations::Quantity{1775.5, "km2"});
  CHECK(o.t_issued == parse_instant("2026-06-27T13:00:00Z").value());
  CHECK(o.valid_from == parse_instant("2026-06-26T00:00:00Z").value());
  CHECK_FALSE(o.valid_to);
  CHECK(std::get<geo::Point>(o.geometry.value()) == geo::Point{4.2, 51.1});
  CHECK(o.place == "Belgium");
}

TEST_CASE("what_is_over_has_its_end_and_a_later_episode_is_another_version") {
  const Understood over = read(rss(item("Orange", "false")));
  CHECK(over.observations[0].valid_to == parse_instant("2026-06-27T12:00:00Z").value());
  const Understood later = read(rss(item("Red", "true", "44")));
  CHECK(later.observations[0].native_id == over.observations[0].native_id);
  CHECK(later.observations[0].id != over.observations[0].id);
}

TEST_CASE("an_item_with_faults_costs_only_what_is_faulty") {
  const Understood out = read(rss("<item><title>News</title></item>" +
                                  item("Purple", "true", "1", "<geo:lat>0</geo:lat><geo:long>0</geo:long>")));
  REQUIRE(out.observations.size() == 1);
  CHECK_FALSE(out.observations[0].level);
  CHECK_FALSE(out.observations[0].geometry);
  REQUIRE(out.remarks.size() == 3);
  CHECK(out.remarks[0].code == "missing-field");
  CHECK(out.remarks[1].code == "unknown-level");
  CHECK(out.remarks[2].code == "outside-world");
  std::string bad = rss(item());
  bad.replace(bad.find("Fri, 26 Jun"), 11, "Fri, 36 Jun");
  CHECK(read(bad).remarks[0].code == "bad-time");
}

TEST_CASE("no_events_is_normal_and_other_channels_are_rejected") {
  const Understood none = read(rss(""));
  CHECK(none.verdict == Verdict::Accepted);
  CHECK(none.observations.empty());
  for (const std::string& bytes : {std::string(), std::string("<html></html>"), std::string("<rss></rss>"),
                                   rss("<item><title>News</title></item>"), rss(item()) + "<x/>"}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Rejected);
  }
}

TEST_CASE("a_real_day_of_gdacs_gives_all_its_events") {
  const auto bytes = testing::sample("gdacs/gdacs-rss-24h.xml", "a_real_day_of_gdacs_gives_all_its_events");
  if (!bytes) return;
  const Understood out = read(*bytes);  // begins with a byte order mark
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.observations.size() == 21);
  CHECK(out.published == parse_instant("2019-12-30T00:22:19Z").value());
  for (const auto& one : out.observations) {
    CHECK(one.level.has_value());
    CHECK(one.geometry.has_value());
    CHECK(one.valid_from.has_value());
  }
}

}  // namespace voorzien::feeds
