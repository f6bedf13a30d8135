// What the reader of measurements takes, and where it says that something is wrong.
#include "detection/tables/measurements.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace voorzien;
using namespace voorzien::detection;

TEST_CASE("reads_times_with_and_without_offset_and_keeps_the_text") {
  const auto rows = read_measurements(
      "timestamp,value,note\n2015-02-26 21:42:53,104,x\n2015-02-26T22:42:53+01:00,1e3,y\n"
      "2015-02-26T21:47:53Z,-0.5,\n2015-02-26 21:47,7,\n");
  REQUIRE(rows);
  REQUIRE(rows->size() == 4);
  CHECK((*rows)[0].at == (*rows)[1].at);
  CHECK((*rows)[2].at - (*rows)[0].at == minutes(5));
  CHECK((*rows)[1].value == doctest::Approx(1000));
  CHECK((*rows)[0].time == "2015-02-26 21:42:53");
  CHECK((*rows)[1].text == "1e3");
  CHECK(to_civil_utc((*rows)[3].at).second == 0);
}

TEST_CASE("missing_values_are_not_zero_and_order_is_kept") {
  const auto rows = read_measurements(
      "value,timestamp\nNA,2015-02-26 21:42:53\n,2015-02-26 21:32:53\nnan,2015-02-26 21:32:53\n");
  REQUIRE(rows);
  for (const Measurement& row : *rows) CHECK(std::isnan(row.value));
  CHECK((*rows)[1].at < (*rows)[0].at);
}

TEST_CASE("what_cannot_be_read_is_named_by_line_and_column") {
  const auto fault = [](const char* row) {
    const auto rows = read_measurements(std::string("timestamp,value\n2015-02-26 21:42:53,1\n") + row + "\n");
    REQUIRE(!rows);
    return rows.error();
  };
  CHECK(fault("yesterday,1").where == "3:1");
  CHECK(fault("yesterday,1").code == ErrorCode::BadTime);
  CHECK(fault("2015-02-30 21:42:53,1").code == ErrorCode::BadTime);
  CHECK(fault("2015-02-26 21:42:53,1 m").where == "3:21");
  CHECK(fault("2015-02-26 21:42:53,inf").code == ErrorCode::BadValue);
  CHECK(fault("2015-02-26 21:42:53,1e999").code == ErrorCode::BadValue);
  CHECK(fault("2015-02-26 21:42:53").code == ErrorCode::Malformed);
}

TEST_CASE("a_table_that_is_none_is_refused") {
  CHECK(read_measurements("").error().code == ErrorCode::NotOfFormat);
  CHECK(read_measurements("time,value\n").error().code == ErrorCode::MissingField);
  CHECK(!is_measurement_table("id,w1,w2\n"));
  CHECK(is_measurement_table("timestamp,value\n"));
}
