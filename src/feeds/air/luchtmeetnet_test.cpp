#include "feeds/air/luchtmeetnet.h"

#include <doctest/doctest.h>

#include <string>

#include "feeds/testing.h"

namespace voorzien::feeds {
namespace {
using observations::Observation;
using observations::Understood;
using observations::Verdict;

std::string value(const std::string& number, const std::string& formula = "PM10",
                  const std::string& at = "2026-06-27T13:00:00+00:00") {
  return R"({"station_number":"NL10636","value":)" + number + R"(,"timestamp_measured":")" + at +
         R"(","formula":")" + formula + "\"}";
}
std::string answer(const std::string& values, const std::string& last = "1") {
  return R"({"pagination":{"last_page":)" + last +
         R"(,"first_page":1,"prev_page":0,"current_page":1,"page_list":[1],"next_page":1},"data":[)" +
         values + "]}";
}
Understood read(const std::string& bytes) {
  Context context;
  context.source = {"lucht"};
  return parse_luchtmeetnet(bytes, context);
}
}  // namespace

TEST_CASE("an_hourly_value_is_one_observation") {
  const Understood out = read(answer(value("41.2") + "," + value("3", "LKI") + "," + value("0.1", "C6H6")));
  CHECK(out.verdict == Verdict::Accepted);
  REQUIRE(out.observations.size() == 3);
  const observations::Observation& o = out.observations[0];
  CHECK(o.kind == "pm10");
  CHECK(o.theme == "air");
  CHECK(o.place == "NL10636");
  CHECK(o.quantity == observations::Quantity{41.2, "ug/m3"});
  CHECK(o.t_observed == parse_instant("2026-06-27T13:00:00Z").value());
  CHECK(o.title == "NL10636: fijnstof PM10 41.2 ug/m3");
  CHECK(o.quality == "measured");
  CHECK(out.observations[1].quantity->unit == "LKI");
  CHECK(out.observations[2].kind == "c6h6");
}

TEST_CASE("a_corrected_hour_is_another_version_of_the_same") {
  const Understood first = read(answer(value("41.2")));
  const Understood second = read(answer(value("40.1")));
  CHECK(first.observations[0].native_id == second.observations[0].native_id);
  CHECK(first.observations[0].id != second.observations[0].id);
}

TEST_CASE("an_hour_that_was_not_measured_is_none_and_a_faulty_value_costs_no_other") {
  const Understood out = read(answer(value("null") + ",7," + value("\"x\"") + "," +
                                     value("5", "PM10", "vanmiddag") + R"(,{"value":4},)" + value("6")));
  REQUIRE(out.observations.size() == 1);
  CHECK(out.observations[0].quantity->value == 6);
  REQUIRE(out.remarks.size() == 5);
  CHECK(out.remarks[0].where == "/data/1");
  CHECK(out.remarks[1].code == "bad-value");
  CHECK(out.remarks[2].code == "bad-time");
}

TEST_CASE("values_of_one_station_that_is_not_named_are_of_the_source") {
  const Understood out =
      read(answer(R"({"formula":"NO2","value":12,"timestamp_measured":"2026-06-27T13:00:00+00:00"})"));
  CHECK(out.verdict == Verdict::Accepted);
  CHECK(out.observations.at(0).place == "lucht");
}

TEST_CASE("an_hour_that_tells_both_its_ends_stands_at_its_end") {
  const auto observed = [](const std::string& from, const std::string& to) {
    const Understood out = read(answer(
        R"({"station_number":"NL1","formula":"NO2","value":1,"timestamp_measured":"2026-06-27T13:00:00Z","timestamp_measured_start":")" +
        from + R"(","timestamp_measured_end":")" + to + "\"}"));
    CHECK(out.verdict == Verdict::Accepted);
    return format_rfc3339(out.observations.at(0).t_observed.value()).substr(11, 5);
  };
  CHECK(observed("2026-06-27T13:00:00Z", "2026-06-27T14:00:00Z") == "14:00");  // stamped at its start
  CHECK(observed("2026-06-27T12:00:00Z", "2026-06-27T13:00:00Z") == "13:00");  // stamped at its end
  CHECK(observed("2026-06-27T13:00:00Z", "2026-06-27T13:00:00Z") == "13:00");  // no hour at all
}

TEST_CASE("an_hour_of_a_source_that_stamps_the_start_stands_at_its_end") {
  Context context;
  context.hour_at_start = true;
  const auto taken = [&](const std::string& ends) {
    return parse(
               Format::Luchtmeetnet,
               answer(
                   R"({"station_number":"NL1","formula":"NO2","value":1,"timestamp_measured":"2026-10-25T00:00:00Z")" +
                   ends + "}"),
               context)
        .observations.at(0);
  };
  const Observation alone = taken("");
  CHECK(format_rfc3339(alone.valid_from.value()).substr(11, 5) == "00:00");
  CHECK(format_rfc3339(alone.t_observed.value()).substr(11, 5) == "01:00");  // also in the night of 25 hours
  const Observation both = taken(
      R"(,"timestamp_measured_start":"2026-10-24T23:00:00Z","timestamp_measured_end":"2026-10-25T00:00:00Z")");
  CHECK(format_rfc3339(both.t_observed.value()).substr(11, 5) == "00:00");
}

TEST_CASE("one_page_of_several_is_remarked") {
  const Understood out = read(answer(value("6"), "4"));
  CHECK(out.observations.size() == 1);
  CHECK(out.remarks[0].code == "more-pages");
}

TEST_CASE("what_a_station_is_holds_no_values_and_other_bytes_are_rejected") {
  for (const std::string& bytes :
       {answer(""), answer(R"({"number":"NL10636","location":"Utrecht"})"),
        std::string(
            R"({"data":{"type":"Industrial","geometry":{"type":"point","coordinates":[5.8,50.9]}}})")}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Accepted);
    CHECK(read(bytes).observations.empty());
  }
  for (const std::string bytes : {"", "{}", "[]", "<html></html>", "{\"data\":7}"}) {
    CAPTURE(bytes);
    CHECK(read(bytes).verdict == Verdict::Rejected);
  }
}

TEST_CASE("the_real_answer_on_a_station_is_accepted") {
  const auto bytes =
      testing::sample("luchtmeetnet/station-detail.json", "the_real_answer_on_a_station_is_accepted");
  if (!bytes) return;
  CHECK(read(*bytes).verdict == Verdict::Accepted);
}

}  // namespace voorzien::feeds
