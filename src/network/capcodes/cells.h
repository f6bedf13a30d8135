// One line of a table of codes -> its cells, with the character at which each begins. Every record is one
// line, so that line:column is a place that an editor finds; a quoted cell holds no line end.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace voorzien::network {

struct CapcodeCell {
  std::string text;        // without quotes and surrounding blanks
  std::size_t column = 1;  // in characters, from 1
};

struct CapcodeCells {
  std::vector<CapcodeCell> cells;
  bool unclosed = false;  // a quote that is not closed on this line
};

// Of `;`, `,` and tab the one that the header has most of; `,` when there is none.
[[nodiscard]] char separator_of_header(std::string_view header);
[[nodiscard]] CapcodeCells split_cells(std::string_view line, char separator);
// Single blanks inside and none around, no-break spaces included.
[[nodiscard]] std::string tidy_text(std::string_view text);
// Where byte `at` of a line stands, in characters from 1.
[[nodiscard]] std::size_t column_at(std::string_view line, std::size_t at);

}  // namespace voorzien::network
