// Archive: all that a store holds, row by row and unjudged, for the auditor (engine/audit.h).
//
// Views live until `each` returns. One Archive sees one moment of the store, also beside a running server.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journal/proof_store.h"

namespace voorzien::journal {

struct EntryRow {
  std::uint64_t seq = 0;
  Instant at;
  std::string_view core, leaf, sealed, salt;
};

struct RawRow {
  std::string_view sha256;
  std::string_view source;
  Instant received;
  bool is_whole = false;   // its bytes could be inflated, and its other columns fit their row check
  std::string_view bytes;  // inflated
};

struct CommandRow {
  std::string_view id;  // empty: nothing can be read any more of what follows the one of entry `seq`
  std::uint64_t seq = 0;
  bool is_whole = false;  // fits its row check
};

class Archive {
 public:
  virtual ~Archive() = default;
  virtual Done each_entry(const std::function<void(const EntryRow&)>& each) = 0;
  virtual Done each_raw(const std::function<void(const RawRow&)>& each) = 0;
  virtual Done each_command(const std::function<void(const CommandRow&)>& each) = 0;
  virtual Result<std::vector<SignedCheckpoint>> checkpoints() = 0;  // smallest first
  virtual Result<std::vector<std::string>> key_changes() = 0;       // oldest first
  virtual Result<std::vector<Hash>> tiles() = 0;
  // What the file's own structure check says: pages, indexes, free space. Empty: sound.
  virtual Result<std::vector<std::string>> structure() = 0;
};

}  // namespace voorzien::journal
