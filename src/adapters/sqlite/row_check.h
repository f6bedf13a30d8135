// The check of a row whose columns no leaf commits to (raw; of a store of version 4, command_id): SHA-256
// over its columns. It finds bit rot, not a forger.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "journal/hash.h"
#include "journal/store.h"

namespace voorzien::adapters::sqlite {

inline std::string row_check(std::initializer_list<std::string_view> columns) {
  std::string joined;
  joined.reserve(256);
  for (const std::string_view column : columns) (joined += column) += '\n';
  const journal::Hash hash = journal::sha256(joined);
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

inline std::string row_check_of_raw(std::string_view sha256, std::string_view source,
                                    std::int64_t received_us, std::int64_t personal) {
  return row_check({sha256, source, std::to_string(received_us), std::to_string(personal)});
}

inline std::string row_check_of_command(std::string_view id, std::string_view body_sha256, std::int64_t seq,
                                        std::string_view answer, std::int64_t at_us) {
  return row_check({id, body_sha256, std::to_string(seq), answer, std::to_string(at_us)});
}

}  // namespace voorzien::adapters::sqlite
