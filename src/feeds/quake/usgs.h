// Earthquakes as USGS (and EMSC alike) list them in GeoJSON: docs/feeds/usgs-geojson.md.
//
// One observation a feature. `ids` names the same quake as other networks know it: they become references,
// so that a quake that changes its leading id is the same one. The list is a window in time, so what is
// absent has not ended.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_usgs(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
