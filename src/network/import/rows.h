// A table as spreadsheets save it: which mark parts the cells, quotes, lines inside quotes; and the place of
// every cell, as a spreadsheet counts rows and columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace voorzien::network {

struct TableRow {
  std::size_t number = 0;          // in the file, from 1, as a spreadsheet shows it
  std::vector<std::string> cells;  // without quotes and surrounding blanks
  bool unclosed = false;           // a quote that was opened and never closed
};

struct Table {
  char separator = ',';
  std::vector<TableRow> rows;  // rows without any text are left out
};

namespace limits {
inline constexpr std::size_t import_bytes_max = 64U << 20U;
inline constexpr std::size_t import_rows_max = 200'000;
inline constexpr std::size_t import_columns_max = 200;
inline constexpr std::size_t import_cell_bytes_max = 4'000;
}  // namespace limits

// The separator is the one of `;`, `,` and tab that the header has most of. An error when a limit is passed.
[[nodiscard]] Result<Table> read_rows(std::string_view utf8);

// 1 -> A, 27 -> AA: the column as a spreadsheet names it.
[[nodiscard]] std::string column_letters(std::size_t column);

}  // namespace voorzien::network
