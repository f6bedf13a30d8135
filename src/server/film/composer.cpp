// gcc 12 reports a false over-read in an inlined search; clang and the sanitizers check it.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wstringop-overread"
#endif
#include "server/film/composer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "feeds/feed.h"
#include "server/film/limits.h"

namespace voorzien::film {
namespace {
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return hash;
}

constexpr std::string_view known[] = {"title", "day",     "from",  "to",   "seed",   "source", "chapter",
                                      "words", "every",   "noise", "beat", "series", "water",  "road",
                                      "works", "record",  "item",  "cap",  "broken", "frozen", "snapshots",
                                      "page",  "warning", "usual", "past", "act"};

std::string rest_after(const Statement& statement, std::size_t words) {
  std::string_view text = statement.text;
  for (std::size_t i = 0; i < words; ++i) {
    const std::size_t blank = text.find(' ');
    if (blank == std::string_view::npos) return {};
    text.remove_prefix(blank);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return std::string(text);
}

// `usual SOURCE/THEME AN_HOUR AREA=TIMES ...`
Done read_usual(const Statement& s, Composer& c) {
  const std::optional<double> one = number_of(s.word(2));
  if (!one || *one <= 0 || s.words.size() < 4)
    return script_error(s, "usual needs 'SOURCE/THEME AN_HOUR AREA=TIMES ...'");
  for (std::size_t k = 3; k < s.words.size(); ++k) {
    const std::string& word = s.words[k];
    const std::size_t equals = std::min(word.find('='), word.size() - 1);
    const std::optional<double> times = number_of(std::string_view(word).substr(equals + 1));
    if (!times || *times <= 0) return script_error(s, "'" + word + "' is no AREA=TIMES");
    c.out.usual.push_back({s.word(1) + "/" + word.substr(0, equals), *one * *times});
  }
  return Nothing{};
}

// `past station="..." around=2.9 season=0.7 day=0.04 wander=0.3 until=3.9 least=0`
Done read_past(const Statement& s, Composer& c) {
  Past out;
  out.station = s.field("station");
  if (out.station.empty()) return script_error(s, "past needs station=\"ID\"");
  for (const auto& [name, into] : {std::pair{"around", &out.around},
                                   {"season", &out.season},
                                   {"day", &out.day},
                                   {"wander", &out.wander},
                                   {"until", &out.until},
                                   {"least", &out.least}}) {
    const std::optional<double> value = number_of(s.field(name));
    if (!value) return script_error(s, std::string("past needs ") + name + "=NUMBER");
    *into = *value;
  }
  c.out.past.push_back(std::move(out));
  return Nothing{};
}

Done read_frame(const Statement& s, Composer& c) {
  const std::string keyword = s.word(0);
  if (keyword == "title") {
    c.out.title = rest_after(s, 1);
  } else if (keyword == "day") {
    const Result<Instant> noon = parse_instant(s.word(1) + "T12:00:00Z");
    if (!noon) return script_error(s, "day needs yyyy-mm-dd");
    Civil civil = to_civil_utc(*noon);
    civil.hour = 0;
    c.set_day(from_amsterdam(civil, *noon));
  } else if (keyword == "seed") {
    const std::string text = s.word(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), c.seed);
    if (error != std::errc{} || end != text.data() + text.size())
      return script_error(s, "seed needs a number");
  } else if (keyword == "from" || keyword == "to") {
    const std::optional<Instant> at = c.moment(s.word(1));
    if (!at) return script_error(s, keyword + " needs a time hh:mm");
    (keyword == "from" ? c.out.from : c.out.to) = *at;
  } else if (keyword == "source") {
    if (s.words.size() != 3 || !feeds::format_by_name(s.word(2)))
      return script_error(s, "source needs an id and a known format");
    c.formats[s.word(1)] = s.word(2);
  } else if (keyword == "words") {
    std::string_view list = s.text;
    std::string all = rest_after(s, 2);
    for (const std::string& line : s.indented) all += ", " + line;
    list = all;
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(','), list.size());
      std::string_view item = list.substr(0, end);
      while (item.starts_with(' ')) item.remove_prefix(1);
      while (item.ends_with(' ')) item.remove_suffix(1);
      if (!item.empty()) c.words[s.word(1)].emplace_back(item);
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  } else if (keyword == "usual") {
    return read_usual(s, c);
  } else if (keyword == "past") {
    return read_past(s, c);
  } else if (keyword == "chapter") {
    const std::optional<Instant> at = c.moment(s.word(1));
    if (!at) return script_error(s, "chapter needs a time hh:mm");
    std::string text;
    for (const std::string& line : s.indented) text += (text.empty() ? "" : " ") + line;
    c.out.chapters.push_back({*at, rest_after(s, 2), std::move(text)});
  }
  return Nothing{};
}

// `17:11:07 act USER MATTER/COMMAND` + indented JSON body
Done read_acts(const Script& script, Composer& c) {
  for (const Statement& s : script.statements) {
    if (s.word(1) != "act" || !time_of_day(s.word(0))) continue;
    const std::optional<Instant> at = c.moment(s.word(0));
    if (!at || s.word(3).find('/') == std::string::npos || s.indented.empty())
      return script_error(s, "act needs a time, a user, MATTER/COMMAND and an indented JSON body");
    if (*at < c.out.from || *at > c.out.to) return script_error(s, "the act lies outside the film");
    std::string body;
    for (const std::string& line : s.indented) body += line;
    c.out.acts.push_back({*at, s.word(2), s.word(3), std::move(body)});
  }
  if (c.out.acts.size() > limits::acts_max) return Error{ErrorCode::TooLarge, "", "too many acts"};
  std::stable_sort(c.out.acts.begin(), c.out.acts.end(),
                   [](const Act& a, const Act& b) { return a.at < b.at; });
  return Nothing{};
}

Done check_known(const Script& script) {
  for (const Statement& s : script.statements) {
    const std::string keyword = time_of_day(s.word(0)) ? s.word(1) : s.word(0);
    if (std::find(std::begin(known), std::end(known), keyword) == std::end(known))
      return script_error(s, "'" + keyword + "' is no statement of a film script");
  }
  return Nothing{};
}

// `broken SOURCE 13:21 half|html|same`: what was to be received then comes damaged.
Done break_lines(const Script& script, Composer& c) {
  for (const Statement& s : script.statements) {
    if (s.word(0) != "broken") continue;
    const std::optional<Instant> at = c.moment(s.word(2));
    if (!at) return script_error(s, "broken needs a source, a time and half or html");
    const auto line = std::find_if(c.lines.begin(), c.lines.end(), [&](const FilmLine& item) {
      return item.source == s.word(1) && item.received >= *at;
    });
    if (line == c.lines.end()) return script_error(s, "nothing of this source comes after that time");
    if (s.word(3) == "half") {
      line->body.resize(line->body.size() / 2);
    } else if (s.word(3) == "html") {
      line->body =
          "<!DOCTYPE html>\n<html><head><title>503 Service Unavailable</title></head>\n<body><h1>Site "
          "Unavailable</h1><p>Probeer het later opnieuw.</p></body></html>\n";
    } else {
      return script_error(s, "broken needs half or html");
    }
  }
  return Nothing{};
}

// `frozen SOURCE 16:05 16:30`: the same bytes as the last time, again and again.
Done freeze_lines(const Script& script, Composer& c) {
  for (const Statement& s : script.statements) {
    if (s.word(0) != "frozen") continue;
    const std::optional<Instant> from = c.moment(s.word(2));
    const std::optional<Instant> to = c.moment(s.word(3));
    if (!from || !to) return script_error(s, "frozen needs a source and two times");
    std::string last;
    for (FilmLine& line : c.lines) {
      if (line.source != s.word(1)) continue;
      if (line.received < *from) last = line.body;
      if (line.received >= *from && line.received < *to && !last.empty()) line.body = last;
    }
  }
  return Nothing{};
}
}  // namespace

double Curve::at(Instant moment) const {
  if (points.empty()) return 0;
  if (moment <= points.front().first) return points.front().second;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const auto& [t0, v0] = points[i - 1];
    const auto& [t1, v1] = points[i];
    if (moment > t1) continue;
    const double share = static_cast<double>((moment - t0).us) / static_cast<double>((t1 - t0).us);
    return v0 + (v1 - v0) * share;
  }
  return points.back().second;
}

std::optional<Instant> Composer::moment(std::string_view text) const {
  const std::optional<Duration> time = time_of_day(text);
  return time ? std::optional(midnight_ + *time) : std::nullopt;
}

Random Composer::random_of(const Statement& statement) const {
  return Random(seed * 0x9e3779b97f4a7c15ULL ^ hash_of(statement.text));
}

void Composer::emit(Instant received, const std::string& source, std::string body) {
  lines.push_back({received, source, formats.at(source), std::move(body)});
}

Result<std::vector<Instant>> Composer::moments(const Statement& s) const {
  const std::optional<Duration> every = length_of(s.field("every"));
  const std::optional<Duration> after = time_of_day(s.field("at", "00:00"));
  const std::optional<Instant> from = s.field("from").empty() ? out.from : moment(s.field("from"));
  const std::optional<Instant> to = s.field("to").empty() ? out.to : moment(s.field("to"));
  if (!every || !after || !from || !to)
    return script_error(s, "needs every=5m, and if wished at=mm:ss from=hh:mm to=hh:mm");
  if ((*to - *from).us / every->us > static_cast<std::int64_t>(limits::composed_lines_max))
    return script_error(s, "makes too many lines");
  std::vector<Instant> all;
  // at=mm:ss is read as minutes and seconds past each step.
  const Duration offset{after->us / 60};
  for (Instant at = *from + offset; at <= *to; at = at + *every) all.push_back(at);
  return all;
}

Result<Curve> Composer::curve(const Statement& s, std::string_view keyword) const {
  Curve out_curve;
  for (const std::string& line : s.indented) {
    if (!line.starts_with(std::string(keyword) + " ")) continue;
    std::string_view rest = std::string_view(line).substr(keyword.size() + 1);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      std::string_view pair = rest.substr(0, end);
      while (pair.starts_with(' ')) pair.remove_prefix(1);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const std::size_t blank = std::min(pair.find(' '), pair.size());
      const std::optional<Instant> at = moment(pair.substr(0, blank));
      const std::optional<double> value = number_of(pair.substr(std::min(blank + 1, pair.size())));
      if (!at || !value || (!out_curve.points.empty() && *at <= out_curve.points.back().first))
        return script_error(s, "a curve needs 'hh:mm value, hh:mm value' in order of time");
      out_curve.points.emplace_back(*at, *value);
    }
  }
  if (out_curve.points.empty())
    return script_error(s, "has no line '" + std::string(keyword) + " hh:mm value, ...'");
  return out_curve;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

std::string local_time(Instant at) {
  const Civil t = to_amsterdam(at);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+{:02}:00", t.year, t.month, t.day, t.hour, t.minute,
                     t.second, amsterdam_offset(at).us / hours(1).us);
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::vector<std::pair<double, double>> points_of(std::string_view text) {
  std::vector<std::pair<double, double>> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t comma = std::min(pair.find(','), pair.size());
    const std::optional<double> x = number_of(pair.substr(0, comma));
    const std::optional<double> y = number_of(pair.substr(std::min(comma + 1, pair.size())));
    if (!x || !y) return {};
    out.emplace_back(*x, *y);
  }
  return out;
}

Result<Composed> compose(std::string_view text) {
  ASSIGN_OR_RETURN(const Script script, read_script(text));
  RETURN_IF_ERROR(check_known(script));
  Composer c;
  for (const char* const pass : {"day", ""})  // the day first: other times count from it
    for (const Statement& s : script.statements)
      if ((s.word(0) == "day") == (std::string_view(pass) == "day")) RETURN_IF_ERROR(read_frame(s, c));
  if (c.midnight().us == 0 || c.out.to <= c.out.from)
    return Error{ErrorCode::MissingField, "", "a film script needs day, from and a later to"};
  for (const auto part :
       {compose_pager, compose_warnings, compose_traffic, compose_water, compose_items, compose_cap})
    RETURN_IF_ERROR(part(script, c));
  const auto earlier = [](const auto& a, const auto& b) { return a.received < b.received; };
  std::stable_sort(c.lines.begin(), c.lines.end(), earlier);
  RETURN_IF_ERROR(freeze_lines(script, c));
  RETURN_IF_ERROR(break_lines(script, c));
  RETURN_IF_ERROR(read_acts(script, c));
  if (c.lines.size() > limits::composed_lines_max) return Error{ErrorCode::TooLarge, "", "too many lines"};
  std::stable_sort(c.out.chapters.begin(), c.out.chapters.end(),
                   [](const Chapter& a, const Chapter& b) { return a.at < b.at; });
  for (const FilmLine& line : c.lines) write_line(line, c.out.lines);
  return std::move(c.out);
}

}  // namespace voorzien::film
