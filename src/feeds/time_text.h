// Times as XML feeds write them: with an offset, or without one and then in the zone of the source.
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

}  // namespace voorzien::feeds
