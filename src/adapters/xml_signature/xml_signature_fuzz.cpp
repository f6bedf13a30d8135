#include "adapters/xml_signature/xml_signature.h"

#include <cstdint>
#include <string_view>

#include "base/ensure.h"

// Any text without a DOCTYPE or a NUL (the gate lets none through): a finding, the same twice, no way out,
// and never verified without words on who vouches for it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voorzien;
  static const auto signatures = adapters::make_xml_signatures({});
  ENSURE(signatures, "checking starts");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (text.find("<!DOCTYPE") != std::string_view::npos || text.find("<!ENTITY") != std::string_view::npos ||
      text.find('\0') != std::string_view::npos)
    return 0;
  for (const std::vector<std::uint32_t>& path : {std::vector<std::uint32_t>{}, {0}, {1, 0, 0}}) {
    const feeds::SignatureFinding one = (*signatures)->check(text, path, std::nullopt);
    const feeds::SignatureFinding again = (*signatures)->check(text, path, std::nullopt);
    ENSURE(one.verdict == again.verdict && one.reason == again.reason && one.signer == again.signer,
           "checking depends on nothing but the text");
    ENSURE(one.verdict == observations::SignatureVerdict::Unsigned || !one.reason.empty(),
           "a finding has a reason");
  }
  return 0;
}
