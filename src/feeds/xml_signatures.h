// XmlSignatures: the port through which a parser asks whether the XML signature on a message holds. It exists
// because the mathematics, the canonical forms and the certificates are a library's work
// (adapters/xml_signature/), and this room links none.
//
// Called with text that passed the gate (xml_gate.h): well-formed, bounded, without DOCTYPE or entities. An
// implementation reads nothing but that text: no network, no file, no reference to anything outside the
// document, no clock (certificates are judged at the moment that is given). Thread-safe. Fulfilled by
// adapters::XmlSecSignatures; where there is none, a signed message is `not-verified` and says so.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "observations/observation.h"

namespace voorzien::feeds {

struct SignatureFinding {
  observations::SignatureVerdict verdict = observations::SignatureVerdict::Unsigned;
  std::string reason;  // why it is not verified, what was normalised, who vouches for the key
  std::string signer;  // subject of the certificate that it holds by
};

class XmlSignatures {
 public:
  XmlSignatures() = default;
  XmlSignatures(const XmlSignatures&) = delete;
  XmlSignatures& operator=(const XmlSignatures&) = delete;
  virtual ~XmlSignatures() = default;

  // `document`: the whole text, UTF-8. `path`: where in it the signed message stands, as the number of each
  // element among the element children of its parent, from the root down; empty for the root itself. `at`:
  // when certificates must be valid; nothing: at any time.
  [[nodiscard]] virtual SignatureFinding check(std::string_view document, std::span<const std::uint32_t> path,
                                               std::optional<Instant> at) const = 0;
};

}  // namespace voorzien::feeds
