// DATEX II v3 situation publications (docs/feeds/datex2.md), as NDW sends them: the full list of what is
// going on on the roads, one observation a situation record.
//
// Other publications (speeds, travel times, site tables, DATEX II v2 in SOAP) are rejected by name.
#pragma once

#include <string_view>

#include "feeds/feed.h"

namespace voorzien::feeds {

[[nodiscard]] observations::Understood parse_datex2(std::string_view bytes, const Context& context);

}  // namespace voorzien::feeds
