#include "detection/tables/wide_counts.h"

#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "detection/tables/csv.h"
#include "detection/tables/limits.h"

namespace voorzien::detection {
namespace {
// The number of a column named w<number>; 0 for any other name.
std::size_t period_of(std::string_view name) {
  if (name.size() < 2 || name.front() != 'w') return 0;
  std::size_t out = 0;
  const auto [stop, fault] = std::from_chars(name.data() + 1, name.data() + name.size(), out);
  return fault == std::errc() && stop == name.data() + name.size() && out < 1'000'000'000 ? out : 0;
}

struct Columns {
  std::size_t id = 0;
  std::vector<std::size_t> periods;
  std::size_t first_period = 0;
};

Result<Columns> columns_of(const std::vector<CsvField>& header, std::size_t line) {
  Columns out;
  out.id = column_of(header, "id");
  if (out.id == std::string_view::npos)
    return table_error(ErrorCode::MissingField, line, 1, "The header names no column `id`.");
  if (header.size() > most_columns)
    return table_error(ErrorCode::TooLarge, line, 1, fmt::format("{} columns.", header.size()));
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::size_t period = period_of(header[i].text);
    if (period == 0) continue;
    if (out.periods.empty()) out.first_period = period;
    if (period != out.first_period + out.periods.size())
      return table_error(ErrorCode::BadValue, line, header[i].column,
                         fmt::format("`w{}` does not follow `w{}`: periods must be equal and without a gap.",
                                     period, out.first_period + out.periods.size() - 1));
    out.periods.push_back(i);
  }
  if (out.periods.empty())
    return table_error(ErrorCode::MissingField, line, 1, "The header names no period column (w1, w2, ...).");
  return out;
}
}  // namespace

Result<WideCounts> read_wide_counts(std::string_view text) {
  CsvLines lines(text);
  std::vector<CsvField> fields;
  if (!lines.next(fields)) return table_error(ErrorCode::NotOfFormat, 1, 1, "The table is empty.");
  ASSIGN_OR_RETURN(const Columns columns, columns_of(fields, lines.line()));
  const std::size_t width = fields.size();
  WideCounts out;
  out.first_period = columns.first_period;
  out.periods = columns.periods.size();
  while (lines.next(fields)) {
    if (fields.size() != width)
      return table_error(ErrorCode::Malformed, lines.line(), 1,
                         fmt::format("{} columns where the header has {}.", fields.size(), width));
    if (out.counts.size() + out.periods > most_cells)
      return table_error(ErrorCode::TooLarge, lines.line(), 1, "More cells than a table may have.");
    out.ids.emplace_back(fields[columns.id].text);
    for (const std::size_t column : columns.periods) {
      if (is_missing(fields[column].text)) {
        out.counts.push_back(std::numeric_limits<double>::quiet_NaN());
        continue;
      }
      ASSIGN_OR_RETURN(const double count, whole_number(fields[column], lines.line(), 0, largest_count));
      out.counts.push_back(count);
    }
  }
  return out;
}

}  // namespace voorzien::detection
