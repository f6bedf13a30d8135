// KNMI's ten-minute observations as OGC EDR answers them, CoverageJSON: docs/feeds/knmi-edr.md.
//
// A coverage collection or one coverage, over points, series of points or a grid. One observation a value;
// null is no reading. Units are the document's own.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_knmi_edr(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
