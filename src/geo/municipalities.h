// Codes of municipalities, CBS's: which of them were merged, and the safety region of those around here.
#pragma once

#include <optional>
#include <string_view>

#include "base/instant.h"

namespace voorzien::geo {
// The code that holds at that moment (without one: the newest) for a code that a source still gives; the code
// itself when it was not merged. A merger that is only planned is not known here.
[[nodiscard]] std::string_view municipality_at(std::string_view code, std::optional<Instant> at);
// VR09, VR14 or VR25; empty for a municipality elsewhere. Boundaries that were imported know more.
[[nodiscard]] std::string_view region_around_here(std::string_view municipality);
}  // namespace voorzien::geo
