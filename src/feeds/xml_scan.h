// The grammar of XML 1.0 (fifth edition) and Namespaces in XML 1.0 as one forward pass over UTF-8 text.
// Only xml_gate.cpp calls it. The text must be valid UTF-8 and end with a NUL beyond its size (std::string).
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace voorzien::feeds {

struct XmlFault {
  const char* code;
  std::size_t offset = 0;
  std::string message;
};

[[nodiscard]] std::optional<XmlFault> scan_xml(const std::string& text);

}  // namespace voorzien::feeds
