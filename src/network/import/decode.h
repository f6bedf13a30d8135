// Bytes of a file as people save it -> UTF-8, and in which encoding it was.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::network {

struct DecodedText {
  std::string utf8;      // without a byte order mark
  std::string encoding;  // "UTF-8", "UTF-16", "Windows-1252"
};

// A byte order mark decides; without one UTF-16 is known by its zero bytes, and what is not UTF-8 is read as
// Windows-1252, which holds Latin-1. An error for an odd UTF-16 byte, an unpaired surrogate or a zero
// character.
[[nodiscard]] Result<DecodedText> decode_text(std::string_view bytes);

}  // namespace voorzien::network
