#include "detection/tables/expected_reports.h"

#include <doctest/doctest.h>

#include <numeric>

#include "detection/tables/limits.h"

using namespace voorzien;
using namespace voorzien::detection;

namespace {
struct Tables {
  PopulationTable people;
  CaseTable cases;
};
Tables read(std::string_view people, std::string_view cases, const std::vector<std::string>& groups = {}) {
  auto population = read_population(people, groups);
  auto table = read_cases(cases, CasePeriod::Auto, groups);
  REQUIRE(population);
  REQUIRE(table);
  place_on(*population, *table);
  return {std::move(*population), std::move(*table)};
}
}  // namespace

TEST_SUITE("expected reports") {
  TEST_CASE("each group has one rate everywhere, so old people explain what the old suffer") {
    const Tables of =
        read("lat,lon,population,age\n52,5,100,old\n52,5,300,young\n53,5,300,old\n53,5,0,young\n",
             "time,lat,lon,age,count\n2023,52,5,old,2\n2023,53,5,old,6\n2023,52,5,young,3\n", {"age"});
    CHECK(of.cases.faults.rows == 0);
    CHECK(of.people.population == std::vector<double>{400, 300});
    const auto expected = expected_reports(of.people, of.cases, 0, 2023, 2023);
    REQUIRE(expected);
    REQUIRE(expected->size() == 2);
    CHECK((*expected)[0] == doctest::Approx(8.0 * 100 / 400 + 3.0));
    CHECK((*expected)[1] == doctest::Approx(8.0 * 300 / 400));
  }

  TEST_CASE(
      "people between two counts lie on a line, outside them they stay, and a leap year is a day longer") {
    const Tables of = read("lat,lon,population,time\n52,5,100,2000\n52,5,500,2004\n53,5,300,2002-03\n",
                           "time,lat,lon,count\n1999,52,5,1\n2005,53,5,9\n");
    CHECK(of.people.population == std::vector<double>{300, 300});
    const auto expected = expected_reports(of.people, of.cases, 0, 1999, 2005);
    REQUIRE(expected);
    REQUIRE(expected->size() == 14);
    CHECK(std::accumulate(expected->begin(), expected->end(), 0.0) == doctest::Approx(10));
    CHECK((*expected)[2 * 7 - 1] / (*expected)[7] == doctest::Approx(1));        // 2005 and 1999 of who stays
    CHECK((*expected)[7 + 1] / (*expected)[7] == doctest::Approx(366.0 / 365));  // 2000
    // Begin and end of 2002 and of 1999, counted from the first of July 2000 to that of 2004: 1,461 days.
    const double begin = 100 + 400.0 * 549 / 1461, end = 100 + 400.0 * 914 / 1461;
    CHECK((*expected)[3] / (*expected)[0] == doctest::Approx((begin + end) / 2 / 100));
    const auto months = read_cases("time,lat,lon\n2000-02,52,5\n", CasePeriod::Month);
    REQUIRE(months);
    CHECK(begin_of(months->rows[0].period + 1, CasePeriod::Month) -
              begin_of(months->rows[0].period, CasePeriod::Month) ==
          29);
    CHECK(begin_of(36, CasePeriod::Hour) == 1.5);
    CHECK(begin_of(-1, CasePeriod::Day) == -1);
  }

  TEST_CASE("what the population does not name is told, and reports of nobody are an error") {
    const Tables of =
        read("lat,lon,population,sex\n52,5,100,f\n52,5,0,m\n52,5,7,f\n52,5,-1,x\n",
             "time,lat,lon,sex\n2023,52,5,f\n2023,52,5,d\n2023,52,5,d\n2023,53,5,f\n2023,52,5,m\n", {"sex"});
    CHECK(of.people.faults.rows == 2);  // f again, and less than nobody
    CHECK(of.cases.faults.rows == 3);
    REQUIRE(of.cases.faults.first.size() == 2);
    CHECK(of.cases.faults.first[1].detail ==
          "2 rows of the group `d`, which the population does not name: add it there.");
    const auto expected = expected_reports(of.people, of.cases, 0, 2023, 2023);
    REQUIRE(!expected);
    CHECK(expected.error().code == ErrorCode::BadValue);
    CHECK(read_population("lat,lon,population\n52,5,1\n", {"sex"}).error().code == ErrorCode::MissingField);
    CHECK(read_cases("time,lat,lon\n2023,52,5\n", CasePeriod::Auto, {"sex"}).error().code ==
          ErrorCode::MissingField);
    CHECK(expected_reports(of.people, of.cases, 0, 0, static_cast<std::int64_t>(most_expected_cells))
              .error()
              .code == ErrorCode::TooLarge);
    std::string many = "lat,lon,population,sex\n";
    for (std::size_t k = 0; k <= most_case_groups; ++k) many += "52,5,1,g" + std::to_string(k) + "\n";
    CHECK(read_population(many, {"sex"}).error().code == ErrorCode::TooLarge);
  }
}
