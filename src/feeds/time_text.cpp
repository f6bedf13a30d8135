#include "feeds/time_text.h"

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

}  // namespace voorzien::feeds
