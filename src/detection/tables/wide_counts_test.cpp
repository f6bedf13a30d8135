// What the reader of wide tables takes, and where it says that something is wrong.
#include "detection/tables/wide_counts.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace voorzien;
using namespace voorzien::detection;

TEST_CASE("reads_series_and_ignores_other_columns") {
  const auto table =
      read_wide_counts("\xef\xbb\xbfid,scenario,w1,w2,note\r\n7,a,3,0,x\r\n\"8\",b,,4,\"y,z\"\r\n");
  REQUIRE(table);
  CHECK(table->ids == std::vector<std::string>{"7", "8"});
  CHECK(table->periods == 2);
  CHECK(table->row(0)[0] == doctest::Approx(3));
  CHECK(std::isnan(table->row(1)[0]));
  CHECK(table->row(1)[1] == doctest::Approx(4));
}

TEST_CASE("empty_na_and_nan_are_missing") {
  const auto table = read_wide_counts("id,w5,w6,w7\na,NA,NaN,\n");
  REQUIRE(table);
  CHECK(table->first_period == 5);
  for (std::size_t t = 0; t < 3; ++t) CHECK(std::isnan(table->row(0)[t]));
}

TEST_CASE("a_cell_that_is_no_count_is_named_by_line_and_column") {
  for (const char* cell : {"-1", "2.5", "1e12", "inf", "x", "1;2", "0x10", "--3"}) {
    CAPTURE(cell);
    const auto table = read_wide_counts(std::string("id,w1,w2\na,1,2\nb,1,") + cell + "\n");
    REQUIRE(!table);
    CHECK(table.error().where == "3:5");
    CHECK(table.error().code == ErrorCode::BadValue);
  }
}

TEST_CASE("a_table_that_is_none_is_refused") {
  CHECK(read_wide_counts("").error().code == ErrorCode::NotOfFormat);
  CHECK(read_wide_counts("a,b\n1,2\n").error().code == ErrorCode::MissingField);
  CHECK(read_wide_counts("id,b\n1,2\n").error().code == ErrorCode::MissingField);
  CHECK(read_wide_counts("id,w1,w3\n1,2,3\n").error().where == "1:7");
  CHECK(read_wide_counts("id,w1,w2\n1,2\n").error().where == "2:1");
}
