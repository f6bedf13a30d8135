// Reports of before: what is read, and each fault at its place.
#include <doctest/doctest.h>

#include "detection/tables/report_rows.h"

namespace voorzien::detection {

TEST_CASE("reports_are_read_with_local_and_with_absolute_times") {
  const auto table = read_reports(
      "time,theme,area,count\r\n2026-03-29 01:55,care,GM0307,2\n2026-03-29T03:05:30,care,Utrecht,1\n"
      "2026-03-29T01:10:00Z,fire,GM0344,3\n");
  REQUIRE(table);
  REQUIRE(table->rows.size() == 3);
  CHECK(table->faults.rows == 0);
  CHECK(format_rfc3339(table->rows[0].at).starts_with("2026-03-29T00:55:00"));
  CHECK(format_rfc3339(table->rows[1].at).starts_with("2026-03-29T01:05:30"));  // summer time by then
  CHECK(format_rfc3339(table->rows[2].at).starts_with("2026-03-29T01:10:00"));
  CHECK(table->rows[1].area == "Utrecht");
  CHECK(table->rows[2].count == 3);
  CHECK(table->rows[0].source.empty());
}

TEST_CASE("a_row_that_cannot_be_read_is_told_and_the_others_stand") {
  const auto table = read_reports(
      "time,theme,area,count\nyesterday,care,GM0307,1\n2026-03-01 10:00,care,GM0307\n"
      "2026-02-30 10:00,care,GM0307,1\n2026-03-01 10:00,care,GM0307,-1\n"
      "2026-03-01 10:00,care,GM0307,4\n");
  REQUIRE(table);
  CHECK(table->rows.size() == 1);
  CHECK(table->faults.rows == 4);
  REQUIRE(table->faults.first.size() == 4);
  CHECK(table->faults.first[0].where == "2:1");
  CHECK(table->faults.first[0].detail.find("yesterday") != std::string::npos);
  CHECK(table->faults.first[1].where == "3:1");
  CHECK(table->faults.first[3].where == "5:30");
}

TEST_CASE("a_table_without_its_columns_is_refused_with_the_column") {
  CHECK(read_reports("").error().code == ErrorCode::Malformed);
  const auto table = read_reports("time,theme\n2026-03-01 10:00,care\n");
  REQUIRE_FALSE(table);
  CHECK(table.error().code == ErrorCode::MissingField);
  CHECK(table.error().detail.find("area") != std::string::npos);
}

}  // namespace voorzien::detection
