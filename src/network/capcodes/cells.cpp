#include "network/capcodes/cells.h"

#include <algorithm>

#include "base/utf8.h"

namespace voorzien::network {
namespace {
constexpr std::string_view no_break_space = "\xC2\xA0";

// Takes a quoted cell off `rest`, which begins behind its quote; false when the quote is not closed.
bool take_quoted(std::string_view& rest, std::string& out) {
  while (!rest.empty()) {
    const char c = rest.front();
    rest.remove_prefix(1);
    if (c != '"') {
      out += c;
    } else if (rest.starts_with('"')) {
      out += '"';
      rest.remove_prefix(1);
    } else {
      return true;
    }
  }
  return false;
}
}  // namespace

char separator_of_header(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char one : {';', ',', '\t'}) {
    const std::ptrdiff_t count = std::ranges::count(header, one);
    if (count <= most) continue;
    best = one;
    most = count;
  }
  return best;
}

CapcodeCells split_cells(std::string_view line, char separator) {
  CapcodeCells out;
  std::string_view rest = line;
  for (bool more = true; more;) {
    while (rest.starts_with(' ')) rest.remove_prefix(1);
    CapcodeCell cell;
    cell.column = column_at(line, line.size() - rest.size());
    if (rest.starts_with('"')) {
      rest.remove_prefix(1);
      out.unclosed = !take_quoted(rest, cell.text) || out.unclosed;
    }
    const std::size_t end = std::min(rest.find(separator), rest.size());
    cell.text = tidy_text(cell.text + std::string(rest.substr(0, end)));
    more = end < rest.size();
    rest.remove_prefix(more ? end + 1 : end);
    out.cells.push_back(std::move(cell));
  }
  return out;
}

std::string tidy_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_no_break = text.substr(i).starts_with(no_break_space);
    if (is_no_break) ++i;
    const bool is_blank = is_no_break || text[i] == ' ' || text[i] == '\t';
    if (!is_blank)
      out += text[i];
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::size_t column_at(std::string_view line, std::size_t at) { return characters(line.substr(0, at)) + 1; }
}  // namespace voorzien::network
