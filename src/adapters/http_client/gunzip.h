// Unpacking a document that is served as a .gz file (NDW), bounded, so that a bomb ends at the limit.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::adapters {
[[nodiscard]] bool is_gzip(std::string_view bytes);
// TooLarge beyond `bytes_max`, BadEncoding when it is damaged or cut. Members after the first are joined on.
[[nodiscard]] Result<std::string> gunzip(std::string_view bytes, std::size_t bytes_max);
}  // namespace voorzien::adapters
