// The half of an audit that needs no entry: raw bytes hashed again, and the file's own structure. It runs on
// a thread of its own while the entries are read (engine/audit.cpp).
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "journal/archive.h"

namespace voorzien::engine {

struct ScannedRaws {
  struct Bad {
    std::string sha256;    // as it stands in the row
    std::string computed;  // of the bytes
    std::string source;
  };
  std::vector<journal::Hash> good;  // hashes of what is whole
  std::vector<Bad> bad;
  std::uint64_t bytes = 0;
};
[[nodiscard]] Result<ScannedRaws> scan_raws(journal::Archive& archive);

// Which entry was the first to name which raw bytes. A million of them are a sorted list, not a million
// nodes.
class NamedRaws {
 public:
  void add(const journal::Hash& sha256, std::uint64_t seq) { all_.push_back({sha256, seq, false}); }
  void finish();  // after the last one was added
  // The entry that names it, 0 when none does; from now on it counts as seen.
  std::uint64_t see(const journal::Hash& sha256);
  [[nodiscard]] std::uint64_t unseen() const;

 private:
  struct Named {
    journal::Hash sha256;
    std::uint64_t seq;
    bool is_seen;
  };
  std::vector<Named> all_;
};

}  // namespace voorzien::engine
