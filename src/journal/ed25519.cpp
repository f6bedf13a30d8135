#include "journal/ed25519.h"

#include <openssl/evp.h>

#include <memory>

#include "base/ensure.h"

namespace voorzien::journal {
namespace {
constexpr std::size_t signature_bytes = 64;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

Key private_key(const Ed25519Bytes& seed) {
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  ENSURE(key, "OpenSSL takes any 32 bytes as a seed");
  return key;
}
}  // namespace

Ed25519Bytes ed25519_public(const Ed25519Bytes& seed) {
  Ed25519Bytes out{};
  std::size_t size = out.size();
  ENSURE(EVP_PKEY_get_raw_public_key(private_key(seed).get(), out.data(), &size) == 1 && size == out.size(),
         "OpenSSL gives the public key");
  return out;
}

std::string ed25519_sign(const Ed25519Bytes& seed, std::string_view message) {
  const Key key = private_key(seed);
  const Context context(EVP_MD_CTX_new());
  std::string out(signature_bytes, '\0');
  std::size_t size = out.size();
  ENSURE(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
             EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                            bytes_of(message), message.size()) == 1 &&
             size == out.size(),
         "OpenSSL signs");
  return out;
}

bool ed25519_fits(const Ed25519Bytes& public_key, std::string_view message, std::string_view signature) {
  if (signature.size() != signature_bytes) return false;
  const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, public_key.data(), public_key.size()));
  const Context context(EVP_MD_CTX_new());
  return key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(message),
                          message.size()) == 1;
}
}  // namespace voorzien::journal
