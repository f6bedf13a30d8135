#include <cstdint>
#include <pugixml.hpp>
#include <string_view>

#include "base/ensure.h"
#include "feeds/xml_gate.h"

// Any bytes: what passes the gate pugixml reads too, and passes the gate again as what it became.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace voorzien;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  feeds::GatedXml out;
  if (const auto fault = feeds::pass_gate(bytes, out)) {
    ENSURE(!fault->code.empty() && !fault->message.empty(), "a refusal has a reason");
    return 0;
  }
  pugi::xml_document tree;
  const auto read =
      tree.load_buffer(out.text.data(), out.text.size(), pugi::parse_default, pugi::encoding_utf8);
  ENSURE(read && tree.document_element(), "the gate is stricter than the parser behind it");
  return 0;
}
