#include "detection/tables/measurements.h"

#include <limits>
#include <string>

#include <fmt/format.h>

#include "detection/tables/csv.h"
#include "detection/tables/limits.h"

namespace voorzien::detection {
namespace {
constexpr std::size_t longest_time = 40;

Result<Instant> time_of(const CsvField& field, std::size_t line) {
  std::string text(field.text.substr(0, longest_time + 1));
  const auto wrong = [&] {
    return table_error(ErrorCode::BadTime, line, field.column,
                       "This is no time such as 2026-06-27T14:47:20Z or 2026-06-27 14:47:20 (read as UTC).");
  };
  if (text.size() < 16 || text.size() > longest_time) return wrong();
  if (text[10] == ' ') text[10] = 'T';
  if (text.size() == 16) text += ":00";  // to the minute
  const bool has_offset = text.find_first_of("Zz+-", 11) != std::string::npos;
  if (!has_offset) text += 'Z';
  const Result<Instant> at = parse_instant(text);
  if (!at) return wrong();
  return *at;
}
}  // namespace

bool is_measurement_table(std::string_view text) {
  CsvLines lines(text);
  std::vector<CsvField> fields;
  return lines.next(fields) && column_of(fields, "timestamp") != std::string_view::npos;
}

Result<std::vector<Measurement>> read_measurements(std::string_view text) {
  CsvLines lines(text);
  std::vector<CsvField> fields;
  if (!lines.next(fields)) return table_error(ErrorCode::NotOfFormat, 1, 1, "The table is empty.");
  const std::size_t time_column = column_of(fields, "timestamp");
  const std::size_t value_column = column_of(fields, "value");
  if (time_column == std::string_view::npos || value_column == std::string_view::npos)
    return table_error(ErrorCode::MissingField, lines.line(), 1,
                       "The header must name the columns `timestamp` and `value`.");
  const std::size_t width = fields.size();
  std::vector<Measurement> out;
  while (lines.next(fields)) {
    if (fields.size() != width)
      return table_error(ErrorCode::Malformed, lines.line(), 1,
                         fmt::format("{} columns where the header has {}.", fields.size(), width));
    if (out.size() >= most_measurements)
      return table_error(ErrorCode::TooLarge, lines.line(), 1, "More rows than a table may have.");
    Measurement row;
    row.time = fields[time_column].text;
    row.text = fields[value_column].text;
    ASSIGN_OR_RETURN(row.at, time_of(fields[time_column], lines.line()));
    row.value = std::numeric_limits<double>::quiet_NaN();
    if (!is_missing(row.text)) {
      ASSIGN_OR_RETURN(row.value, finite_number(fields[value_column], lines.line()));
    }
    out.push_back(row);
  }
  return out;
}

}  // namespace voorzien::detection
