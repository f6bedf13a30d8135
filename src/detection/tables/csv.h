// Splits comma-separated text (RFC 4180: quotes, doubled quotes, CRLF or LF, a byte order mark) without
// copying. A quoted field may not hold a line end: every table here is one record a line, so that line:column
// is the place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace voorzien::detection {

struct CsvField {
  std::string_view text;   // without its quotes; doubled quotes stay doubled
  std::size_t column = 1;  // of its first byte, counted from 1
};

class CsvLines {
 public:
  explicit CsvLines(std::string_view text);
  // The next line that is not empty into `fields`; false at the end.
  bool next(std::vector<CsvField>& fields);
  // Number of the line that next gave last, from 1.
  [[nodiscard]] std::size_t line() const { return line_; }

 private:
  std::string_view rest_;
  std::size_t line_ = 0;
};

// An error at line:column of the table.
[[nodiscard]] Error table_error(ErrorCode code, std::size_t line, std::size_t column, std::string detail);
// A whole number from `least` to `most`, digits only (and a sign), or an error that says which.
[[nodiscard]] Result<double> whole_number(const CsvField& field, std::size_t line, double least, double most);
// A finite number.
[[nodiscard]] Result<double> finite_number(const CsvField& field, std::size_t line);
// The number of exactly so many digits at `from`; false when others stand there.
[[nodiscard]] bool take_digits(std::string_view text, std::size_t from, std::size_t digits, int& out);
// Empty, NA or NaN in any case: not measured, which is not zero.
[[nodiscard]] bool is_missing(std::string_view text);
// Where `name` stands in the header, or npos.
[[nodiscard]] std::size_t column_of(const std::vector<CsvField>& header, std::string_view name);

}  // namespace voorzien::detection
