// Text into HTML.
#pragma once

#include <string>
#include <string_view>

namespace voorzien {
// Safe as text and between double quotes of an attribute.
[[nodiscard]] std::string escape_html(std::string_view text);
}  // namespace voorzien
