// Tables from strangers: whatever the bytes, a table or an error with a place, and what is read is in bounds.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "detection/tables/case_rows.h"
#include "detection/tables/desk_files.h"
#include "detection/tables/expected_reports.h"
#include "detection/tables/limits.h"
#include "detection/tables/measurements.h"
#include "detection/tables/report_rows.h"
#include "detection/tables/wide_counts.h"

using namespace voorzien;
using namespace voorzien::detection;

namespace {
void check(const RowFaults& faults) {
  if (faults.first.size() > most_told_faults || faults.first.size() > faults.rows) std::abort();
  for (const Error& error : faults.first)
    if (error.detail.empty()) std::abort();
}

// As reports of every period, and on the places of the same bytes read as a population.
void read_as_cases(std::string_view cases, std::string_view population,
                   const std::vector<std::string>& groups) {
  for (const CasePeriod period : {CasePeriod::Auto, CasePeriod::Hour, CasePeriod::Month}) {
    auto table = read_cases(cases, period, groups);
    if (!table) {
      if (table.error().where.empty()) std::abort();
      continue;
    }
    const auto people = read_population(population, groups);
    if (people) {
      check(people->faults);
      if (people->population.size() != people->places.size()) std::abort();
      place_on(*people, *table);
      if (!people->counts.empty() && !table->rows.empty())
        (void)expected_reports(*people, *table, 0, table->rows.front().period,
                               table->rows.front().period + 3);
    }
    check(table->faults);
    for (const CaseRow& row : table->rows)
      if (row.place >= table->places.size() || row.category >= table->categories.size() ||
          period_text(row.period, table->period).empty())
        std::abort();
  }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto table = read_wide_counts(bytes)) {
    if (table->counts.size() != table->ids.size() * table->periods) std::abort();
    for (const double count : table->counts)
      if (!std::isnan(count) && !(count >= 0 && count <= largest_count)) std::abort();
  } else if (table.error().where.empty()) {
    std::abort();
  }
  if (const auto rows = read_measurements(bytes)) {
    for (const Measurement& row : *rows)
      if (std::isinf(row.value)) std::abort();
  } else if (rows.error().where.empty()) {
    std::abort();
  }
  if (const auto reports = read_reports(bytes)) {
    check(reports->faults);
    for (const ReportRow& row : reports->rows)
      if (row.line < 2 || row.theme.size() > size) std::abort();
  } else if (reports.error().where.empty()) {
    std::abort();
  }
  // The same bytes as each file of a desk, parted by lines of three dashes.
  std::string_view part[3];
  std::string_view rest = bytes;
  for (std::string_view& one : part) {
    const std::size_t end = std::min(rest.find("---\n"), rest.size());
    one = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 4, rest.size()));
  }
  read_as_cases(part[0], part[1], {});
  read_as_cases(part[0], part[1], {"age", "sex"});
  if (const auto desk = read_desk({part[0], part[1], part[2]}, 12, 24)) {
    if (desk->first_of_tick.size() != desk->ticks + 1 || desk->first_of_tick.back() != desk->counts.size())
      std::abort();
    for (const DeskCount& count : desk->counts)
      if (count.series >= desk->series.size()) std::abort();
    for (const auto& list : desk->neighbours)
      for (const std::uint32_t place : list)
        if (place >= desk->places) std::abort();
  } else if (desk.error().where.empty()) {
    std::abort();
  }
  return 0;
}
