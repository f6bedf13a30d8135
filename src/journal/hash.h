// SHA-256, hex, and the RFC 9162 leaf and node hashes. OpenSSL stands in hash.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "journal/entry.h"

namespace voorzien::journal {
[[nodiscard]] Hash sha256(std::string_view bytes);
[[nodiscard]] Hash sha256(std::string_view first, std::string_view second);  // of the two joined
[[nodiscard]] std::string to_hex(const Hash& hash);
[[nodiscard]] std::optional<Hash> from_hex(
    std::string_view text);                           // as to_hex writes it: 64 lower case digits
[[nodiscard]] Hash leaf_hash(std::string_view core);  // SHA-256(0x00 || core)
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);  // SHA-256(0x01 || left || right)
}  // namespace voorzien::journal
