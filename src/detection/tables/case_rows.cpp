#include "detection/tables/case_rows.h"

#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "base/instant.h"
#include "detection/tables/csv.h"
#include "detection/tables/limits.h"

namespace voorzien::detection {
namespace {
constexpr std::int64_t us_an_hour = 3'600'000'000;
constexpr const char* time_forms = "a date (2024-05-01), a month (2024-05), a year, or RFC 3339 with offset";

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// A written time, and the finest period that it tells.
struct Written {
  CasePeriod form;  // Hour: an instant
  Civil civil;      // Europe/Amsterdam for an instant
  Instant at;
};

Result<Written> written(std::string_view text) {
  Written out{CasePeriod::Year, {}, {}};
  const auto wrong = [&] {
    return Error{ErrorCode::BadTime, "",
                 fmt::format("`{}` is none of {}.", std::string(text.substr(0, 40)), time_forms)};
  };
  const auto parted = [&](std::size_t at) { return text[at] == '-' || text[at] == '/'; };
  if (text.size() > 10) {
    const Result<Instant> at = parse_instant(text);
    if (!at) return wrong();
    return Written{CasePeriod::Hour, to_amsterdam(*at), *at};
  }
  const bool year = take_digits(text, 0, 4, out.civil.year);
  if (year && text.size() == 7 && parted(4) && take_digits(text, 5, 2, out.civil.month)) {
    out.form = CasePeriod::Month;
  } else if (year && text.size() == 10 && parted(4) && text[7] == text[4] &&
             take_digits(text, 5, 2, out.civil.month) && take_digits(text, 8, 2, out.civil.day)) {
    out.form = CasePeriod::Day;
  } else if (!year || text.size() != 4) {
    return wrong();
  }
  if (!is_valid(out.civil)) return wrong();
  return out;
}

std::int64_t number_of(const Written& time, CasePeriod period) {
  switch (period) {
    case CasePeriod::Hour:
      return floor_div(time.at.us, us_an_hour);
    case CasePeriod::Year:
      return time.civil.year;
    case CasePeriod::Month:
      return time.civil.year * 12 + time.civil.month - 1;
    case CasePeriod::Auto:
    case CasePeriod::Day:
      break;
  }
  const Instant midnight = from_civil_utc({time.civil.year, time.civil.month, time.civil.day});
  return floor_div(midnight.us, 24 * us_an_hour);
}

bool coarser(CasePeriod form, CasePeriod period) { return static_cast<int>(form) > static_cast<int>(period); }

const char* name_of_period(CasePeriod period) {
  switch (period) {
    case CasePeriod::Hour:
      return "hour";
    case CasePeriod::Month:
      return "month";
    case CasePeriod::Year:
      return "year";
    case CasePeriod::Auto:
    case CasePeriod::Day:
      break;
  }
  return "day";
}

Result<std::int64_t> numbered(const Written& time, std::string_view text, CasePeriod period) {
  if (coarser(time.form, period))
    return Error{ErrorCode::BadTime, "",
                 fmt::format("`{}` does not tell the {} it lies in; give it, or take a coarser period.",
                             std::string(text.substr(0, 40)), name_of_period(period))};
  return number_of(time, period);
}

Error at_field(const Error& error, std::size_t line, const CsvField& field) {
  return table_error(error.code, line, field.column, error.detail);
}

// Places by rounded coordinates, in the order in which they first come.
class PlaceNumbers {
 public:
  using Key = std::pair<std::int64_t, std::int64_t>;
  static Key key(geo::Point p) { return {std::llround(p.lat * 1e7), std::llround(p.lon * 1e7)}; }
  // Number and whether it is new.
  std::pair<std::uint32_t, bool> number(geo::Point p) {
    const auto [at, fresh] = numbers_.try_emplace(key(p), static_cast<std::uint32_t>(numbers_.size()));
    return {at->second, fresh};
  }
  [[nodiscard]] const std::uint32_t* find(geo::Point p) const {
    const auto at = numbers_.find(key(p));
    return at == numbers_.end() ? nullptr : &at->second;
  }

 private:
  std::map<Key, std::uint32_t> numbers_;
};

struct Columns {
  std::size_t time = 0, lat = 0, lon = 0, category = 0, count = 0, width = 0;
  std::vector<std::size_t> groups;
};
constexpr std::size_t absent = std::string_view::npos;

Result<std::size_t> required(const std::vector<CsvField>& header, std::size_t line, std::string_view name) {
  const std::size_t out = column_of(header, name);
  if (out == absent)
    return table_error(ErrorCode::MissingField, line, 1,
                       fmt::format("The header names no column `{}`.", name));
  return out;
}

Result<std::vector<std::size_t>> required_all(const std::vector<CsvField>& header, std::size_t line,
                                              const std::vector<std::string>& names) {
  std::vector<std::size_t> out;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const std::size_t column, required(header, line, name));
    out.push_back(column);
  }
  return out;
}

// Names by number, in the order in which they first come.
class Named {
 public:
  std::uint32_t number(std::string name) {
    const auto [known, fresh] =
        numbers_.try_emplace(std::move(name), static_cast<std::uint32_t>(names_.size()));
    if (fresh) names_.push_back(known->first);
    return known->second;
  }
  [[nodiscard]] const std::uint32_t* find(const std::string& name) const {
    const auto known = numbers_.find(name);
    return known == numbers_.end() ? nullptr : &known->second;
  }
  [[nodiscard]] std::vector<std::string>& names() { return names_; }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> names_;
};

std::string group_in(const std::vector<CsvField>& fields, const std::vector<std::size_t>& columns) {
  std::string out;
  for (const std::size_t column : columns) {
    if (column != columns.front()) out += ',';
    out += fields[column].text;
  }
  return out;
}

// The day on which people were counted.
std::int64_t day_of(const Written& time) {
  Written day = time;
  if (time.form == CasePeriod::Year) day.civil.month = 7;
  if (time.form == CasePeriod::Month) day.civil.day = 15;
  return number_of(day, CasePeriod::Day);
}

Result<geo::Point> point_at(const CsvField& lat, const CsvField& lon, std::size_t line) {
  geo::Point out;
  ASSIGN_OR_RETURN(out.lat, finite_number(lat, line));
  ASSIGN_OR_RETURN(out.lon, finite_number(lon, line));
  if (!(std::abs(out.lat) <= 90))
    return table_error(ErrorCode::BadPlace, line, lat.column, "A latitude lies between -90 and 90 degrees.");
  if (!(std::abs(out.lon) <= 180))
    return table_error(ErrorCode::BadPlace, line, lon.column,
                       "A longitude lies between -180 and 180 degrees.");
  if (!geo::is_place(out)) return table_error(ErrorCode::BadPlace, line, lat.column, "0,0 is no place.");
  return out;
}

class CaseReader {
 public:
  CaseReader(CasePeriod period, const Columns& columns) : at_(columns) { out_.period = period; }

  // Error: a row that is left out.
  Done row(const std::vector<CsvField>& fields, std::size_t line) {
    if (fields.size() != at_.width)
      return table_error(ErrorCode::Malformed, line, 1,
                         fmt::format("{} columns where the header has {}.", fields.size(), at_.width));
    CaseRow one;
    const CsvField& time = fields[at_.time];
    const Result<Written> when = written(time.text);
    if (!when) return at_field(when.error(), line, time);
    ASSIGN_OR_RETURN(const geo::Point point, point_at(fields[at_.lat], fields[at_.lon], line));
    if (at_.count != absent) {
      ASSIGN_OR_RETURN(const double count, whole_number(fields[at_.count], line, 0, most_case_count));
      one.count = static_cast<std::uint32_t>(count);
    }
    if (out_.period == CasePeriod::Auto)
      out_.period = when->form == CasePeriod::Hour ? CasePeriod::Day : when->form;
    const Result<std::int64_t> period = numbered(*when, time.text, out_.period);
    if (!period) return at_field(period.error(), line, time);
    one.period = *period;
    one.category = categories_.number(
        std::string(at_.category == absent ? std::string_view() : fields[at_.category].text));
    one.group = groups_.number(group_in(fields, at_.groups));
    const auto [place, new_place] = places_.number(point);
    if (new_place) out_.places.push_back(point);
    one.place = place;
    out_.rows.push_back(one);
    reports += one.count;
    return Nothing{};
  }

  CaseTable& table() { return out_; }
  Named& categories() { return categories_; }
  Named& groups() { return groups_; }
  std::size_t reports = 0;

 private:
  Columns at_;
  CaseTable out_;
  PlaceNumbers places_;
  Named categories_;
  Named groups_;
};
}  // namespace

void add_fault(RowFaults& faults, Error error) {
  ++faults.rows;
  if (faults.first.size() < most_told_faults) faults.first.push_back(std::move(error));
}

Result<CaseTable> read_cases(std::string_view text, CasePeriod period,
                             const std::vector<std::string>& group_columns) {
  CsvLines lines(text);
  std::vector<CsvField> fields;
  if (!lines.next(fields)) return table_error(ErrorCode::NotOfFormat, 1, 1, "The table is empty.");
  Columns at;
  at.width = fields.size();
  ASSIGN_OR_RETURN(at.time, required(fields, lines.line(), "time"));
  ASSIGN_OR_RETURN(at.lat, required(fields, lines.line(), "lat"));
  ASSIGN_OR_RETURN(at.lon, required(fields, lines.line(), "lon"));
  at.category = column_of(fields, "category");
  at.count = column_of(fields, "count");
  ASSIGN_OR_RETURN(at.groups, required_all(fields, lines.line(), group_columns));
  CaseReader reader(period, at);
  while (lines.next(fields)) {
    if (Done done = reader.row(fields, lines.line()); !done) add_fault(reader.table().faults, done.error());
    if (reader.table().rows.size() > most_case_rows || reader.reports > most_case_rows)
      return table_error(ErrorCode::TooLarge, lines.line(), 1,
                         "More reports than a table of cases may have.");
    if (reader.categories().names().size() > most_case_categories)
      return table_error(ErrorCode::TooLarge, lines.line(), 1,
                         "More categories than a table of cases may have.");
    if (reader.groups().names().size() > most_case_groups)
      return table_error(ErrorCode::TooLarge, lines.line(), 1, "More groups than a table of cases may have.");
  }
  CaseTable out = std::move(reader.table());
  if (out.period == CasePeriod::Auto) out.period = CasePeriod::Day;
  out.categories = std::move(reader.categories().names());
  if (out.categories.empty()) out.categories.emplace_back();
  out.groups = std::move(reader.groups().names());
  return out;
}

namespace {
// People of each place: of all groups together, the mean of the days it was counted on.
void sum_up(PopulationTable& table) {
  std::vector<std::set<std::int64_t>> days(table.places.size());
  table.population.assign(table.places.size(), 0);
  for (const PopulationTable::Count& one : table.counts) {
    days[one.place].insert(one.day);
    table.population[one.place] += one.people;
  }
  for (std::size_t place = 0; place < days.size(); ++place)
    table.population[place] /= static_cast<double>(days[place].size());
}
}  // namespace

Result<PopulationTable> read_population(std::string_view text,
                                        const std::vector<std::string>& group_columns) {
  CsvLines lines(text);
  std::vector<CsvField> fields;
  if (!lines.next(fields)) return table_error(ErrorCode::NotOfFormat, 1, 1, "The table is empty.");
  const std::size_t width = fields.size();
  ASSIGN_OR_RETURN(const std::size_t lat, required(fields, lines.line(), "lat"));
  ASSIGN_OR_RETURN(const std::size_t lon, required(fields, lines.line(), "lon"));
  ASSIGN_OR_RETURN(const std::size_t people, required(fields, lines.line(), "population"));
  const std::size_t time = column_of(fields, "time");
  ASSIGN_OR_RETURN(const std::vector<std::size_t> of_group,
                   required_all(fields, lines.line(), group_columns));
  const bool is_plain = time == absent && of_group.empty();
  PopulationTable out;
  PlaceNumbers places;
  Named groups;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::int64_t>> counted;
  const auto read_row = [&]() -> Done {
    if (fields.size() != width)
      return table_error(ErrorCode::Malformed, lines.line(), 1,
                         fmt::format("{} columns where the header has {}.", fields.size(), width));
    ASSIGN_OR_RETURN(const geo::Point point, point_at(fields[lat], fields[lon], lines.line()));
    ASSIGN_OR_RETURN(const double population, finite_number(fields[people], lines.line()));
    if (!(population >= 0 && population <= 1e12) || (is_plain && !(population > 0)))
      return table_error(ErrorCode::BadValue, lines.line(), fields[people].column,
                         "A population is more than 0 and at most 1e12; leave empty places out.");
    std::int64_t day = 0;
    if (time != absent) {
      const Result<Written> when = written(fields[time].text);
      if (!when) return at_field(when.error(), lines.line(), fields[time]);
      day = day_of(*when);
    }
    const std::uint32_t group = groups.number(group_in(fields, of_group));
    const auto [place, is_new] = places.number(point);
    if (is_new) out.places.push_back(point);
    if (!counted.emplace(place, group, day).second)
      return table_error(ErrorCode::BadValue, lines.line(), fields[lat].column,
                         is_plain ? "This place came before." : "This place, time and group came before.");
    out.counts.push_back({place, group, day, population});
    return Nothing{};
  };
  while (lines.next(fields)) {
    if (Done done = read_row(); !done) add_fault(out.faults, done.error());
    if (out.counts.size() > most_case_rows)
      return table_error(ErrorCode::TooLarge, lines.line(), 1, "More places than a population may have.");
    if (groups.names().size() > most_case_groups)
      return table_error(ErrorCode::TooLarge, lines.line(), 1, "More groups than a population may have.");
  }
  sum_up(out);
  if (is_plain) out.counts.clear();
  out.groups = std::move(groups.names());
  return out;
}

void place_on(const PopulationTable& population, CaseTable& cases) {
  PlaceNumbers numbers;
  for (const geo::Point place : population.places) (void)numbers.number(place);
  std::vector<CaseRow> kept;
  std::vector<std::size_t> lost(cases.places.size(), 0);
  Named groups;
  for (const std::string& group : population.groups) (void)groups.number(group);
  std::vector<std::size_t> nobody(cases.groups.size(), 0);
  for (CaseRow row : cases.rows) {
    const std::uint32_t* place = numbers.find(cases.places[row.place]);
    const std::uint32_t* group = groups.find(cases.groups[row.group]);
    if (place == nullptr) {
      ++lost[row.place];
    } else if (group == nullptr) {
      ++nobody[row.group];
    } else {
      row.place = *place;
      row.group = *group;
      kept.push_back(row);
    }
  }
  for (std::size_t place = 0; place < lost.size(); ++place) {
    if (lost[place] == 0) continue;
    add_fault(
        cases.faults,
        {ErrorCode::BadPlace, "",
         fmt::format("{} rows at {:.7f},{:.7f} (lat,lon), where the population names no place: add it there.",
                     lost[place], cases.places[place].lat, cases.places[place].lon)});
    cases.faults.rows += lost[place] - 1;
  }
  for (std::size_t group = 0; group < nobody.size(); ++group) {
    if (nobody[group] == 0) continue;
    add_fault(cases.faults,
              {ErrorCode::BadValue, "",
               fmt::format("{} rows of the group `{}`, which the population does not name: add it there.",
                           nobody[group], cases.groups[group])});
    cases.faults.rows += nobody[group] - 1;
  }
  cases.rows = std::move(kept);
  cases.places = population.places;
  cases.groups = population.groups;
}

Result<std::int64_t> period_of(std::string_view time, CasePeriod period) {
  ASSIGN_OR_RETURN(const Written when, written(time));
  return numbered(when, time, period);
}

double begin_of(std::int64_t number, CasePeriod period) {
  const auto day = [](int year, int month) {
    return static_cast<double>(floor_div(from_civil_utc({year, month, 1}).us, 24 * us_an_hour));
  };
  switch (period) {
    case CasePeriod::Hour:
      return static_cast<double>(number) / 24;
    case CasePeriod::Year:
      return day(static_cast<int>(number), 1);
    case CasePeriod::Month:
      return day(static_cast<int>(floor_div(number, 12)),
                 static_cast<int>(number - floor_div(number, 12) * 12) + 1);
    case CasePeriod::Auto:
    case CasePeriod::Day:
      break;
  }
  return static_cast<double>(number);
}

std::string period_text(std::int64_t number, CasePeriod period) {
  if (period == CasePeriod::Year) return fmt::format("{:04}", number);
  if (period == CasePeriod::Month)
    return fmt::format("{:04}-{:02}", floor_div(number, 12), number - floor_div(number, 12) * 12 + 1);
  const bool hour = period == CasePeriod::Hour;
  const Civil civil = to_civil_utc({number * us_an_hour * (hour ? 1 : 24)});
  if (hour)
    return fmt::format("{:04}-{:02}-{:02}T{:02}:00:00Z", civil.year, civil.month, civil.day, civil.hour);
  return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

}  // namespace voorzien::detection
