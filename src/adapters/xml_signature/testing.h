// A signer for tests: keys and certificates made on the spot, alerts signed as senders sign them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace voorzien::adapters::testing {

// Everything between makes and signs is kept in memory and forgotten at the end of the process.
struct Signer {
  std::string key_pem;
  std::string certificate_pem;
};
// A key of P-256 and its certificate: signed by itself, or issued by `issuer`. Valid from 2026-01-01 to
// 2027-01-01.
[[nodiscard]] Signer make_signer(const std::string& name, const Signer* issuer = nullptr);

struct Signing {
  std::string uri = {};             // of the reference; empty: the whole document
  bool bare_key = false;            // RSA, KeyValue in place of a certificate
  bool sha1 = false;                // RSA with SHA-1
  bool compact = false;             // the signature on one line, as WMO's senders write it
  bool no_key = false;              // names none
  std::string_view transform = {};  // one more, by its name
  const Signer* chain = nullptr;    // its certificate goes along
};
// The text with a <ds:Signature> as last child of its root (of the first element of the root when `inside`).
[[nodiscard]] std::string sign(const std::string& xml, const Signer& signer, const Signing& how = {});

}  // namespace voorzien::adapters::testing
