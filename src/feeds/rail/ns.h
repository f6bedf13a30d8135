// Disruptions of NS, version 3 of its travel information service: docs/feeds/ns-disruptions.md.
//
// A list, bare or as `payload`, of all disruptions that were asked for (`full_list`: ask for all that are
// active). One observation a disruption.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_ns(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
