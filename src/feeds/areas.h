// The area codes of an observation that an XML feed made: from its geometry where there are boundaries, else
// from the codes that the source gave.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "feeds/feed.h"

namespace voorzien::feeds {

// Adds the CBS codes that a geocode means: GM and VR codes as they are, EMMA_ID where an area is exactly a
// province that is exactly one safety region or more; nothing for any other.
void add_geocode(std::string_view name, std::string_view value, std::vector<std::string>& codes);

// Codes that a source or a name of a place gave: merged municipalities become the one that holds now, each
// municipality brings its safety region, and each code stands once.
void settle_codes(std::vector<std::string>& codes, const Context& context);

// Fills `areas`. True when the geometry meets the Netherlands and there are no exact boundaries.
[[nodiscard]] bool set_areas(observations::Observation& observation, std::vector<std::string> codes,
                             const Context& context);

}  // namespace voorzien::feeds
