#include "network/import/contacts.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "geo/fold.h"
#include "network/import/columns.h"
#include "network/import/decode.h"
#include "network/import/rows.h"

namespace voorzien::network {
namespace {
constexpr std::size_t list_max = 50;  // areas, abbreviations, functions of one contact

struct Column {
  std::size_t index;  // in the row's cells
  Heading heading;
};

std::string as_excerpt(std::string_view text) {
  constexpr std::size_t shown = 60;
  return text.size() <= shown ? std::string(text) : fmt::format("{}...", text.substr(0, shown));
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(",;|\n");
    std::string_view part = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    if (!part.empty()) out.emplace_back(part);
  }
  return out;
}

std::optional<int> number_of(std::string_view text) {
  int out = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

// 2026-01-31, 31-01-2026, 31/1/2026, 31.01.2026; a time of day behind it is passed over.
std::optional<Civil> day_of(std::string_view text) {
  text = text.substr(0, text.find_first_of(" T"));
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("-/.", begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (parts.size() != 3) return std::nullopt;
  if (parts[0].size() != 4) std::swap(parts[0], parts[2]);
  const auto year = number_of(parts[0]);
  const auto month = number_of(parts[1]);
  const auto day = number_of(parts[2]);
  if (parts[0].size() != 4 || !year || !month || !day) return std::nullopt;
  Civil out{};
  out.year = *year;
  out.month = *month;
  out.day = *day;
  return is_valid(out) ? std::optional(out) : std::nullopt;
}

Instant midnight_of(const Civil& day) { return from_amsterdam(day, from_civil_utc(day)); }

Instant midnight_after(const Civil& day) {
  Civil next = to_civil_utc(from_civil_utc(day) + days(1));
  return midnight_of(next);
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && text.find('@', at + 1) == std::string_view::npos &&
         text.find('.', at) != std::string_view::npos && text.back() != '.' &&
         text.find_first_of(" ,;<>\"") == std::string_view::npos;
}

bool is_area_code(std::string_view text) {
  const bool municipality = text.size() == 6 && text.starts_with("GM");
  const bool region = text.size() == 4 && text.starts_with("VR");
  return (municipality || region) &&
         std::ranges::all_of(text.substr(2), [](char c) { return c >= '0' && c <= '9'; });
}

// A spreadsheet that took a number for a quantity: 6,12E+08.
bool is_scientific(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9' &&
         text.find_first_of("eE") != std::string_view::npos && text.find_first_of("+") != std::string::npos;
}

class Reader {
 public:
  Reader(std::string_view file, const PhoneNumbers& phone_numbers, const doctrine::Plan& plan)
      : file_(file), phone_numbers_(phone_numbers), plan_(plan) {}

  ContactsRead read(std::string_view bytes) {
    const Result<DecodedText> text = decode_text(bytes);
    if (!text) return failed(text.error(), "save the table as CSV UTF-8");
    if (text->encoding == "Windows-1252")
      remark(0, 0, "the file is not UTF-8 and was read as Windows-1252 (Latin-1)",
             "look at names with accents; save as CSV UTF-8 if they are wrong");
    const Result<Table> table = read_rows(text->utf8);
    if (!table) return failed(table.error(), "split the file, or close the quote");
    if (table->rows.empty()) return failed({ErrorCode::NotOfFormat, "", "no rows"}, "put a header on row 1");
    columns(table->rows.front());
    if (!usable()) return std::move(out_);
    for (std::size_t i = 1; i < table->rows.size(); ++i) row(table->rows[i]);
    return std::move(out_);
  }

 private:
  ContactsRead failed(const Error& error, std::string remedy) {
    fault(0, 0, error.to_text(), std::move(remedy));
    return std::move(out_);
  }

  void fault(std::size_t row, std::size_t column, std::string found, std::string remedy) {
    tell({row, column, std::move(found), std::move(remedy), false});
  }
  void remark(std::size_t row, std::size_t column, std::string found, std::string remedy) {
    tell({row, column, std::move(found), std::move(remedy), true});
  }
  void tell(ImportFault fault) {
    if (out_.faults.size() < limits::import_faults_max)
      out_.faults.push_back(std::move(fault));
    else
      ++out_.faults_untold;
  }

  void columns(const TableRow& header) {
    header_row_ = header.number;
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const std::string& written = header.cells[i];
      if (written.empty()) continue;
      const std::optional<Heading> heading = heading_of(written);
      if (!heading) {
        remark(header.number, i + 1, "the column '" + as_excerpt(written) + "' is not known and is not read",
               known_headings(written));
        continue;
      }
      const bool twice = heading->field != Field::Phone && has(heading->field);
      if (twice)
        fault(header.number, i + 1, "the column '" + as_excerpt(written) + "' is there twice",
              "leave one of them out");
      else
        columns_.push_back({i, *heading});
    }
    width_ = header.cells.size();
  }

  [[nodiscard]] bool has(Field field) const {
    return std::ranges::any_of(columns_, [&](const Column& one) { return one.heading.field == field; });
  }

  // Whom to reach, and how: without those columns it is another table.
  bool usable() {
    const bool who = has(Field::Organisation) || has(Field::Name) || has(Field::LastName);
    if (!who)
      fault(header_row_, 0, "there is no column that says who",
            "name a column 'organisatie' or 'naam' on the first row");
    const bool how = has(Field::Phone) || has(Field::Email);
    if (!how)
      fault(header_row_, 0, "there is no column that says how to reach them",
            "name a column 'telefoon', 'mobiel', 'piket' or 'email' on the first row");
    return who && how;
  }

  void row(const TableRow& row) {
    ++out_.rows;
    row_is_wrong_ = false;
    if (row.unclosed) wrong(row, 0, "a quote is opened and not closed", "close it, or double it inside text");
    for (std::size_t i = width_; i < row.cells.size(); ++i)
      if (!row.cells[i].empty()) {
        wrong(row, i + 1, "there are more cells than the header has columns",
              "put text that holds the separator between quotes");
        break;
      }
    Contact contact;
    std::string first_name;
    std::string last_name;
    for (const Column& column : columns_) {
      if (column.index >= row.cells.size() || row.cells[column.index].empty()) continue;
      cell(row, column, contact, first_name, last_name);
    }
    if (contact.name.empty())
      contact.name =
          first_name.empty() || last_name.empty() ? first_name + last_name : first_name + ' ' + last_name;
    whole(row, contact);
    if (row_is_wrong_) {
      ++out_.faulty_rows;
      return;
    }
    contact.source = fmt::format("{}:{}", file_, row.number);
    out_.contacts.push_back(std::move(contact));
  }

  void wrong(const TableRow& row, std::size_t column, std::string found, std::string remedy) {
    row_is_wrong_ = true;
    fault(row.number, column, std::move(found), std::move(remedy));
  }

  void cell(const TableRow& row, const Column& column, Contact& contact, std::string& first_name,
            std::string& last_name) {
    const std::string& text = row.cells[column.index];
    switch (column.heading.field) {
      case Field::Organisation:
        contact.organisation = text;
        break;
      case Field::Name:
        contact.name = text;
        break;
      case Field::FirstName:
        first_name = text;
        break;
      case Field::LastName:
        last_name = text;
        break;
      case Field::Function:
        contact.function = text;
        break;
      case Field::DutyFunctions:
        duty_functions(row, column, contact);
        break;
      case Field::Phone:
        number(row, column, contact);
        break;
      case Field::Email:
        if (is_email(text))
          contact.email = text;
        else
          wrong(row, column.index + 1, "'" + as_excerpt(text) + "' is no e-mail address",
                "write name@domain, one address a cell");
        break;
      case Field::Place:
        contact.place = text;
        break;
      case Field::Areas:
        areas(row, column, contact);
        break;
      case Field::Aliases:
        contact.aliases = list(row, column);
        break;
      case Field::CrisisTypes:
        contact.crisis_types = list(row, column);
        break;
      case Field::ValidFrom:
        if (const auto day = date(row, column)) contact.valid_from = midnight_of(*day);
        break;
      case Field::ValidTo:
        if (const auto day = date(row, column)) contact.valid_to = midnight_after(*day);
        break;
    }
  }

  std::vector<std::string> list(const TableRow& row, const Column& column) {
    std::vector<std::string> out = parts_of(row.cells[column.index]);
    if (out.size() > list_max) {
      wrong(row, column.index + 1, fmt::format("{} parts in one cell", out.size()),
            fmt::format("at most {}", list_max));
      out.clear();
    }
    return out;
  }

  std::optional<Civil> date(const TableRow& row, const Column& column) {
    const std::string& text = row.cells[column.index];
    std::optional<Civil> day = day_of(text);
    if (!day)
      wrong(row, column.index + 1, "'" + as_excerpt(text) + "' is no date", "write 2026-01-31 or 31-01-2026");
    return day;
  }

  void areas(const TableRow& row, const Column& column, Contact& contact) {
    for (std::string& area : list(row, column)) {
      if (is_area_code(area))
        contact.areas.push_back(std::move(area));
      else if (contact.place.empty())
        contact.place = std::move(area);  // a municipality by its name: found by it, not by its area
      else
        contact.aliases.push_back(std::move(area));
    }
  }

  void duty_functions(const TableRow& row, const Column& column, Contact& contact) {
    for (const std::string& written : list(row, column)) {
      const std::string word = geo::fold(written);
      const auto same = [&](const doctrine::PlanFunction& one) {
        return one.id == written || geo::fold(one.name) == word;
      };
      const auto found = std::ranges::find_if(plan_.functions, same);
      if (found != plan_.functions.end())
        contact.functions.push_back(found->id);
      else
        wrong(row, column.index + 1, "the plan has no function '" + as_excerpt(written) + "'",
              "write its id or its name as `doctrine print` shows it");
    }
  }

  void number(const TableRow& row, const Column& column, Contact& contact) {
    const std::string& text = row.cells[column.index];
    const std::size_t at = column.index + 1;
    if (is_scientific(text))
      return wrong(row, at, "'" + as_excerpt(text) + "' lost its digits in a spreadsheet",
                   "make the column text there, and fill it in again");
    const std::optional<std::string> e164 = phone_numbers_.e164(text);
    if (!e164) {
      const bool several = text.find_first_of("/;|") != std::string::npos;
      return wrong(row, at, "'" + as_excerpt(text) + "' is no telephone number",
                   several ? "one number a cell: put the second in a column 'telefoon 2'"
                           : "write all its digits, from abroad with +31; text about it goes elsewhere");
    }
    if (!text.starts_with('0') && !text.starts_with('+') && e164->starts_with("+31"))
      remark(row.number, at, "'" + as_excerpt(text) + "' has no 0 in front and was read as " + *e164,
             "make the column text in the spreadsheet");
    const auto same = [&](const Number& one) { return one.e164 == *e164; };
    if (std::ranges::none_of(contact.numbers, same)) contact.numbers.push_back({column.heading.label, *e164});
  }

  // What only the whole row tells, and whether somebody like it came before.
  void whole(const TableRow& row, Contact& contact) {
    if (contact.organisation.empty() && contact.name.empty())
      wrong(row, 0, "neither an organisation nor a name", "fill in one of the two");
    if (contact.numbers.empty() && contact.email.empty() && !row_is_wrong_)
      wrong(row, 0, "neither a telephone number nor an e-mail address", "fill in one of the two");
    if (contact.valid_from && contact.valid_to && *contact.valid_to <= *contact.valid_from)
      wrong(row, 0, "it ends before it begins", "correct 'geldig van' or 'geldig tot'");
    const std::string key = geo::fold(contact.organisation) + '\x1f' + geo::fold(contact.name) + '\x1f' +
                            geo::fold(contact.function);
    contact.id.value = stable_id("contact\x1f" + key);
    if (row_is_wrong_) return;  // corrected, it may well be the first
    const auto [first, is_new] = seen_.emplace(key, row.number);
    if (!is_new)
      wrong(row, 0, fmt::format("the same organisation, name and function as row {}", first->second),
            "leave one out, or put the second number in a column 'telefoon 2'");
  }

  std::string file_;
  const PhoneNumbers& phone_numbers_;
  const doctrine::Plan& plan_;
  ContactsRead out_;
  std::vector<Column> columns_;
  std::size_t width_ = 0;
  std::size_t header_row_ = 1;
  bool row_is_wrong_ = false;
  std::map<std::string, std::size_t> seen_;
};
}  // namespace

ContactsRead read_contacts(std::string_view bytes, std::string_view file, const PhoneNumbers& phone_numbers,
                           const doctrine::Plan& plan) {
  return Reader(file, phone_numbers, plan).read(bytes);
}

std::string to_text(const ImportFault& fault, std::string_view file) {
  std::string place(file);
  if (fault.row > 0) place += fmt::format(": row {}", fault.row);
  if (fault.column > 0) place += fmt::format(", column {}", column_letters(fault.column));
  return fmt::format("{}: {}{}. Remedy: {}.", place, fault.is_remark ? "remark: " : "", fault.found,
                     fault.remedy);
}
}  // namespace voorzien::network
