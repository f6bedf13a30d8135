// From the bytes of an XML document to UTF-8, before anything else looks at them.
//
// The encoding is what the byte order mark says, else what the first bytes show, else what the declaration
// says, else UTF-8 (XML 1.0, appendix F). Latin-1 and its kin are done here; the other encodings that senders
// use, from a fixed list, by iconv of the C library. Bytes that are not what they are declared to be are a
// fault, never repaired; where the declaration is wrong but the bytes plainly are UTF-8, they are read as
// UTF-8 and `doubt` says so. The text is bounded after conversion as well (limits::document_bytes_max).
#pragma once

#include <optional>
#include <string_view>

#include "feeds/xml_gate.h"

namespace voorzien::feeds {

// Fills text, converted, skipped and doubt; else the remark `bad-encoding` or `too-large`.
[[nodiscard]] std::optional<observations::Remark> decode_xml(std::string_view bytes, GatedXml& out);

}  // namespace voorzien::feeds
