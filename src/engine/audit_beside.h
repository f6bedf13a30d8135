// The half of an audit that needs no entry: raw bytes hashed again, and the file's own structure. It runs on
// a thread of its own while the entries are read (engine/audit.cpp).
#pragma once

#include <string>
#include <vector>

#include "journal/archive.h"

namespace voorzien::engine {

struct ScannedRaws {
  struct Bad {
    std::string sha256;    // as it stands in the row
    std::string computed;  // of the bytes
    std::string source;
  };
  std::vector<std::string> good;  // hashes of what is whole
  std::vector<Bad> bad;
  std::uint64_t bytes = 0;
};
[[nodiscard]] Result<ScannedRaws> scan_raws(journal::Archive& archive);

}  // namespace voorzien::engine
