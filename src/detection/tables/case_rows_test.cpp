#include "detection/tables/case_rows.h"

#include <doctest/doctest.h>

#include <string>

#include "detection/tables/limits.h"

using namespace voorzien;
using namespace voorzien::detection;

TEST_CASE("reads dates, months, years and moments") {
  const auto days = read_cases(
      "time,lat,lon,category\n2024-05-01,52.1,5.1,brand\n2024/05/02,52.1,5.1,\"a, b\"\n"
      "2024-05-02T23:30:00Z,52.2,5.1,brand\n",
      CasePeriod::Auto);
  REQUIRE(days);
  CHECK(days->period == CasePeriod::Day);
  CHECK(days->faults.rows == 0);
  REQUIRE(days->rows.size() == 3);
  CHECK(days->places.size() == 2);
  CHECK(days->categories == std::vector<std::string>{"brand", "a, b"});
  CHECK(days->rows[1].period == days->rows[0].period + 1);
  CHECK(days->rows[2].period == days->rows[0].period + 2);  // half past one in the night, summer time
  CHECK(period_text(days->rows[0].period, CasePeriod::Day) == "2024-05-01");
  const auto months = read_cases("time,lat,lon,count\n2023-12,52,5,3\n2024-01-31,52,5,1\n", CasePeriod::Auto);
  REQUIRE(months);
  CHECK(months->period == CasePeriod::Month);
  CHECK(months->rows[1].period == months->rows[0].period + 1);
  CHECK(months->rows[0].count == 3);
  CHECK(period_text(months->rows[1].period, CasePeriod::Month) == "2024-01");
  const auto years = read_cases("lat,lon,time\n52,5,1973\n52,5,1974-01-01\n", CasePeriod::Auto);
  REQUIRE(years);
  CHECK(years->period == CasePeriod::Year);
  CHECK(period_text(years->rows[1].period, CasePeriod::Year) == "1974");
  const auto hours = read_cases("time,lat,lon\n2024-05-01T00:59:59+02:00,52,5\n", CasePeriod::Hour);
  REQUIRE(hours);
  CHECK(period_text(hours->rows[0].period, CasePeriod::Hour) == "2024-04-30T22:00:00Z");
}

TEST_CASE("a bad row is told by row and column; the others are read") {
  const auto table = read_cases(
      "time,lat,lon,count\n"
      "2024-05-01,52.1,5.1,1\n"
      "2024-13-01,52.1,5.1,1\n"
      "yesterday,52.1,5.1,1\n"
      "2024-05,52.1,5.1,1\n"
      "2024-05-01,97,5.1,1\n"
      "2024-05-01,52.1,x,1\n"
      "2024-05-01,52.1,181,1\n"
      "2024-05-01,0,0,1\n"
      "2024-05-01,52.1,5.1,-1\n"
      "2024-05-01,52.1\n"
      "2024-05-03,52.1,5.1,2\n",
      CasePeriod::Auto);
  REQUIRE(table);
  CHECK(table->rows.size() == 2);
  CHECK(table->faults.rows == 9);
  REQUIRE(table->faults.first.size() == 9);
  const char* where[] = {"3:1", "4:1", "5:1", "6:12", "7:17", "8:17", "9:12", "10:21", "11:1"};
  for (std::size_t k = 0; k < 9; ++k) {
    CHECK(table->faults.first[k].where == where[k]);
    CHECK(!table->faults.first[k].detail.empty());
  }
}

TEST_CASE("tells at most twenty rows one by one, and counts all") {
  std::string text = "time,lat,lon\n";
  for (std::size_t k = 0; k < most_told_faults + 5; ++k) text += "x,52,5\n";
  const auto table = read_cases(text, CasePeriod::Auto);
  REQUIRE(table);
  CHECK(table->faults.rows == most_told_faults + 5);
  CHECK(table->faults.first.size() == most_told_faults);
  CHECK(table->categories.size() == 1);
}

TEST_CASE("refuses a table without the columns, and too much of it") {
  CHECK(read_cases("", CasePeriod::Auto).error().code == ErrorCode::NotOfFormat);
  CHECK(read_cases("time,lat\n", CasePeriod::Auto).error().code == ErrorCode::MissingField);
  CHECK(read_population("lat,lon\n").error().code == ErrorCode::MissingField);
  std::string many = "time,lat,lon,category\n";
  for (std::size_t k = 0; k <= most_case_categories; ++k) many += "2024,52,5,c" + std::to_string(k) + "\n";
  CHECK(read_cases(many, CasePeriod::Auto).error().code == ErrorCode::TooLarge);
  std::string heavy = "time,lat,lon,count\n";
  for (int k = 0; k < 21; ++k) heavy += "2024,52,5,1000000\n";
  CHECK(read_cases(heavy, CasePeriod::Auto).error().code == ErrorCode::TooLarge);
}

TEST_CASE("cases stand on the places of the population, those elsewhere are told") {
  const auto people = read_population("lat,lon,population\n52,5,100\n52.1,5,0\n52.2,5,300\n52,5,7\n");
  REQUIRE(people);
  CHECK(people->places.size() == 2);
  CHECK(people->faults.rows == 2);
  auto table = read_cases("time,lat,lon\n2024,52.2,5\n2024,53,5\n2025,53,5\n", CasePeriod::Auto);
  REQUIRE(table);
  place_on(*people, *table);
  CHECK(table->places.size() == 2);
  REQUIRE(table->rows.size() == 1);
  CHECK(table->rows[0].place == 1);
  CHECK(table->faults.rows == 2);
  CHECK(table->faults.first.size() == 1);
}
