// Which column of a table of codes is what, by the words that stand above it, in Dutch and English.
#pragma once

#include <optional>
#include <string_view>

namespace voorzien::network {

enum class CapcodeField { Code, Discipline, Region, Station, Function };

// Whatever its capitals, blanks and hyphens.
[[nodiscard]] std::optional<CapcodeField> capcode_field_of(std::string_view heading);

// A service whose name may begin a unit ("Brandweer Aalsmeer"): how a description, which may hold slashes
// itself, is parted from it.
[[nodiscard]] bool is_service(std::string_view word);

}  // namespace voorzien::network
