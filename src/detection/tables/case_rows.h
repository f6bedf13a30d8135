// Reports with a time and a place, one a line: `time,lat,lon[,category][,count]`; and people by place:
// `lat,lon,population[,time]`. Both may have further columns that tell groups apart, such as age and sex.
//
// A time is a date (2024-05-01 or 2024/05/01), a month (2024-05), a year, or RFC 3339 with offset; it becomes
// the number of a period: an hour (UTC), a day (Europe/Amsterdam for RFC 3339), a month or a year. Rows that
// cannot be read are told one by one and left out; nothing else is. Used by `voorzien clusters`.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "geo/geometry.h"

namespace voorzien::detection {

enum class CasePeriod { Auto, Hour, Day, Month, Year };

struct CaseRow {
  std::uint32_t place = 0;
  std::uint32_t category = 0;
  std::int64_t period = 0;  // hours or days since 1970, months or years since year 0
  std::uint32_t count = 1;
  std::uint32_t group = 0;
};

// Rows left out: how many, and the first of them with line:column and what stands there.
struct RowFaults {
  std::size_t rows = 0;
  std::vector<Error> first;
};

// Counts it; the first `most_told_faults` are kept.
void add_fault(RowFaults& faults, Error error);

struct CaseTable {
  CasePeriod period = CasePeriod::Day;  // never Auto
  std::vector<geo::Point> places;       // each once, to 1e-7 degree
  std::vector<std::string> categories;  // "" alone when the table names none
  std::vector<std::string> groups;      // what the named columns hold, with commas between; else "" alone
  std::vector<CaseRow> rows;            // in the order of the file
  RowFaults faults;
};

// Auto: hours never; days for dates and RFC 3339; else what the first readable row holds. A row coarser than
// the period is a fault. Error: no header with time, lat, lon and the columns of the groups, or more than
// limits.h allows.
[[nodiscard]] Result<CaseTable> read_cases(std::string_view text, CasePeriod period,
                                           const std::vector<std::string>& group_columns = {});

struct PopulationTable {
  struct Count {  // of one group at one place on one day
    std::uint32_t place = 0;
    std::uint32_t group = 0;
    std::int64_t day = 0;  // since 1970
    double people = 0;
  };
  std::vector<geo::Point> places;
  std::vector<double> population;   // of each place: of all groups, the mean of the days it was counted on
  std::vector<std::string> groups;  // as of the cases
  std::vector<Count> counts;        // empty when the table tells neither times nor groups
  RowFaults faults;
};
// A `time` is a day, a month (its fifteenth) or a year (the first of July). Error: as of the cases.
[[nodiscard]] Result<PopulationTable> read_population(std::string_view text,
                                                      const std::vector<std::string>& group_columns = {});

// Puts the cases on the places and groups of the population, places without a case too; cases elsewhere, or
// of a group that it does not name, become faults.
void place_on(const PopulationTable& population, CaseTable& cases);

// The period of one written time, for options; Error: BadTime, or coarser than the period.
[[nodiscard]] Result<std::int64_t> period_of(std::string_view time, CasePeriod period);
// The days since 1970 at which a period begins; of an hour a part of one.
[[nodiscard]] double begin_of(std::int64_t period_number, CasePeriod period);
// As it is written in tables: 2024-05-01T13:00:00Z, 2024-05-01, 2024-05 or 2024.
[[nodiscard]] std::string period_text(std::int64_t number, CasePeriod period);

}  // namespace voorzien::detection
