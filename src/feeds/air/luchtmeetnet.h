// Hourly values of Luchtmeetnet: docs/feeds/luchtmeetnet.md.
//
// One observation a value. The answer names a station by its number only.
// What a station is (`/stations/{number}`) and lists of stations and components hold no values: accepted,
// empty.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_luchtmeetnet(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
