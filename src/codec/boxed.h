// Codec of Boxed (base/boxed.h): on the wire an optional. Included before the tables of structs that hold
// one.
#pragma once

#include "base/boxed.h"
#include "codec/describe_json.h"

namespace voorzien::codec {

template <class T>
struct Codec<Boxed<T>> {
  static void write(const Boxed<T>& value, std::string& out) {
    if (value)
      Codec<T>::write(*value, out);
    else
      out += "null";
  }
  static bool read(Reader& reader, Boxed<T>& out) {
    if (reader.take_null()) {
      out.reset();
      return true;
    }
    return Codec<T>::read(reader, out.emplace());
  }
  static const TypeInfo& type() { return Codec<std::optional<T>>::type(); }
};

template <class T>
inline constexpr bool is_optional_value<Boxed<T>> = true;

}  // namespace voorzien::codec
