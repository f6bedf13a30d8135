// XML signatures (XMLDSig, enveloped in a CAP alert) by libxmlsec1 on OpenSSL: decision 14.
//
// What is checked: the digest of the message and the signature over it, with the key that the signature
// itself names. Only references into the document and only transforms that change no content are taken
// (form.h); there is no network, no file and no clock. Where the signature does not hold as the message
// stands, it is tried again after undoing what pretty printers do (normalise.h).
//
// Whether the key is anybody's is another question: with trusted certificates the signer's certificate must
// be one of them or be issued under one; without any, `verified` says that nothing was changed since it was
// signed, and the reason says that nobody vouches for the signer.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "feeds/xml_signatures.h"

namespace voorzien::adapters {

// `trusted_pem`: texts with certificates in PEM. Error: BadConfig with what cannot be read.
[[nodiscard]] Result<std::unique_ptr<feeds::XmlSignatures>> make_xml_signatures(
    const std::vector<std::string>& trusted_pem);

}  // namespace voorzien::adapters
