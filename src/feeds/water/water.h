// Water levels of Rijkswaterstaat as waterinfo's CSV, short and long form: docs/feeds/rws.md.
//
// One observation a value; gaps and filler values are none. Times are +01:00 all year. Columns are found by
// the names in the header, never by position.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_rws_csv(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
