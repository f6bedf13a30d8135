// Reports with a time and a place, one a line: `time,lat,lon[,category][,count]`; and people by place:
// `lat,lon,population`.
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
  std::vector<CaseRow> rows;            // in the order of the file
  RowFaults faults;
};

// Auto: hours never; days for dates and RFC 3339; else what the first readable row holds. A row coarser than
// the period is a fault. Error: no header with time, lat and lon, or more than limits.h allows.
[[nodiscard]] Result<CaseTable> read_cases(std::string_view text, CasePeriod period);

struct PopulationTable {
  std::vector<geo::Point> places;
  std::vector<double> population;  // > 0
  RowFaults faults;
};
[[nodiscard]] Result<PopulationTable> read_population(std::string_view text);

// Puts the cases on the places of the population, those without a case too; cases elsewhere become faults.
void place_on(const PopulationTable& population, CaseTable& cases);

// The period of one written time, for options; Error: BadTime, or coarser than the period.
[[nodiscard]] Result<std::int64_t> period_of(std::string_view time, CasePeriod period);
// As it is written in tables: 2024-05-01T13:00:00Z, 2024-05-01, 2024-05 or 2024.
[[nodiscard]] std::string period_text(std::int64_t number, CasePeriod period);

}  // namespace voorzien::detection
