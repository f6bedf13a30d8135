// Whether bytes are well-formed UTF-8 (Unicode 15, table 3-7): no surrogates, no overlong forms.
#pragma once

#include <cstddef>
#include <string_view>

namespace voorzien {
[[nodiscard]] bool is_utf8(std::string_view bytes);
// Code points of well-formed UTF-8: what people count as characters, nearly.
[[nodiscard]] std::size_t characters(std::string_view utf8);
}  // namespace voorzien
