// Security advisories: CSAF 2.0, the ROLIE list of them, and the RSS of NCSC-NL: docs/feeds/csaf.md.
//
// One observation an advisory. What is absent from a list has not ended.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_csaf(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
