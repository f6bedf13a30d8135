// Ed25519 (RFC 8032). OpenSSL stands in ed25519.cpp only.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace voorzien::journal {
using Ed25519Bytes = std::array<std::uint8_t, 32>;  // a seed or a public key

[[nodiscard]] Ed25519Bytes ed25519_public(const Ed25519Bytes& seed);
[[nodiscard]] std::string ed25519_sign(const Ed25519Bytes& seed, std::string_view message);  // 64 bytes
[[nodiscard]] bool ed25519_fits(const Ed25519Bytes& public_key, std::string_view message,
                                std::string_view signature);
}  // namespace voorzien::journal
