// KNMI public weather warnings, schema 0.5 (JSON): docs/feeds/knmi.md.
//
// One observation a part of a warning set. The document is a snapshot of all that is going on: `full_list`,
// so a part that is absent from the next one has ended.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_knmi(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
