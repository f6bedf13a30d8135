// What makes an entry whole: its leaf hash fits its core, and its sealed part fits its commitment.
#pragma once

#include <string_view>

#include "journal/entry.h"

namespace voorzien::journal {
// hex(SHA-256(salt || sealed)), the value of "sealed_commitment" in the core.
[[nodiscard]] std::string commitment_of(std::string_view salt, std::string_view sealed);
[[nodiscard]] bool is_whole(const Entry& entry);  // leaf_hash == SHA-256(0x00 || core)
}  // namespace voorzien::journal
