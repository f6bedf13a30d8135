// The gate before every XML parser of this room: only well-formed, bounded, entity-free UTF-8 gets past it.
//
// Other encodings become UTF-8 first (xml_encoding.h). pugixml is fast but lenient (duplicate attributes, two
// roots, undeclared prefixes, control characters and unknown entities all pass it), so the gate reads the
// whole text first by the grammar of XML 1.0 and of Namespaces in XML, in one forward pass with a fixed
// stack: no recursion, no network, no entity is ever expanded, and a DOCTYPE is refused. Limits stand in
// limits.h. What passes is safe to walk recursively.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "observations/understood.h"

namespace voorzien::feeds {

struct GatedXml {
  std::string text;         // UTF-8 without a byte order mark, the same characters as the document
  bool converted = false;   // the document came in another encoding than UTF-8
  std::size_t skipped = 0;  // bytes of a byte order mark before the text, when not converted
  // The declared encoding is hardly what the bytes are; they were read as the remark says.
  std::optional<observations::Remark> doubt;
};

// Nothing when the document passed and `out` is filled; else the remark that says what is wrong and where
// (line:column, both from 1, counted in characters).
[[nodiscard]] std::optional<observations::Remark> pass_gate(std::string_view bytes, GatedXml& out);

// "line:column" of a byte offset in a text.
[[nodiscard]] std::string line_and_column(std::string_view text, std::size_t offset);

}  // namespace voorzien::feeds
