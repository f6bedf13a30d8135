#include "journal/note.h"

#include <algorithm>
#include <cstring>

#include "base/base64.h"
#include "base/ensure.h"
#include "base/utf8.h"
#include "journal/hash.h"
#include "journal/limits.h"

namespace voorzien::journal {
namespace {
constexpr std::string_view dash = "\xE2\x80\x94 ";  // U+2014 and a blank begin each signature
constexpr std::string_view secret_prefix = "PRIVATE+KEY+";
constexpr char ed25519_kind = '\x01';
constexpr std::size_t key_id_bytes = 4;

Error malformed(std::string where, std::string detail) {
  return {ErrorCode::Malformed, std::move(where), std::move(detail)};
}

bool is_key_name(std::string_view name) {
  return !name.empty() && std::ranges::none_of(name, [](unsigned char c) { return c <= ' ' || c == '+'; });
}

std::string hex_of(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char one : bytes) {
    out += digits[static_cast<unsigned char>(one) >> 4U];
    out += digits[static_cast<unsigned char>(one) & 15U];
  }
  return out;
}

std::string with_kind(const Ed25519Bytes& bytes) {
  return ed25519_kind + std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

// name+hash+base64(kind || 32 bytes)
struct KeyText {
  std::string name;
  std::string hash;
  Ed25519Bytes bytes{};
};

Result<KeyText> parse_key(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return malformed("key", "name+hash+base64 expected");
  KeyText out{std::string(text.substr(0, first)), std::string(text.substr(first + 1, second - first - 1))};
  const auto bytes = decode_base64(text.substr(second + 1));
  if (!is_key_name(out.name)) return malformed("key", "its name is empty or holds white space");
  if (!bytes || bytes->size() != out.bytes.size() + 1 || bytes->front() != ed25519_kind)
    return malformed("key " + out.name, "it does not hold the 32 bytes of an Ed25519 key");
  std::memcpy(out.bytes.data(), bytes->data() + 1, out.bytes.size());
  return out;
}

Result<Signature> parse_signature(std::string_view line, const std::string& where) {
  if (!line.starts_with(dash)) return malformed(where, "a signature begins with an em dash and a blank");
  line.remove_prefix(dash.size());
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos || !is_key_name(line.substr(0, blank)))
    return malformed(where, "key name and base64 expected");
  const auto bytes = decode_base64(line.substr(blank + 1));
  if (!bytes || bytes->size() <= key_id_bytes) return malformed(where, "its base64 is not a signature");
  return Signature{std::string(line.substr(0, blank)), bytes->substr(0, key_id_bytes),
                   bytes->substr(key_id_bytes)};
}
}  // namespace

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > limits::note_bytes_max) return Error{ErrorCode::TooLarge, "note", "1 MB at most"};
  if (!is_utf8(bytes)) return Error{ErrorCode::BadEncoding, "note", ""};
  if (std::ranges::any_of(bytes, [](unsigned char c) { return c < ' ' && c != '\n'; }))
    return malformed("note", "it holds a control character");
  const std::size_t end = bytes.rfind("\n\n");
  if (end == std::string_view::npos || !bytes.ends_with('\n') || end + 2 == bytes.size())
    return malformed("note", "text, an empty line and signatures expected");
  Note out{std::string(bytes.substr(0, end + 1)), {}};
  for (std::string_view rest = bytes.substr(end + 2); !rest.empty();) {
    const std::size_t line = rest.find('\n');
    if (out.signatures.size() == limits::signatures_max)
      return Error{ErrorCode::TooLarge, "note", "100 signatures at most"};
    ASSIGN_OR_RETURN(
        Signature one,
        parse_signature(rest.substr(0, line), "signature " + std::to_string(out.signatures.size() + 1)));
    out.signatures.push_back(std::move(one));
    rest.remove_prefix(line + 1);
  }
  return out;
}

std::string format_note(const Note& note) {
  ENSURE(note.text.ends_with('\n'), "the text of a note is whole lines");
  std::string out = note.text + '\n';
  for (const Signature& one : note.signatures) {
    out += std::string(dash) + one.name + ' ';
    append_base64(one.key_id + one.bytes, out);
    out += '\n';
  }
  return out;
}

std::string PublicKey::id() const {
  const Hash hash = sha256(name + "\n" + with_kind(bytes));
  return {reinterpret_cast<const char*>(hash.data()), key_id_bytes};
}

std::string PublicKey::verifier() const {
  std::string out = name + '+' + hex_of(id()) + '+';
  append_base64(with_kind(bytes), out);
  return out;
}

bool PublicKey::has_signed(const Note& note) const {
  const std::string own = id();
  return std::ranges::any_of(note.signatures, [&](const Signature& one) {
    return one.name == name && one.key_id == own && ed25519_fits(bytes, note.text, one.bytes);
  });
}

Result<PublicKey> parse_verifier(std::string_view text) {
  ASSIGN_OR_RETURN(const KeyText key, parse_key(text));
  PublicKey out{key.name, key.bytes};
  if (hex_of(out.id()) != key.hash) return malformed("key " + key.name, "its hash does not fit its bytes");
  return out;
}

SigningKey::SigningKey(std::string name, const Ed25519Bytes& seed)
    : public_{std::move(name), ed25519_public(seed)}, seed_(seed) {
  ENSURE(is_key_name(public_.name), "a key has a name without white space or plus");
}

Result<SigningKey> SigningKey::parse(std::string_view signer) {
  if (!signer.starts_with(secret_prefix)) return malformed("key", "PRIVATE+KEY+ expected");
  ASSIGN_OR_RETURN(const KeyText key, parse_key(signer.substr(secret_prefix.size())));
  SigningKey out(key.name, key.bytes);
  if (hex_of(out.public_.id()) != key.hash)
    return malformed("key " + key.name, "its hash does not fit its bytes");
  return out;
}

std::string SigningKey::signer() const {
  std::string out = std::string(secret_prefix) + public_.name + '+' + hex_of(public_.id()) + '+';
  append_base64(with_kind(seed_), out);
  return out;
}

Signature SigningKey::sign(std::string_view text) const {
  return {public_.name, public_.id(), ed25519_sign(seed_, text)};
}
}  // namespace voorzien::journal
