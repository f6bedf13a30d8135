// Times as feeds write them: with an offset, or without one and then in the zone of the source.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"
#include "feeds/feed.h"

namespace voorzien::feeds {

struct TimeText {
  std::optional<Instant> at;
  bool zone_missing = false;  // it was read in the zone of the context
};

// White space around it is passed over; 24:00:00 is the next midnight.
[[nodiscard]] TimeText read_time(std::string_view text, const Context& context);
// The same, and besides every form that parse_instant reads (minutes only, no colons).
[[nodiscard]] TimeText read_any_time(std::string_view text, const Context& context);
// As RSS writes it (RFC 822): "Mon, 30 Dec 2019 00:17:00 GMT", also with +0100 and without the day's name.
// Other names of zones than GMT, UT, UTC and Z give nothing.
[[nodiscard]] std::optional<Instant> read_rss_time(std::string_view text);

}  // namespace voorzien::feeds
