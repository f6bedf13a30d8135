// Interruptions of power and gas, as energieonderbrekingen.nl (v2) and as a grid operator's ArcGIS layer
// (GeoJSON or Esri JSON): docs/feeds/energy-nl.md.
//
// Each document lists all that is going on (`full_list`), unless it says that it is cut off: what is absent
// from the next one has ended. One observation an interruption. A street is never taken over.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_energy(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
