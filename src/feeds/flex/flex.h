// Pager lines (FLEX, the Dutch P2000 network) as a receiver writes them: docs/feeds/flex.md.
//
// One observation a message of text (ALN); lines of other types carry none. The same text within a minute on
// other codes joins the observation before it, fragments are joined per code. Everything is personal data.
// Pure; cost is linear in the bytes.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_flex(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
