// Our own `observations` JSON, for partners and for sources without a parser of their own:
// docs/formats/observation.md.
//
// {"observations":[{...}]}: a friendly subset of observations::Observation. Unknown fields are remarks, a
// faulty item costs no other item.
#pragma once

#include "feeds/feed.h"

namespace voorzien::feeds {
[[nodiscard]] observations::Understood parse_observations(std::string_view bytes, const Context& context);
}  // namespace voorzien::feeds
