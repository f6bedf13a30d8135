// Base64 (RFC 4648 section 4): film bodies that are not text, signed notes. Decoding is strict: padding
// is required, other characters and bits left over are refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace voorzien {
void append_base64(std::string_view bytes, std::string& out);
[[nodiscard]] std::optional<std::string> decode_base64(std::string_view text);
}  // namespace voorzien
