// Whose signatures count: the trusted certificates of the configuration. A signer's certificate counts when
// it is one of them, or is issued under one; a key without a certificate when it is the key of one of them.
#pragma once

#include <openssl/evp.h>

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "adapters/xml_signature/handles.h"
#include "base/instant.h"
#include "base/result.h"

namespace voorzien::adapters {

class Trust {
 public:
  // Error: BadConfig when a text holds no certificate, cannot be read, or there are too many.
  [[nodiscard]] static Result<Trust> of(const std::vector<std::string>& pem);

  [[nodiscard]] bool is_empty() const { return certificates_.empty(); }
  // Why the certificate does not count; nothing when it does. `others`: what came with it. `at`: the moment
  // at which it must be valid, or any.
  [[nodiscard]] std::optional<std::string> fault_in(X509* certificate, std::span<X509* const> others,
                                                    std::optional<Instant> at) const;
  [[nodiscard]] bool holds_key(const EVP_PKEY* key) const;

 private:
  std::vector<X509Ptr> certificates_;
};

// Its subject as RFC 2253 writes it, bounded and valid UTF-8.
[[nodiscard]] std::string subject_of(const X509* certificate);

}  // namespace voorzien::adapters
