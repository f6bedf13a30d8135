// KeyChange: the signed note in which a new key takes over from an old one (docs/operations/keys.md).
//
//   voorzien key change
//   <origin>
//   <entries in the journal at that moment>
//   old <verifier string>
//   new <verifier string>
//
// Rotation: the new key signs, and the old one; who trusts the old one may trust the new one from here on.
// Loss: only the new key signs; trust in it must come another way.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journal/note.h"

namespace voorzien::journal {

struct KeyChange {
  std::string origin;
  std::uint64_t size = 0;
  PublicKey old_key;
  PublicKey new_key;
  bool operator==(const KeyChange&) const = default;
};

// `old_key`: absent when the secret was lost.
[[nodiscard]] std::string sign_key_change(const KeyChange& change, const SigningKey& new_key,
                                          const SigningKey* old_key);
[[nodiscard]] Result<KeyChange> parse_key_change(std::string_view text);

// `trusted`, and every key that one of them handed over to. Notes that do not parse or are not signed by both
// hand over nothing.
[[nodiscard]] std::vector<PublicKey> with_successors(std::vector<PublicKey> trusted,
                                                     const std::vector<std::string>& key_changes);

// A file of verifier strings, one a line; empty lines and lines that begin with # are passed over.
[[nodiscard]] Result<std::vector<PublicKey>> parse_key_list(std::string_view text);

}  // namespace voorzien::journal
