#include "feeds/water/water.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <unordered_map>

#include "feeds/dutch_point.h"
#include "feeds/limits.h"
#include "feeds/remarks.h"
#include "feeds/water/value.h"
#include "geo/rd.h"
#include "geo/utm.h"

namespace voorzien::feeds {
namespace {
using observations::Understood;

constexpr std::size_t columns_max = 128;
constexpr std::size_t line_bytes_usual = 80;         // for the room made beforehand
constexpr std::size_t observations_ahead = 100'000;  // room that is not used costs addresses, no memory

enum Column : std::size_t {
  Date,
  Time,
  TimeAside,  // some downloads leave the column of the time empty and write it under REFERENTIE
  Parameter,
  Station,
  StationCode,
  Measured,
  Expected,
  Unit,
  Grootheid,
  InWords,
  Quality,
  Reference,
  Process,
  X,
  Y,
  Epsg,
  column_count
};
struct Name {
  std::string_view written;  // how a header of it begins, case folded
  Column column;
};
// Names of the short form, then of the long one; the first that fits counts.
constexpr std::array<Name, 26> names = {{{"datum", Date},
                                         {"tijd", Time},
                                         {"parameter", Parameter},
                                         {"locatie", Station},
                                         {"meting", Measured},
                                         {"verwachting", Expected},
                                         {"eenheid", Unit},
                                         {"referentievlak", Reference},
                                         {"waarnemingdatum", Date},
                                         {"waarnemingtijd", Time},
                                         {"waarnemingtijd(met/cet)", Time},
                                         {"referentie", TimeAside},
                                         {"meetpunt_identificatie", Station},
                                         {"locatie_code", StationCode},
                                         {"parameter_omschrijving", Parameter},
                                         {"grootheid_omschrijving", Parameter},
                                         {"grootheid_code", Grootheid},
                                         {"numeriekewaarde", Measured},
                                         {"alfanumeriekewaarde", InWords},
                                         {"eenheid_code", Unit},
                                         {"kwaliteitsoordeel_code", Quality},
                                         {"hoedanigheid_code", Reference},
                                         {"procestype", Process},
                                         {"x", X},
                                         {"y", Y},
                                         {"epsg", Epsg}}};

std::string_view unquoted(std::string_view field) {
  field = trim(field);
  if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
    field = trim(field.substr(1, field.size() - 2));
  return field;
}

void split(std::string_view line, std::vector<std::string_view>& out) {
  out.clear();
  while (out.size() < columns_max) {
    const std::size_t end = line.find(';');
    out.push_back(unquoted(line.substr(0, end)));
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

// A number with a decimal comma or point.
std::optional<double> number_of(std::string_view text) {
  std::array<char, 40> digits{};
  if (text.empty() || text.size() >= digits.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) digits[i] = text[i] == ',' ? '.' : text[i];
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + text.size(), value);
  if (error != std::errc{} || end != digits.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

bool read_parts(std::string_view text, char separator, std::array<int, 3>& out, std::size_t least) {
  std::size_t count = 0;
  while (count < 3) {
    const std::size_t end = std::min(text.find(separator), text.size());
    const auto [rest, error] = std::from_chars(text.data(), text.data() + end, out[count]);
    if (error != std::errc{} || rest != text.data() + end) return false;
    ++count;
    if (end == text.size()) return count >= least;
    text.remove_prefix(end + 1);
  }
  return false;
}

// "7-5-2020" or "2020-05-07", and "14:20:00" or "14:20": always +01:00, in summer too.
std::optional<Instant> time_of(std::string_view date, std::string_view time) {
  std::array<int, 3> day{};
  std::array<int, 3> clock{};
  if (!read_parts(date, date.find('/') == std::string_view::npos ? '-' : '/', day, 3) ||
      !read_parts(time, ':', clock, 2))
    return std::nullopt;
  if (day[0] > 31) std::swap(day[0], day[2]);
  const bool at_24 = clock == std::array{24, 0, 0};  // the end of the day
  if (at_24) clock[0] = 0;
  const Civil civil{.year = day[2],
                    .month = day[1],
                    .day = day[0],
                    .hour = clock[0],
                    .minute = clock[1],
                    .second = clock[2]};
  if (!is_valid(civil)) return std::nullopt;
  return from_civil_utc(civil) - hours(1) + (at_24 ? days(1) : Duration{});
}

// Some downloads write a blank into the name of a column ("GROOTHEID_ CODE").
bool is_named(std::string_view header, std::string_view written) {
  std::size_t at = 0;
  for (const char c : header) {
    if (c == ' ') continue;
    if (at >= written.size() || !equal_folded({&c, 1}, written.substr(at, 1))) return false;
    ++at;
  }
  return at == written.size();
}

bool starts_folded(std::string_view text, std::string_view with) {
  return text.size() >= with.size() && equal_folded(text.substr(0, with.size()), with);
}

class Table {
 public:
  Table(const Context& context, Understood& out, Remarks& remarks)
      : context_(context), out_(out), remarks_(remarks) {
    at_.fill(columns_max);
  }

  bool header(std::string_view line);
  void row(std::string_view line, std::size_t number);

 private:
  [[nodiscard]] std::string_view cell(Column column) const {
    return at_[column] < cells_.size() ? cells_[at_[column]] : std::string_view();
  }
  [[nodiscard]] bool has(Column column) const { return at_[column] < columns_max; }
  void value(std::string_view text, bool forecast, Instant at, std::size_t number);
  [[nodiscard]] const char* kind_of(std::string_view parameter) const;
  const water::Spot& spot(const std::string& station);

  const Context& context_;
  Understood& out_;
  Remarks& remarks_;
  std::array<std::size_t, column_count> at_{};
  std::vector<std::string_view> cells_;
  std::unordered_map<std::string, water::Spot> spots_;  // looked up only
};

bool Table::header(std::string_view line) {
  split(line, cells_);
  for (std::size_t i = 0; i < cells_.size(); ++i)
    for (const Name& name : names)
      if (is_named(cells_[i], name.written) && !has(name.column)) at_[name.column] = i;
  return has(Date) && has(Time) && (has(Station) || has(StationCode)) && (has(Measured) || has(Expected));
}

// Where a station is: coordinates in RD, UTM or degrees, else the town it is named after.
const water::Spot& Table::spot(const std::string& station) {
  const auto [found, is_new] = spots_.try_emplace(station);
  if (!is_new) return found->second;
  const std::optional<double> x = number_of(cell(X));
  const std::optional<double> y = number_of(cell(Y));
  const std::string_view epsg = cell(Epsg);
  std::optional<geo::Point> point;
  if (x && y && epsg == "28992" && geo::is_in_rd_grid({*x, *y})) {
    point = geo::from_rd({*x, *y});
  } else if (x && y && epsg == "25831" && geo::is_in_utm31_grid({*x, *y})) {
    point = geo::from_utm31({*x, *y});
  } else if (x && y && (epsg == "4258" || epsg == "4326")) {
    point = dutch_point(*x, *y, "station " + station, remarks_);
  }
  found->second = water::spot_of(point, station, context_);
  return found->second;
}

const char* Table::kind_of(std::string_view parameter) const {
  const std::string_view code = cell(Grootheid);
  const bool tide = equal_folded(code, "WATHTBRKD") || equal_folded(code, "WATHTASTRO");
  if (tide || starts_folded(parameter, "waterhoogte berekend") ||
      starts_folded(parameter, "waterhoogte astronomisch") || starts_folded(cell(Process), "astronomisch"))
    return "water-tide";
  if (starts_folded(code, "WATHTE") || starts_folded(parameter, "waterhoogte")) return "water-level";
  return equal_folded(code, "Q") ? "water-discharge" : "water-reading";
}

void Table::value(std::string_view text, bool forecast, Instant at, std::size_t number) {
  if (text.empty()) return;
  const std::optional<double> read = number_of(text);
  if (!read) {
    remarks_.add("bad-value", "line " + std::to_string(number),
                 "'" + to_utf8(text.substr(0, 32)) + "' is no number; the value is left out");
    return;
  }
  if (water::is_gap(*read) || out_.observations.size() >= limits::observations_max) return;
  water::Value value;
  value.station = to_utf8(has(Station) ? cell(Station) : cell(StationCode));
  const std::string parameter = to_utf8(has(Parameter) ? cell(Parameter) : cell(Grootheid));
  value.series = value.station + "/" + parameter;
  value.kind = kind_of(parameter);
  value.unit = to_utf8(cell(Unit));
  value.value = *read;
  value.at = at;
  // The tide is computed for years ahead and was never measured.
  value.forecast = forecast || value.kind == "water-tide" || equal_folded(cell(Grootheid), "WATHTEVERWACHT");
  out_.observations.push_back(water::observe(value, spot(value.station), context_));
}

void Table::row(std::string_view line, std::size_t number) {
  split(line, cells_);
  const std::string_view clock = cell(cell(Time).empty() ? TimeAside : Time);
  const std::optional<Instant> at = time_of(cell(Date), clock);
  if (!at) {
    remarks_.add("bad-time", "line " + std::to_string(number),
                 "'" + to_utf8(cell(Date).substr(0, 32)) + " " + to_utf8(clock.substr(0, 32)) +
                     "' is no date and time; the line is left out");
    return;
  }
  if (cell(Quality) == "99" || starts_folded(cell(Quality), "hiaat")) return;
  if (out_.observations.size() >= limits::observations_max) {
    remarks_.add("too-many-observations", "line " + std::to_string(number), "the line is left out");
    return;
  }
  const bool forecast = starts_folded(cell(Process), "verwachting");
  if (cell(Measured).empty() &&
      number_of(cell(InWords)))  // newer downloads have numbers in the column for words
    value(cell(InWords), forecast, *at, number);
  else
    value(cell(Measured), forecast, *at, number);
  if (has(Expected)) value(cell(Expected), true, *at, number);
}

std::string_view next_line(std::string_view& rest) {
  std::size_t end = 0;  // a plain loop: find_first_of asks memchr for every byte
  while (end < rest.size() && rest[end] != '\n' && rest[end] != '\r') ++end;
  const std::string_view line = rest.substr(0, end);
  const bool pair = end + 1 < rest.size() && rest[end] == '\r' && rest[end + 1] == '\n';
  rest.remove_prefix(std::min(rest.size(), end + (pair ? 2 : 1)));
  return line;
}
}  // namespace

Understood parse_rws_csv(std::string_view bytes, const Context& context) {
  Understood out;
  Remarks remarks(out);
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  Table table(context, out, remarks);
  // Observations are large: growing the list again and again moves more bytes than the table has.
  out.observations.reserve(std::min(bytes.size() / line_bytes_usual, observations_ahead));
  if (!table.header(next_line(bytes))) {
    remarks.reject("not-of-format", "line 1",
                   "no header with date, time, location and value; check the address and the format");
    return out;
  }
  for (std::size_t number = 2; !bytes.empty(); ++number) {
    const std::string_view line = next_line(bytes);
    if (!trim(line).empty()) table.row(line, number);
  }
  remarks.finish();
  return out;
}

}  // namespace voorzien::feeds
