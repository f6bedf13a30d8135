// JSON for every described type (rule 6): encode, decode, schema, from the one description.
//
// The templates are declared here and defined in codec/describe_json.h, which only codec/instances/*.cpp
// include; each instance file instantiates them for the types of one room, so that no other translation
// unit pays for them. A type without an instance is an undefined symbol at link time: add it there.
//
// Reading is strict: an unknown, missing, duplicate or wrong field and bytes after the end are errors with a
// JSON pointer (`/place/lat`). std::optional may be null or absent when reading and is written as null.
// docs/formats/api.md tells how each kind of value looks.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::codec {

struct TypeInfo;

template <class T>
void encode_to(const T& value, std::string& out);

template <class T>
[[nodiscard]] std::string encode(const T& value) {
  std::string out;
  encode_to(value, out);
  return out;
}

// What we wrote ourselves (journal, snapshots): every field that is not optional must be there.
template <class T>
[[nodiscard]] Result<T> decode(std::string_view json);

// What others send (bodies of API commands): a field of the outermost object that is absent keeps its default
// unless it is named in `required`; everything inside it is read as strictly as by `decode`, and a null
// number is refused.
template <class T>
[[nodiscard]] Result<T> decode_body(std::string_view json, std::span<const std::string_view> required);

// The description as a value, for OpenAPI and TypeScript (codec/type_info.h).
template <class T>
[[nodiscard]] const TypeInfo& type_of();

// A JSON Schema object (OpenAPI 3.1) for T; named types are given by "$ref":"#/components/schemas/Name".
template <class T>
[[nodiscard]] std::string schema();

// Appends `text` as a JSON string with quotes; invalid UTF-8 becomes U+FFFD.
void append_string(std::string_view text, std::string& out);

}  // namespace voorzien::codec
