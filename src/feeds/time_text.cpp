#include "feeds/time_text.h"

#include <array>
#include <charconv>
#include <string>

#include "feeds/remarks.h"

namespace voorzien::feeds {
namespace {
constexpr std::size_t time_at = 11;  // of hh:mm:ss in yyyy-mm-ddThh:mm:ss
constexpr std::size_t seconds_to = 19;
constexpr std::size_t text_bytes_max = 64;

bool has_offset(std::string_view text) {
  return text.size() > seconds_to && (text.back() == 'Z' || text.back() == 'z' ||
                                      text.find_first_of("+-", seconds_to) != std::string_view::npos);
}
}  // namespace

TimeText read_time(std::string_view text, const Context& context) {
  text = trim(text);
  if (text.size() < seconds_to || text.size() > text_bytes_max) return {};
  TimeText out;
  std::string changed;
  Duration later;
  if (text.substr(time_at, 8) == "24:00:00") {
    changed = text;
    changed.replace(time_at, 2, "00");
    later = days(1);
    text = changed;
  }
  if (has_offset(text)) {
    if (auto read = parse_instant(text)) out.at = *read + later;
    return out;
  }
  const auto read = parse_instant(std::string(text) + "Z");
  if (!read) return out;
  out.zone_missing = true;
  const Instant as_utc = *read + later;
  out.at = context.zone == "utc" ? as_utc
                                 : from_amsterdam(to_civil_utc(as_utc), context.received.value_or(as_utc));
  return out;
}

TimeText read_any_time(std::string_view text, const Context& context) {
  TimeText out = read_time(text, context);
  if (out.at) return out;
  if (const Result<Instant> read = parse_instant(trim(text).substr(0, text_bytes_max))) out.at = *read;
  return out;
}
namespace {
std::optional<int> number_in(std::string_view text) {
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && out >= 0 ? std::optional(out) : std::nullopt;
}

std::string_view next_word(std::string_view& text) {
  text = trim(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n"));
  text.remove_prefix(word.size());
  return word;
}

int month_of(std::string_view word) {
  constexpr std::array<std::string_view, 12> names = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (equal_folded(word.substr(0, 3), names[i])) return static_cast<int>(i) + 1;
  return 0;
}

// "+0130" is an hour and a half; nothing for a name that is not that of Greenwich.
std::optional<Duration> offset_of(std::string_view word) {
  for (const std::string_view name : {"GMT", "UT", "UTC", "Z"})
    if (equal_folded(word, name)) return Duration{};
  if (word.size() != 5 || (word[0] != '+' && word[0] != '-')) return std::nullopt;
  const std::optional<int> hour = number_in(word.substr(1, 2));
  const std::optional<int> minute = number_in(word.substr(3, 2));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  const Duration ahead = hours(*hour) + minutes(*minute);
  return word[0] == '+' ? ahead : Duration{} - ahead;
}
}  // namespace

std::optional<Instant> read_rss_time(std::string_view text) {
  text = text.substr(0, text_bytes_max);
  if (const std::size_t comma = text.find(','); comma != std::string_view::npos)
    text.remove_prefix(comma + 1);
  Civil civil;
  const std::optional<int> day = number_in(next_word(text));
  civil.month = month_of(next_word(text));
  const std::optional<int> year = number_in(next_word(text));
  const std::string_view clock = next_word(text);
  const std::optional<Duration> ahead = offset_of(next_word(text));
  if (!day || !year || civil.month == 0 || !ahead || clock.size() < 5 || clock[2] != ':') return std::nullopt;
  const std::optional<int> hour = number_in(clock.substr(0, 2));
  const std::optional<int> minute = number_in(clock.substr(3, 2));
  const std::optional<int> second = clock.size() == 8 ? number_in(clock.substr(6, 2)) : std::optional(0);
  if (!hour || !minute || !second) return std::nullopt;
  civil.day = *day;
  civil.year = *year;
  civil.hour = *hour;
  civil.minute = *minute;
  civil.second = *second;
  if (!is_valid(civil)) return std::nullopt;
  return from_civil_utc(civil) - *ahead;
}

}  // namespace voorzien::feeds
