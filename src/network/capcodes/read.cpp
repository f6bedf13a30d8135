#include "network/capcodes/read.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "network/capcodes/cells.h"
#include "network/capcodes/headings.h"
#include "network/capcodes/limits.h"
#include "network/import/decode.h"

namespace voorzien::network {
namespace {
constexpr std::size_t code_digits = 7;
constexpr std::size_t code_digits_least = 5;  // after a spreadsheet took the zeros off; fewer is no code
constexpr std::string_view part_separator = " / ";

std::string as_excerpt(std::string_view text) {
  constexpr std::size_t shown = 40;
  if (text.size() <= shown) return std::string(text);
  std::size_t end = shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // a whole character
  return std::string(text.substr(0, end)) + "...";
}

bool are_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t first_control(std::string_view text) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7f;
  };
  const auto found = std::ranges::find_if(text, is_control);
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

// Spreadsheets keep zeros as ="0709531" or '0709531.
std::string_view bare_code(std::string_view text) {
  if (text.starts_with("=\"") && text.ends_with('"') && text.size() > 3)
    text = text.substr(2, text.size() - 3);
  if (text.starts_with('\'')) text.remove_prefix(1);
  return text;
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find(' ')); }

// "Brandweer Aalsmeer" -> discipline and station; what begins with no known service is a station.
void take_unit(std::string_view unit, CapcodeClaim& out) {
  const std::string_view word = first_word(unit);
  if (is_service(word)) {
    out.discipline = word;
    out.station = tidy_text(unit.substr(word.size()));
  } else {
    out.station = unit;
  }
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> out;
  for (;;) {
    const std::size_t end = text.find(part_separator);
    out.push_back(tidy_text(text.substr(0, end)));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + part_separator.size() - 1);  // its last blank may begin the next
  }
}

std::string joined(const std::vector<std::string>& parts, std::size_t from, std::size_t to) {
  std::string out;
  for (std::size_t i = from; i < to; ++i) {
    if (!out.empty() && !parts[i].empty()) out += part_separator;
    out += parts[i];
  }
  return out;
}

// description / unit / region, where description and unit may hold slashes too: the region is the last part,
// the unit begins at the last part that names a service, else it is the part before the region.
void take_description(std::string_view text, CapcodeClaim& out) {
  const std::vector<std::string> parts = parts_of(text);
  if (parts.size() == 2) {
    out.name = parts[0];
    if (is_service(first_word(parts[1])))
      take_unit(parts[1], out);
    else
      out.region = parts[1];
    return;
  }
  if (parts.size() == 1) {
    out.name = parts[0];
    return;
  }
  const std::size_t last = parts.size() - 1;
  std::size_t unit = last - 1;
  for (std::size_t i = 1; i < last; ++i)
    if (is_service(first_word(parts[i]))) unit = i;
  out.name = joined(parts, 0, unit);
  take_unit(joined(parts, unit, last), out);
  out.region = parts[last];
}

class Reader {
 public:
  CapcodesRead read(std::string_view bytes) {
    if (bytes.size() > limits::capcode_file_bytes_max)
      return failed(fmt::format("it has {} bytes", bytes.size()), "split it: at most 16 MiB a list");
    const Result<DecodedText> text = decode_text(bytes);
    if (!text) return failed(text.error().to_text(), "save the list as UTF-8 text");
    if (text->encoding == "Windows-1252")
      remark(0, 0, "the file is not UTF-8 and was read as Windows-1252 (Latin-1)",
             "look at names with accents; save it as UTF-8 if they are wrong");
    lines_of(text->utf8);
    if (form_ == Form::Unknown)
      fault(0, 0, "there is no line in it", "give a list of codes (docs/formats/capcodes.md)");
    return std::move(out_);
  }

 private:
  enum class Form { Unknown, Described, Table, Neither };

  void lines_of(std::string_view text) {
    std::size_t number = 0;
    while (!text.empty() && form_ != Form::Neither) {
      const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
      const std::string_view whole = text.substr(0, end);
      text.remove_prefix(end);
      text.remove_prefix(text.starts_with("\r\n") ? 2 : text.empty() ? 0 : 1);
      ++number;
      if (tidy_text(whole).empty() || whole.starts_with('#')) continue;
      if (out_.lines == limits::capcode_lines_max) {
        fault(number, 0, fmt::format("there are more than {} lines", limits::capcode_lines_max),
              "split the list; from here on it is not read");
        return;
      }
      line(whole, number);
    }
  }

  void line(std::string_view text, std::size_t number) {
    number_ = number;
    line_is_wrong_ = false;
    if (form_ == Form::Unknown && begin(text)) return;  // a header
    if (form_ == Form::Neither) return;
    ++out_.lines;
    CapcodeClaim claim;
    claim.line = number;
    if (check_line(text)) {
      if (form_ == Form::Described)
        described(text, claim);
      else
        row(text, claim);
    }
    if (!line_is_wrong_) keep(std::move(claim));
    if (line_is_wrong_) ++out_.faulty_lines;
  }

  bool check_line(std::string_view text) {
    if (text.size() > limits::capcode_line_bytes_max) {
      wrong(0, fmt::format("the line has {} bytes", text.size()),
            fmt::format("a line has at most {}", limits::capcode_line_bytes_max));
      return false;
    }
    const std::size_t control = first_control(text);
    if (control == std::string_view::npos) return true;
    wrong(column_at(text, control), "a control character", "take it out: a list is plain text");
    return false;
  }

  // What the file is, by its first line; true when that line is a header.
  bool begin(std::string_view text) {
    if (text.size() == 5 && text.starts_with("sep=")) {  // how a spreadsheet is told the separator
      separator_ = text.back();
      return true;
    }
    const std::size_t equals = text.find('=');
    const std::string before = tidy_text(text.substr(0, std::min(equals, text.size())));
    if (equals != std::string_view::npos && are_digits(before)) {
      form_ = Form::Described;
      return false;
    }
    if (separator_ == '\0') separator_ = separator_of_header(text);
    if (text.size() <= limits::capcode_line_bytes_max) columns(split_cells(text, separator_));
    if (has(CapcodeField::Code)) {
      form_ = usable() ? Form::Table : Form::Neither;
      return true;
    }
    columns_.clear();
    form_ = equals == std::string_view::npos ? Form::Neither : Form::Described;
    if (form_ == Form::Described) return false;
    fault(number_, 1,
          "this is neither `code = description / unit / region` nor a header with a column `code`",
          "name the columns on the first line: code, discipline, region, station, function");
    return true;
  }

  void columns(const CapcodeCells& header) {
    columns_.clear();
    width_ = header.cells.size();
    for (const CapcodeCell& cell : header.cells) columns_.push_back(capcode_field_of(cell.text));
    if (!has(CapcodeField::Code)) return;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const CapcodeCell& cell = header.cells[i];
      if (!columns_[i] && !cell.text.empty())
        remark(number_, cell.column,
               "the column '" + as_excerpt(cell.text) + "' is not known and is not read",
               "known are code, discipline (agency), region, station, function");
      const auto before = columns_.begin() + static_cast<std::ptrdiff_t>(i);
      if (columns_[i] && std::find(columns_.begin(), before, columns_[i]) != before) {
        fault(number_, cell.column, "the column '" + as_excerpt(cell.text) + "' is there twice",
              "leave one of them out");
        columns_[i].reset();
      }
    }
  }

  [[nodiscard]] bool has(CapcodeField field) const {
    return std::ranges::find(columns_, std::optional(field)) != columns_.end();
  }

  bool usable() {
    if (columns_.size() > limits::capcode_columns_max) {
      fault(number_, 0, fmt::format("there are {} columns", columns_.size()),
            fmt::format("leave out those that are not read; at most {}", limits::capcode_columns_max));
      return false;
    }
    if (has(CapcodeField::Function) || has(CapcodeField::Discipline) || has(CapcodeField::Station))
      return true;
    fault(number_, 0, "there is no column that says what a code wakes",
          "name a column 'function', 'station' or 'discipline' on the first line");
    return false;
  }

  // code = description / unit / region
  void described(std::string_view text, CapcodeClaim& claim) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos)
      return wrong(1, "there is no `=` behind the code", "write code = description / unit / region");
    const std::size_t begin = std::min(text.find_first_not_of(" \t"), equals);
    code(tidy_text(text.substr(0, equals)), column_at(text, begin), claim);
    const std::string_view rest = text.substr(equals + 1);
    const std::size_t blank = std::min(rest.find_first_not_of(" \t"), rest.size());
    const std::size_t column = column_at(text, equals + 1 + blank);
    take_description(rest, claim);
    if (claim.name.empty()) {  // "= / Brandweer / Utrecht"
      if (claim.station.empty() && claim.discipline.empty())
        wrong(column, "nothing is said of the code", "write what it wakes, or leave the line out");
      return;
    }
    if (!line_is_wrong_ && claim.discipline.empty() && claim.station.empty() && claim.region.empty())
      remark(number_, column, "neither a unit nor a region is said", "add them: / unit / region");
  }

  void row(std::string_view text, CapcodeClaim& claim) {
    const CapcodeCells row = split_cells(text, separator_);
    if (row.unclosed)
      return wrong(row.cells.back().column, "a quote is opened and not closed on its line",
                   "close it, or double it inside text");
    bool has_code = false;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const CapcodeCell& cell = row.cells[i];
      if (cell.text.empty()) continue;
      if (i >= width_)
        return wrong(cell.column, "there are more cells than the header has columns",
                     "put text that holds the separator between quotes");
      if (!columns_[i]) continue;
      has_code = has_code || columns_[i] == CapcodeField::Code;
      take(*columns_[i], cell, claim);
    }
    if (!has_code) wrong(1, "the line has no code", "fill it in, or leave the line out");
    if (claim.name.empty() && claim.discipline.empty() && claim.station.empty())
      wrong(1, "nothing is said of the code", "write what it wakes, or leave the line out");
  }

  void take(CapcodeField field, const CapcodeCell& cell, CapcodeClaim& claim) {
    switch (field) {
      case CapcodeField::Code:
        return code(cell.text, cell.column, claim);
      case CapcodeField::Discipline:
        claim.discipline = cell.text;
        return;
      case CapcodeField::Region:
        claim.region = cell.text;
        return;
      case CapcodeField::Station:
        claim.station = cell.text;
        return;
      case CapcodeField::Function:
        claim.name = cell.text;
        return;
    }
  }

  void code(std::string_view written, std::size_t column, CapcodeClaim& claim) {
    const std::string_view bare = bare_code(written);
    if (std::optional<std::string> known = capcode_of(bare)) {
      claim.code = std::move(*known);
      return;
    }
    const std::string shown = "'" + as_excerpt(written) + "'";
    if (are_digits(bare) && bare.size() >= code_digits_least && bare.size() < code_digits) {
      claim.code = std::string(code_digits - bare.size(), '0') + std::string(bare);
      return remark(number_, column, shown + " has no zeros in front and was read as " + claim.code,
                    "make the column text in the spreadsheet");
    }
    const bool is_scientific =
        !bare.empty() && are_digits(bare.substr(0, 1)) && bare.find_first_of("eE") != std::string_view::npos;
    if (is_scientific)
      return wrong(column, shown + " lost its digits in a spreadsheet",
                   "make the column text there, and fill it in again");
    wrong(column, shown + " is no capcode",
          "write its seven digits, or nine of which the first two are zero; one code a line");
  }

  // Once what only the whole claim tells is right: not said before, not too long, not too often.
  void keep(CapcodeClaim claim) {
    for (const std::string* part : {&claim.name, &claim.discipline, &claim.station, &claim.region})
      if (part->size() > limits::capcode_text_bytes_max)
        return wrong(0, fmt::format("'{}' has {} bytes", as_excerpt(*part), part->size()),
                     fmt::format("shorten it: at most {}", limits::capcode_text_bytes_max));
    std::vector<std::size_t>& said = said_[claim.code];
    for (const std::size_t index : said) {
      const CapcodeClaim& before = out_.claims[index];
      if (before.name != claim.name || before.discipline != claim.discipline ||
          before.station != claim.station || before.region != claim.region)
        continue;
      ++out_.repeated;
      return remark(number_, 0, fmt::format("{} is said again as in line {}", claim.code, before.line),
                    "leave one of them out");
    }
    if (said.size() == limits::capcode_claims_each_max)
      return wrong(0, fmt::format("{} is said for the {}th time", claim.code, said.size() + 1),
                   fmt::format("keep at most {} lines a code", limits::capcode_claims_each_max));
    said.push_back(out_.claims.size());
    out_.claims.push_back(std::move(claim));
  }

  CapcodesRead failed(std::string found, std::string remedy) {
    fault(0, 0, std::move(found), std::move(remedy));
    return std::move(out_);
  }
  void wrong(std::size_t column, std::string found, std::string remedy) {
    line_is_wrong_ = true;
    fault(number_, column, std::move(found), std::move(remedy));
  }
  void fault(std::size_t at, std::size_t column, std::string found, std::string remedy) {
    tell({at, column, std::move(found), std::move(remedy), false});
  }
  void remark(std::size_t at, std::size_t column, std::string found, std::string remedy) {
    tell({at, column, std::move(found), std::move(remedy), true});
  }
  void tell(CapcodeFault one) {
    if (out_.faults.size() < limits::capcode_faults_max)
      out_.faults.push_back(std::move(one));
    else
      ++out_.faults_untold;
  }

  CapcodesRead out_;
  Form form_ = Form::Unknown;
  char separator_ = '\0';
  std::vector<std::optional<CapcodeField>> columns_;
  std::size_t width_ = 0;
  std::size_t number_ = 0;
  bool line_is_wrong_ = false;
  std::map<std::string, std::vector<std::size_t>> said_;  // code -> its claims in out_
};
}  // namespace

CapcodesRead read_capcodes(std::string_view bytes) { return Reader().read(bytes); }

bool has_faults(const CapcodesRead& read) {
  return read.faulty_lines > 0 ||
         std::ranges::any_of(read.faults, [](const CapcodeFault& one) { return !one.is_remark; });
}

std::string to_text(const CapcodeFault& fault, std::string_view file) {
  std::string place(file);
  if (fault.line > 0) place += fmt::format(":{}:{}", fault.line, std::max<std::size_t>(fault.column, 1));
  return fmt::format("{}: {}{}. Remedy: {}.", place, fault.is_remark ? "remark: " : "", fault.found,
                     fault.remedy);
}
}  // namespace voorzien::network
