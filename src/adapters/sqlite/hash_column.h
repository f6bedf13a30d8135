// A hash as it stands in a column.
#pragma once

#include <cstring>
#include <string_view>

#include "journal/entry.h"

namespace voorzien::adapters::sqlite {
// Zeroes when it is not 32 bytes: a damaged hash fits nothing.
inline journal::Hash hash_of(std::string_view bytes) {
  journal::Hash out{};
  if (bytes.size() == out.size()) std::memcpy(out.data(), bytes.data(), out.size());
  return out;
}
inline std::string_view view_of(const journal::Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}
}  // namespace voorzien::adapters::sqlite
