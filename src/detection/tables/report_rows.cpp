#include "detection/tables/report_rows.h"

#include <fmt/format.h>

#include "detection/tables/csv.h"
#include "detection/tables/limits.h"

namespace voorzien::detection {
namespace {
constexpr std::size_t absent = std::string_view::npos;

// 2026-06-27 14:05[:30], local.
bool local_time(std::string_view text, Civil& out) {
  const bool with_seconds = text.size() == 19;
  if (text.size() != 16 && !with_seconds) return false;
  if (text[4] != '-' || text[7] != '-' || (text[10] != ' ' && text[10] != 'T') || text[13] != ':')
    return false;
  if (with_seconds && (text[16] != ':' || !take_digits(text, 17, 2, out.second))) return false;
  return take_digits(text, 0, 4, out.year) && take_digits(text, 5, 2, out.month) &&
         take_digits(text, 8, 2, out.day) && take_digits(text, 11, 2, out.hour) &&
         take_digits(text, 14, 2, out.minute) && is_valid(out);
}

Result<Instant> time_of(const CsvField& field, std::size_t line) {
  Civil civil;
  if (local_time(field.text, civil)) return from_amsterdam(civil, from_civil_utc(civil));
  if (const Result<Instant> at = parse_rfc3339(field.text)) return *at;
  return table_error(
      ErrorCode::BadTime, line, field.column,
      fmt::format("`{}` is no time; give RFC 3339 with offset, or local time as 2026-06-27 14:05.",
                  std::string(field.text.substr(0, 40))));
}

struct Columns {
  std::size_t time = 0, theme = 0, area = 0, source = absent, count = absent, width = 0;
};

Result<ReportRow> row_of(const std::vector<CsvField>& fields, const Columns& at, std::size_t line) {
  if (fields.size() != at.width)
    return table_error(ErrorCode::Malformed, line, 1,
                       fmt::format("{} columns where the header has {}.", fields.size(), at.width));
  ReportRow out;
  ASSIGN_OR_RETURN(out.at, time_of(fields[at.time], line));
  out.theme = fields[at.theme].text;
  out.area = fields[at.area].text;
  if (at.source != absent) out.source = fields[at.source].text;
  if (at.count != absent) {
    ASSIGN_OR_RETURN(const double count, whole_number(fields[at.count], line, 0, most_case_count));
    out.count = static_cast<std::uint32_t>(count);
  }
  out.line = line;
  return out;
}
}  // namespace

Result<ReportTable> read_reports(std::string_view text) {
  CsvLines lines(text);
  std::vector<CsvField> fields;
  if (!lines.next(fields)) return table_error(ErrorCode::Malformed, 1, 1, "The table is empty.");
  Columns at;
  for (const auto& [name, to] : {std::pair{"time", &at.time}, {"theme", &at.theme}, {"area", &at.area}}) {
    *to = column_of(fields, name);
    if (*to == absent)
      return table_error(ErrorCode::MissingField, lines.line(), 1,
                         fmt::format("The header names no column `{}`.", name));
  }
  at.source = column_of(fields, "source");
  at.count = column_of(fields, "count");
  at.width = fields.size();
  ReportTable out;
  while (lines.next(fields)) {
    Result<ReportRow> row = row_of(fields, at, lines.line());
    if (!row)
      add_fault(out.faults, row.error());
    else if (out.rows.size() == most_case_rows)
      return table_error(ErrorCode::TooLarge, lines.line(), 1,
                         fmt::format("More than {} rows.", most_case_rows));
    else
      out.rows.push_back(*row);
  }
  return out;
}

}  // namespace voorzien::detection
