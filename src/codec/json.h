// JSON for every described type (rule 6): encode, decode, schema, from the one description.
//
// The templates are declared here and defined in codec/describe_json.h, which only codec/instances/*.cpp
// include; each instance file instantiates them for the types of one room, so that no other translation
// unit pays for them. Reading is strict: an unknown, missing, duplicate or wrong field and bytes after the
// end are errors with a JSON pointer (`/place/lat`). std::optional may be null or absent when reading and
// is written as null.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::codec {

template <class T>
void encode_to(const T& value, std::string& out);

template <class T>
[[nodiscard]] std::string encode(const T& value) {
  std::string out;
  encode_to(value, out);
  return out;
}

template <class T>
[[nodiscard]] Result<T> decode(std::string_view json);

// A JSON Schema object (OpenAPI 3.1) for T; named types are given by "$ref":"#/components/schemas/Name".
template <class T>
[[nodiscard]] std::string schema();

// Appends `text` as a JSON string with quotes; invalid UTF-8 becomes U+FFFD.
void append_string(std::string_view text, std::string& out);

}  // namespace voorzien::codec
