// Disasters of the world as GDACS lists them in RSS: docs/feeds/gdacs-rss.md.
//
// One observation an event; a later episode of it is another version. What is absent has not ended: the list
// is a window in time.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_gdacs(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
