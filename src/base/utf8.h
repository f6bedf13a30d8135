// Whether bytes are well-formed UTF-8 (Unicode 15, table 3-7): no surrogates, no overlong forms.
#pragma once

#include <string_view>

namespace voorzien {
[[nodiscard]] bool is_utf8(std::string_view bytes);
}  // namespace voorzien
