#include "network/import/rows.h"

#include <algorithm>

namespace voorzien::network {
namespace {
char separator_of(std::string_view utf8) {
  const std::string_view header = utf8.substr(0, utf8.find_first_of("\r\n"));
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char one : {';', ',', '\t'}) {
    const std::ptrdiff_t count = std::ranges::count(header, one);
    if (count > most) {
      best = one;
      most = count;
    }
  }
  return best;
}

std::string trimmed(std::string text) {
  constexpr std::string_view blank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blank);
  if (first == std::string::npos) return {};
  text.erase(text.find_last_not_of(blank) + 1);
  text.erase(0, first);
  return text;
}

class Rows {
 public:
  Rows(std::string_view text, char separator) : text_(text), separator_(separator) {}

  // The next row; false at the end of the text.
  bool next(TableRow& row) {
    if (at_ >= text_.size()) return false;
    row = {++number_, {}, false};
    bool more = true;
    while (more) {
      row.cells.push_back(cell(row.unclosed));
      more = at_ < text_.size() && text_[at_] == separator_;
      if (more) ++at_;
    }
    end_line();
    return true;
  }

 private:
  std::string cell(bool& unclosed) {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ < text_.size() && text_[at_] == '"') return quoted(unclosed);
    const std::size_t begin = at_;
    while (at_ < text_.size() && !ends_cell(text_[at_])) ++at_;
    return trimmed(std::string(text_.substr(begin, at_ - begin)));
  }

  std::string quoted(bool& unclosed) {
    std::string out;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '"') {
        out += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        out += text_[++at_];
      } else {
        ++at_;
        while (at_ < text_.size() && !ends_cell(text_[at_])) out += text_[at_++];  // behind the quote
        return trimmed(std::move(out));
      }
    }
    unclosed = true;
    return trimmed(std::move(out));
  }

  [[nodiscard]] bool ends_cell(char c) const { return c == separator_ || c == '\n' || c == '\r'; }

  void end_line() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  }

  std::string_view text_;
  char separator_;
  std::size_t at_ = 0;
  std::size_t number_ = 0;
};

Error too_large(std::size_t row, std::string what) {
  return Error{ErrorCode::TooLarge, "row " + std::to_string(row), std::move(what)};
}
}  // namespace

Result<Table> read_rows(std::string_view utf8) {
  if (utf8.size() > limits::import_bytes_max)
    return Error{ErrorCode::TooLarge, "", "more than " + std::to_string(limits::import_bytes_max) + " bytes"};
  Table out;
  out.separator = separator_of(utf8);
  Rows rows(utf8, out.separator);
  for (TableRow row; rows.next(row);) {
    if (row.cells.size() > limits::import_columns_max)
      return too_large(row.number, std::to_string(row.cells.size()) + " columns");
    if (std::ranges::any_of(row.cells,
                            [](const auto& cell) { return cell.size() > limits::import_cell_bytes_max; }))
      return too_large(row.number, row.unclosed ? "a quote that is never closed takes in the rest of the file"
                                                : "a cell of more than 4,000 bytes");
    if (std::ranges::all_of(row.cells, [](const auto& cell) { return cell.empty(); })) continue;
    if (out.rows.size() > limits::import_rows_max)
      return too_large(row.number, "more than " + std::to_string(limits::import_rows_max) + " rows");
    out.rows.push_back(std::move(row));
  }
  return out;
}

std::string column_letters(std::size_t column) {
  std::string out;
  for (; column > 0; column = (column - 1) / 26)
    out.insert(out.begin(), static_cast<char>('A' + (column - 1) % 26));
  return out;
}
}  // namespace voorzien::network
