// Erasing what is personal from a store: by retention, or because a person asked (AVG article 17).
//
// An entry of kind "erased" says who, why and which entries; in the same commit (Batch::erasures) the sealed
// parts of those entries, their salts, and the raw documents are gone. No leaf changes, so every proof holds.
// scrub() then takes away what the file system may still hold of them: the write-ahead log and freed pages.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"
#include "base/instant.h"
#include "base/result.h"

namespace voorzien::journal {

struct SeqRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  bool operator==(const SeqRange&) const = default;
};
DESCRIBE(SeqRange, first, last)

struct Erasure {
  std::uint64_t by = 0;  // the entry that says so, of the same batch
  std::vector<SeqRange> sealed;
  std::vector<std::string> raws;  // SHA-256, hex
};

struct KeptRaw {
  std::string sha256;
  Instant received;
  bool personal = false;
  bool operator==(const KeptRaw&) const = default;
};

class Erasures {
 public:
  virtual ~Erasures() = default;
  // The entry that erased a document, by its hash. Of a personal one nothing is known: its hash went too.
  virtual Result<std::optional<std::uint64_t>> raw_erased_by(std::string_view sha256) = 0;
  // Documents of a source that came in before a moment, oldest first, at most `limit`.
  virtual Result<std::vector<KeptRaw>> raws_before(std::string_view source, Instant before,
                                                   std::size_t limit) = 0;
  // Documents that hold personal values, oldest first; stops when `each` says false.
  virtual Done each_personal_raw(
      const std::function<bool(const std::string& sha256, std::string_view bytes)>& each) = 0;
  // Overwrites what is left of erased values outside the rows themselves. An error when something still reads
  // the log; to be asked again.
  virtual Done scrub() = 0;
  // False from an erasing batch until scrub() has succeeded, also over a restart.
  virtual Result<bool> is_scrubbed() = 0;
};

}  // namespace voorzien::journal
