#include "feeds/flex/line.h"

#include <simdjson.h>

#include <algorithm>
#include <array>

#include "feeds/remarks.h"

namespace voorzien::feeds::flex {
namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
std::string_view after(std::string_view text, std::size_t count) {
  return text.substr(std::min(count, text.size()));
}

// Reads 1 to `most` digits at `at` and moves on; -1 when there is none.
int number(std::string_view text, std::size_t& at, int most) {
  int value = -1;
  for (int i = 0; i < most && at < text.size() && is_digit(text[at]); ++i, ++at)
    value = (value < 0 ? 0 : value) * 10 + (text[at] - '0');
  return value;
}
bool skip(std::string_view text, std::size_t& at, char c) {
  if (at >= text.size() || text[at] != c) return false;
  ++at;
  return true;
}

// "hh:mm:ss" at `at`, optionally with a fraction that is cut.
bool clock_at(std::string_view text, std::size_t& at, Civil& out) {
  out.hour = number(text, at, 2);
  if (!skip(text, at, ':')) return false;
  out.minute = number(text, at, 2);
  if (!skip(text, at, ':')) return false;
  out.second = number(text, at, 2);
  if (at < text.size() && (text[at] == '.' || text[at] == ',')) do
      ++at;
    while (at < text.size() && is_digit(text[at]));
  return true;
}

// "yyyy-mm-dd" or "d-m-yy" or "d-m-yyyy" (also with '/').
bool date_at(std::string_view text, std::size_t& at, Civil& out) {
  const int first = number(text, at, 4);
  const char separator = at < text.size() ? text[at] : '\0';
  if (first < 0 || (separator != '-' && separator != '/')) return false;
  ++at;
  out.month = number(text, at, 2);
  if (!skip(text, at, separator)) return false;
  const std::size_t third_at = at;
  const int third = number(text, at, 4);
  if (first > 31) {
    out.year = first;
    out.day = third;
  } else {
    out.day = first;
    out.year = at - third_at == 2 ? 2000 + third : third;
  }
  return is_valid({.year = out.year, .month = out.month, .day = out.day});
}

// A date and a time of day at the start of `text`; how many bytes it took, 0 when there is none.
std::size_t time_at(std::string_view text, Line& line) {
  Civil civil;
  std::size_t at = 0;
  if (!date_at(text, at, civil) || at >= text.size() || (text[at] != ' ' && text[at] != 'T')) return 0;
  const std::size_t clock = ++at;
  if (!clock_at(text, at, civil) || !is_valid(civil)) return 0;
  std::size_t end = at;
  while (end < text.size() && (is_digit(text[end]) || text[end] == ':' || text[end] == '+' ||
                               text[end] == '-' || text[end] == 'Z'))
    ++end;
  if (end == at) {
    line.civil = civil;
    return at;
  }
  if (clock == 11) {
    if (const Result<Instant> exact = parse_instant(text.substr(0, end)); exact) line.exact = *exact;
  }
  if (!line.exact) line.civil = civil;
  return end;
}

// Types are three capitals: ALN, NUM, TON, UNK, ...
bool is_type(std::string_view field) {
  return field.size() == 3 && is_upper(field[0]) && is_upper(field[1]) && is_upper(field[2]);
}
bool is_text_type(std::string_view type) {
  return type == "ALN" || equal_folded(type, "ALPHA") || equal_folded(type, "alphanumeric") ||
         equal_folded(type, "GROUP");
}
bool is_fragment(char c) { return c == 'K' || c == 'F' || c == 'C'; }

std::string_view next_field(std::string_view& rest) {
  const std::size_t bar = rest.find('|');
  const std::string_view field = rest.substr(0, bar);
  rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
  return field;
}

// "1600/2/K/A": the third part is the fragment flag, where multimon-ng writes one.
char fragment_of_mode(std::string_view mode) {
  const std::size_t first = mode.find('/');
  const std::size_t second = first == std::string_view::npos ? first : mode.find('/', first + 1);
  if (second == std::string_view::npos || second + 2 >= mode.size() || mode[second + 2] != '/') return 'K';
  return is_fragment(mode[second + 1]) ? mode[second + 1] : 'K';
}

constexpr int fields_max = 12;

bool read_bars(std::string_view rest, bool next_form, Line& line) {
  if (!rest.empty() && is_digit(rest.front())) {
    std::string_view look = rest;
    const std::string_view field = next_field(look);
    if (field.find('-') != std::string_view::npos && time_at(field, line) > 0) {
      line.multimon_time = line.civil.has_value();
      rest = look;
    }
  }
  line.fragment = fragment_of_mode(next_field(rest));
  next_field(rest);  // cycle and frame
  const char* const codes = rest.data();
  for (int i = 0; i < fields_max && !rest.empty(); ++i) {
    const std::string_view field = next_field(rest);
    if (!is_type(field)) continue;
    line.codes = std::string_view(codes, static_cast<std::size_t>(field.data() - codes));
    line.is_text = is_text_type(field);
    if (next_form) {
      const std::string_view flag = next_field(rest);
      if (!flag.empty() && is_fragment(flag.back())) line.fragment = flag.back();
    }
    line.text = rest;
    return true;
  }
  return false;
}

std::string_view next_word(std::string_view& rest) {
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end);
  return word;
}

bool read_spaces(std::string_view rest, Line& line) {
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  if (const std::size_t taken = time_at(rest, line); taken > 0) {
    line.multimon_time = line.civil.has_value();
    rest.remove_prefix(taken);
  }
  line.fragment = fragment_of_mode(next_word(rest));
  const std::size_t open = rest.find('[');
  if (open == std::string_view::npos || open > 32) return false;
  rest.remove_prefix(open);
  const char* const codes = rest.data();
  while (!rest.empty() && rest.front() == '[') {
    const std::size_t close = rest.find(']');
    if (close == std::string_view::npos) return false;
    rest.remove_prefix(close + 1);
    line.codes = std::string_view(codes, static_cast<std::size_t>(rest.data() - codes));
    while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  }
  const std::string_view type = next_word(rest);
  if (!is_type(type)) return false;
  line.is_text = is_text_type(type);
  line.text = rest;
  return true;
}

bool read_pdw(std::string_view rest, Line& line) {
  line.codes = next_word(rest);
  if (line.codes.size() != 7 && line.codes.size() != 9) return false;
  Civil civil;
  const std::string_view clock = next_word(rest);
  const std::string_view date = next_word(rest);
  std::size_t at = 0;
  if (!clock_at(clock, at, civil) || at != clock.size()) return false;
  at = 0;
  if (!date_at(date, at, civil) || at != date.size() || !is_valid(civil)) return false;
  if (!next_word(rest).starts_with("FLEX")) return false;
  line.is_text = is_text_type(next_word(rest));
  next_word(rest);  // bit rate
  line.civil = civil;
  line.text = rest;
  return true;
}

// The keys of multimon-ng --json (`demod_name` and so on), with the spellings of its forks.
void take_json(std::string_view key, std::string_view value, Line& line, std::string& text,
               std::string& codes) {
  if (key == "timestamp" || key == "time") {
    if (time_at(value, line) > 0) line.multimon_time = line.civil.has_value();
  } else if (key == "message" || key == "alpha") {
    text = value;
  } else if (key == "capcode" || key == "capcodes" || key == "group_capcodes") {
    codes += ' ';
    codes += value;
  } else if (key == "demod_name") {
    if (value == "flex_alphanumeric" || value == "FLEX_ALN") line.is_text = true;
  } else if (key == "message_type" || key == "type") {
    line.is_text = is_text_type(value);
  } else if ((key == "frag_flag" || key == "fragment_flag") && !value.empty() && is_fragment(value.back())) {
    line.fragment = value.back();
  }
}

std::string scalar_of(const simdjson::dom::element& value) {
  std::string_view text;
  std::int64_t integer = 0;
  if (value.get_string().get(text) == simdjson::SUCCESS) return std::string(text);
  if (value.get_int64().get(integer) == simdjson::SUCCESS) {
    std::string digits = std::to_string(integer);
    if (digits.size() < 9) digits.insert(0, 9 - digits.size(), '0');
    return digits;
  }
  simdjson::dom::array items;
  std::string out;
  if (value.get_array().get(items) == simdjson::SUCCESS)
    for (const simdjson::dom::element item : items)
      if (!item.is_array()) out += scalar_of(item) + " ";
  return out;
}

bool read_json(std::string_view bytes, Line& line, std::string& scratch) {
  thread_local simdjson::dom::parser parser;
  simdjson::dom::object object;
  if (parser.parse(bytes.data(), bytes.size()).get_object().get(object) != simdjson::SUCCESS) return false;
  std::string text;
  std::string codes;
  bool has_demod = false;
  for (const auto [key, value] : object) {
    const std::string scalar = scalar_of(value);
    has_demod =
        has_demod || (key == "demod_name" && scalar.size() >= 4 && equal_folded(scalar.substr(0, 4), "flex"));
    take_json(key, scalar, line, text, codes);
  }
  if (!has_demod || codes.empty()) return false;
  scratch = codes + "|" + text;
  line.codes = std::string_view(scratch).substr(0, codes.size());
  line.text = std::string_view(scratch).substr(codes.size() + 1);
  return true;
}

// A time that a wrapper put before the line: "[2026-06-27 14:47:19] " and the like.
void read_wrapper(std::string_view before, Line& line) {
  if (line.civil || line.exact) return;
  for (std::size_t at = 0; at < before.size() && !line.civil && !line.exact; ++at)
    if (is_digit(before[at]) && (at == 0 || !is_digit(before[at - 1]))) time_at(before.substr(at), line);
}
}  // namespace

std::optional<Line> read_line(std::string_view bytes, std::string& scratch) {
  Line line;
  if (bytes.empty()) return std::nullopt;
  const std::size_t flex = bytes.find("FLEX");
  bool read = false;
  if (const std::size_t brace = bytes.find('{');
      brace < flex && bytes.find("\"demod_name\"") < bytes.size()) {
    read = read_json(bytes.substr(brace), line, scratch);
    if (read) read_wrapper(bytes.substr(0, brace), line);
    return read ? std::optional(line) : std::nullopt;
  }
  if (flex == std::string_view::npos) return std::nullopt;
  const std::string_view rest = bytes.substr(flex + 4);
  if (rest.starts_with('|')) {
    read = read_bars(rest.substr(1), false, line);
  } else if (rest.starts_with(':')) {
    read = read_spaces(rest.substr(1), line);
  } else if (rest.starts_with("_NEXT|")) {
    read = read_bars(after(rest, 6), true, line);
  } else if (is_digit(bytes.front())) {
    return read_pdw(bytes, line) ? std::optional(line) : std::nullopt;
  }
  if (!read) return std::nullopt;
  read_wrapper(bytes.substr(0, flex), line);
  return line;
}

}  // namespace voorzien::feeds::flex
