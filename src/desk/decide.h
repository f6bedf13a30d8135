// What the files that decide share. For src/desk/*.cpp only.
#pragma once

#include <optional>
#include <string>

#include "desk/desk.h"

namespace voorzien::desk {

[[nodiscard]] Decision refuse(std::string rule, std::string field, std::string detail = "");
// A screen that was cut off counts on by its own clock and may be ahead of the region's; a line typed then is
// no less true. It is not refused (nothing that people wrote is lost): its fact is at the latest now.
[[nodiscard]] Instant time_of_fact(const std::optional<Instant>& told, Instant now);

}  // namespace voorzien::desk
