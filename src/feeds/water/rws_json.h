// Water levels, discharges and their forecast as Rijkswaterstaat's web service answers them:
// docs/feeds/rws-json.md.
//
// One observation a value; gaps (quality 99, the filler) are none. "No data" is a normal answer, any other
// failure that the service reports rejects the document with the service's own words.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_rws_json(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
