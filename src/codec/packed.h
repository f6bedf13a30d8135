// The packed form of a described type: the same values as its JSON in a fraction of the bytes and of the
// time. For what only this program reads back and may be thrown away (snapshots); everything that is kept or
// sent is JSON.
//
// It starts with the shape of the type (field names, kinds, order). Bytes of another shape, of another
// version of the program, are an error, never a guess. Texts that occur again are written once and moments as
// the distance to the one before. Like codec/json.h the templates are defined elsewhere
// (codec/describe_packed.h) and instantiated in codec/instances/.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace voorzien::codec {

template <class T>
[[nodiscard]] std::string pack(const T& value);

// Error: NotOfFormat when the bytes are of another shape, Malformed when they end early or say nonsense.
template <class T>
[[nodiscard]] Result<T> unpack(std::string_view bytes);

}  // namespace voorzien::codec
