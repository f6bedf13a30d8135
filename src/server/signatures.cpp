#include "server/signatures.h"

#include "adapters/xml_signature/xml_signature.h"
#include "server/files.h"

namespace voorzien::server {

Result<std::unique_ptr<feeds::XmlSignatures>> load_signatures(
    const std::vector<std::string>& certificate_files) {
  std::vector<std::string> pem;
  for (const std::string& file : certificate_files) {
    ASSIGN_OR_RETURN(pem.emplace_back(), read_file(file));
  }
  return adapters::make_xml_signatures(pem);
}

}  // namespace voorzien::server
