#include "detection/tables/csv.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace voorzien::detection {
namespace {
std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Where the field that starts at `from` ends: at a comma outside quotes, or at the end of the line.
std::size_t end_of_field(std::string_view line, std::size_t from) {
  if (from >= line.size() || line[from] != '"') return std::min(line.find(',', from), line.size());
  std::size_t at = from + 1;
  while (at < line.size()) {
    if (line[at] == '"') {
      if (at + 1 >= line.size() || line[at + 1] != '"') break;
      ++at;
    }
    ++at;
  }
  return std::min(line.find(',', std::min(at, line.size())), line.size());
}

std::string shown(std::string_view text) {
  std::string out(text.substr(0, 40));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) c = '?';
  return out;
}
}  // namespace

CsvLines::CsvLines(std::string_view text) : rest_(text) {
  if (rest_.starts_with("\xef\xbb\xbf")) rest_.remove_prefix(3);
}

bool CsvLines::next(std::vector<CsvField>& fields) {
  fields.clear();
  while (!rest_.empty()) {
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    std::size_t from = 0;
    while (true) {
      const std::size_t stop = end_of_field(line, from);
      std::string_view text = trimmed(line.substr(from, stop - from));
      if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
      fields.push_back({text, from + 1});
      if (stop >= line.size()) break;
      from = stop + 1;
    }
    return true;
  }
  return false;
}

Error table_error(ErrorCode code, std::size_t line, std::size_t column, std::string detail) {
  return {code, fmt::format("{}:{}", line, column), std::move(detail)};
}

Result<double> finite_number(const CsvField& field, std::size_t line) {
  double value = 0;
  const char* const end = field.text.data() + field.text.size();
  std::string_view digits = field.text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  const auto [stop, fault] = std::from_chars(digits.data(), end, value);
  if (digits.empty() || fault != std::errc() || stop != end || !std::isfinite(value))
    return table_error(ErrorCode::BadValue, line, field.column,
                       fmt::format("`{}` is no finite number.", shown(field.text)));
  return value;
}

Result<double> whole_number(const CsvField& field, std::size_t line, double least, double most) {
  ASSIGN_OR_RETURN(const double value, finite_number(field, line));
  if (!(value >= least && value <= most) || std::floor(value) < value)
    return table_error(
        ErrorCode::BadValue, line, field.column,
        fmt::format("`{}` is no whole number from {:.0f} to {:.0f}.", shown(field.text), least, most));
  return value;
}

bool take_digits(std::string_view text, std::size_t from, std::size_t digits, int& out) {
  if (from + digits > text.size()) return false;
  out = 0;
  for (std::size_t k = from; k < from + digits; ++k) {
    if (text[k] < '0' || text[k] > '9') return false;
    out = out * 10 + (text[k] - '0');
  }
  return true;
}

bool is_missing(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() > 3) return false;
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return lower == "na" || lower == "nan";
}

std::size_t column_of(const std::vector<CsvField>& header, std::string_view name) {
  for (std::size_t i = 0; i < header.size(); ++i)
    if (header[i].text == name) return i;
  return std::string_view::npos;
}

}  // namespace voorzien::detection
