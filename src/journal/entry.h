// Entry: one numbered line of the journal, and how it becomes a leaf of the Merkle tree.
//
// Decision 5: the leaf is the entry's `core`, UTF-8 JSON, byte for byte as stored, never re-encoded.
// seq starts at 1 and has no gaps; leaf index = seq - 1. leaf hash = SHA-256(0x00 || core) (RFC 9162 2.1.1).
//
// Personal values (decision 4) stand in `sealed`, outside the leaf: the core then holds
// "sealed_commitment": hex(SHA-256(salt || sealed)). Erasing clears `sealed` and `salt` and leaves every
// proof valid. Grammar of core and sealed: docs/formats/journal.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"

namespace voorzien::journal {

using Hash = std::array<std::uint8_t, 32>;

struct Entry {
  std::uint64_t seq = 0;
  Instant at;          // region time
  std::string core;    // the leaf's bytes
  std::string sealed;  // personal part as JSON, or empty
  std::string salt;    // 16 random bytes when sealed is not empty
  Hash leaf_hash{};
  bool operator==(const Entry&) const = default;
};

// The raw bytes of a received document, kept by their hash.
struct Raw {
  std::string sha256;  // lower-case hex
  std::string bytes;
  std::string source;
  Instant received;
  bool personal = false;
  bool operator==(const Raw&) const = default;
};

}  // namespace voorzien::journal
