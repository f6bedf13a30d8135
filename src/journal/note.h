// Signed notes (C2SP signed-note): a text, an empty line, and lines of signatures, each by a named key.
//
//   <text, each line ended>
//
//   — <key name> <base64 of 4 bytes key id, then the signature>
//
// key id = the first 4 bytes of SHA-256(name || "\n" || 0x01 || public key); 0x01 stands for Ed25519.
// verifier string (public) = name+hex(key id)+base64(0x01 || public key)
// signer string (secret)   = PRIVATE+KEY+name+hex(key id)+base64(0x01 || seed), as Go's sumdb/note keeps it
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journal/ed25519.h"

namespace voorzien::journal {

struct Signature {
  std::string name;
  std::string key_id;  // 4 bytes
  std::string bytes;
};

struct Note {
  std::string text;  // ends with a newline
  std::vector<Signature> signatures;
};

// Refuses what the specification refuses: no newline at the end, control characters, bytes that are not
// UTF-8, a signature line that does not parse, and notes above the limits of limits.h.
[[nodiscard]] Result<Note> parse_note(std::string_view bytes);
[[nodiscard]] std::string format_note(const Note& note);

struct PublicKey {
  std::string name;
  Ed25519Bytes bytes{};
  [[nodiscard]] std::string id() const;  // 4 bytes
  [[nodiscard]] std::string verifier() const;
  [[nodiscard]] bool has_signed(const Note& note) const;
  bool operator==(const PublicKey&) const = default;
};
[[nodiscard]] Result<PublicKey> parse_verifier(std::string_view text);

class SigningKey {
 public:
  // `name`: not empty, no white space, no plus sign.
  SigningKey(std::string name, const Ed25519Bytes& seed);
  [[nodiscard]] static Result<SigningKey> parse(std::string_view signer);
  [[nodiscard]] const PublicKey& public_key() const { return public_; }
  [[nodiscard]] std::string signer() const;  // the secret
  [[nodiscard]] Signature sign(std::string_view text) const;

 private:
  PublicKey public_;
  Ed25519Bytes seed_;
};

}  // namespace voorzien::journal
