// Deflating of large raw bytes before they are stored.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::adapters::sqlite {
[[nodiscard]] std::string deflated(std::string_view bytes);
// False for what is packed already (photos, PDFs): a sample of it gets no smaller.
[[nodiscard]] bool is_worth_deflating(std::string_view bytes);
[[nodiscard]] Result<std::string> inflated(std::string_view bytes, std::size_t size);
}  // namespace voorzien::adapters::sqlite
