#include "detection/tables/desk_files.h"

#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "detection/tables/csv.h"
#include "detection/tables/limits.h"

namespace voorzien::detection {
namespace {
// Names in the order in which they first come.
class Names {
 public:
  std::uint32_t index(std::string_view name) {
    const auto [at, fresh] = index_.try_emplace(std::string(name), static_cast<std::uint32_t>(names.size()));
    if (fresh) names.emplace_back(name);
    return at->second;
  }
  [[nodiscard]] const std::uint32_t* find(std::string_view name) const {
    const auto at = index_.find(name);
    return at == index_.end() ? nullptr : &at->second;
  }
  std::vector<std::string> names;

 private:
  std::map<std::string, std::uint32_t, std::less<>> index_;
};

struct Vocabulary {
  Names places, categories, themes, regions, ids;
};

Error named(Error error, const char* file) {
  error.where = std::string(file) + ":" + error.where;
  return error;
}

// Columns by name; an error names the first that the header lacks.
Result<std::vector<std::size_t>> columns(const std::vector<CsvField>& header,
                                         std::initializer_list<std::string_view> names) {
  std::vector<std::size_t> out;
  for (const std::string_view name : names) {
    out.push_back(column_of(header, name));
    if (out.back() == std::string_view::npos)
      return table_error(ErrorCode::MissingField, 1, 1,
                         fmt::format("The header names no column `{}`.", name));
  }
  return out;
}

template <class Work>
void for_each_part(std::string_view text, Work work) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    if (end > 0) work(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

Done read_series(std::string_view text, DeskData& desk, Vocabulary& words) {
  CsvLines lines(text);
  std::vector<CsvField> fields;
  if (!lines.next(fields)) return table_error(ErrorCode::NotOfFormat, 1, 1, "The table is empty.");
  const std::size_t width = fields.size();
  ASSIGN_OR_RETURN(const auto at,
                   columns(fields, {"id", "place", "category", "theme", "neighbours", "region"}));
  std::vector<std::pair<std::uint32_t, std::string>> neighbours;
  while (lines.next(fields)) {
    if (fields.size() != width)
      return table_error(ErrorCode::Malformed, lines.line(), 1,
                         fmt::format("{} columns where the header has {}.", fields.size(), width));
    if (desk.series.size() >= most_desk_series)
      return table_error(ErrorCode::TooLarge, lines.line(), 1, "More series than a desk may have.");
    DeskSeries series;
    if (words.ids.find(fields[at[0]].text) != nullptr)
      return table_error(ErrorCode::BadValue, lines.line(), fields[at[0]].column, "This id came before.");
    words.ids.index(fields[at[0]].text);
    series.place = words.places.index(fields[at[1]].text);
    series.category = words.categories.index(fields[at[2]].text);
    series.theme = words.themes.index(fields[at[3]].text);
    series.region = words.regions.index(fields[at[5]].text);
    for (const Names* names : {&words.places, &words.categories, &words.themes, &words.regions})
      if (names->names.size() > most_desk_names)
        return table_error(ErrorCode::TooLarge, lines.line(), 1, "More names than a desk may have.");
    if (neighbours.empty() || neighbours.back().first != series.place)
      neighbours.emplace_back(series.place, fields[at[4]].text);
    desk.series.push_back(series);
  }
  if (desk.series.empty()) return table_error(ErrorCode::NotOfFormat, lines.line(), 1, "No series.");
  desk.places = words.places.names.size();
  desk.neighbours.resize(desk.places);
  for (const auto& [place, list] : neighbours) {
    desk.neighbours[place].clear();
    for_each_part(list, [&](std::string_view name) {
      const std::uint32_t* other = words.places.find(name);  // a neighbour without series has nothing to say
      if (other != nullptr && *other != place) desk.neighbours[place].push_back(*other);
    });
  }
  return Nothing{};
}

void mark(std::string_view list, const Names& names, std::vector<bool>& out) {
  out.assign(names.names.size(), list == "*");
  for_each_part(list, [&](std::string_view name) {
    if (const std::uint32_t* at = names.find(name)) out[*at] = true;
  });
}

Done read_events(std::string_view text, std::size_t ticks, DeskData& desk, const Vocabulary& words) {
  CsvLines lines(text);
  std::vector<CsvField> fields;
  if (!lines.next(fields)) return Nothing{};  // nothing is known beforehand
  const std::size_t width = fields.size();
  ASSIGN_OR_RETURN(const auto at, columns(fields, {"start", "end", "themes", "places", "factor", "name"}));
  Names names;
  while (lines.next(fields)) {
    if (fields.size() != width)
      return table_error(ErrorCode::Malformed, lines.line(), 1,
                         fmt::format("{} columns where the header has {}.", fields.size(), width));
    KnownEvent event;
    ASSIGN_OR_RETURN(const double start, whole_number(fields[at[0]], lines.line(), 0, most_desk_ticks));
    ASSIGN_OR_RETURN(const double end, whole_number(fields[at[1]], lines.line(), start, most_desk_ticks));
    ASSIGN_OR_RETURN(event.factor, finite_number(fields[at[4]], lines.line()));
    if (!(event.factor > 1e-6 && event.factor < 1e6))
      return table_error(ErrorCode::BadValue, lines.line(), fields[at[4]].column,
                         "A factor lies between 1e-6 and 1e6.");
    event.start = std::min(static_cast<std::size_t>(start), ticks);
    event.end = std::min(static_cast<std::size_t>(end), ticks);
    mark(fields[at[2]].text, words.themes, event.themes);
    mark(fields[at[3]].text, words.places, event.places);
    event.name = names.index(fields[at[5]].text);
    desk.events.push_back(std::move(event));
  }
  return Nothing{};
}

// A run of digits from `at` on; false when there is none or it is longer than nine.
bool take_digits(std::string_view text, std::size_t& at, std::uint32_t& value) {
  const std::size_t from = at;
  value = 0;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at - from < 10)
    value = value * 10 + static_cast<std::uint32_t>(text[at++] - '0');
  return at > from && at - from <= 9;
}

// Millions of rows of three whole numbers: read without a vector of fields a row.
Done read_counts(std::string_view text, DeskData& desk, const Vocabulary& words) {
  std::size_t at = std::min(text.find('\n'), text.size());
  std::string_view header = text.substr(0, at);
  if (header.ends_with('\r')) header.remove_suffix(1);
  if (header != "tick,series,count")
    return table_error(ErrorCode::NotOfFormat, 1, 1, "The header must be `tick,series,count`.");
  std::vector<std::uint32_t> series_of;  // by the number that is the id; most desks count from 0
  for (std::uint32_t s = 0; s < words.ids.names.size(); ++s) {
    std::size_t end = 0;
    std::uint32_t number = 0;
    const std::string& id = words.ids.names[s];
    if (!take_digits(id, end, number) || end != id.size() || number > 10 * most_desk_series)
      return table_error(ErrorCode::BadValue, s + 2, 1, "An id in series.csv is no small whole number.");
    if (series_of.size() <= number) series_of.resize(number + 1, UINT32_MAX);
    series_of[number] = s;
  }
  desk.first_of_tick.assign(desk.ticks + 1, 0);
  std::size_t line = 1;
  std::size_t tick_now = 0;
  desk.counts.reserve(text.size() / 11);
  while (++at < text.size()) {
    ++line;
    const std::size_t start = at;
    std::uint32_t tick = 0;
    std::uint32_t id = 0;
    std::uint32_t count = 0;
    if (text[at] == '\n') continue;
    if (!take_digits(text, at, tick) || at >= text.size() || text[at++] != ',' ||
        !take_digits(text, at, id) || at >= text.size() || text[at++] != ',' ||
        !take_digits(text, at, count) ||
        (at < text.size() && text[at] != '\n' &&
         !(text[at] == '\r' && ++at < text.size() && text[at] == '\n')))
      return table_error(ErrorCode::Malformed, line, at - start + 1, "Not three whole numbers.");
    if (tick < tick_now || tick >= desk.ticks)
      return table_error(ErrorCode::BadValue, line, 1,
                         fmt::format("Tick {} does not lie in {}..{}.", tick, tick_now, desk.ticks - 1));
    if (id >= series_of.size() || series_of[id] == UINT32_MAX)
      return table_error(ErrorCode::BadValue, line, 1, fmt::format("Series {} is not in series.csv.", id));
    if (desk.counts.size() >= most_desk_counts || count > 1'000'000)
      return table_error(ErrorCode::TooLarge, line, 1, "More counts than a desk may have.");
    for (; tick_now < tick; ++tick_now) desk.first_of_tick[tick_now + 1] = desk.counts.size();
    if (count > 0) desk.counts.push_back({series_of[id], count});
  }
  for (; tick_now < desk.ticks; ++tick_now) desk.first_of_tick[tick_now + 1] = desk.counts.size();
  return Nothing{};
}
}  // namespace

Result<DeskData> read_desk(const DeskTexts& texts, std::size_t warmup_ticks, std::size_t ticks) {
  if (ticks > most_desk_ticks || warmup_ticks > ticks)
    return Error{ErrorCode::BadValue, "meta.json",
                 fmt::format("warmup_ticks {} of ticks {}.", warmup_ticks, ticks)};
  DeskData desk;
  desk.ticks = ticks;
  desk.warmup_ticks = warmup_ticks;
  Vocabulary words;
  if (auto done = read_series(texts.series, desk, words); !done) return named(done.error(), "series.csv");
  if (auto done = read_events(texts.events, ticks, desk, words); !done)
    return named(done.error(), "events.csv");
  if (auto done = read_counts(texts.counts, desk, words); !done) return named(done.error(), "counts.csv");
  desk.categories = words.categories.names.size();
  desk.themes = words.themes.names.size();
  desk.regions = words.regions.names.size();
  desk.series_ids = std::move(words.ids.names);
  desk.theme_names = std::move(words.themes.names);
  desk.place_names = std::move(words.places.names);
  return desk;
}

}  // namespace voorzien::detection
