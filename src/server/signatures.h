// What checks signatures on messages, made from the configuration.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "feeds/xml_signatures.h"

namespace voorzien::server {

// `certificate_files`: PEM files with the certificates that count; empty: a signature says only that nothing
// was changed. Error: NotFound of a file, BadConfig of one without a certificate.
[[nodiscard]] Result<std::unique_ptr<feeds::XmlSignatures>> load_signatures(
    const std::vector<std::string>& certificate_files);

}  // namespace voorzien::server
