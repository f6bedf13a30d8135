// ProofStore: where checkpoints and the tree's tiles are kept, beside the entries they follow from.
//
// Every call may come from another thread than the appending one. What is saved is durable on return.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/result.h"
#include "journal/entry.h"

namespace voorzien::journal {

struct SignedCheckpoint {
  std::uint64_t size = 0;
  Instant at;        // machine time, not signed
  std::string note;  // journal/note.h over journal/checkpoint.h
  bool operator==(const SignedCheckpoint&) const = default;
};

class ProofStore {
 public:
  virtual ~ProofStore() = default;
  // The stored leaf hashes of entries with leaf index in [from, to); fewer when there are fewer.
  virtual Result<std::vector<Hash>> leaves(std::uint64_t from, std::uint64_t to) = 0;
  virtual Result<std::vector<Hash>> tiles() = 0;  // roots of full tiles, from the first
  virtual Result<std::optional<SignedCheckpoint>> last_checkpoint() = 0;
  // Both or neither; `tiles` follow on those already there, of which there are `tiles_before`.
  virtual Done save_checkpoint(const SignedCheckpoint& checkpoint, std::uint64_t tiles_before,
                               std::span<const Hash> tiles) = 0;
  // A signed note that says which key takes over (journal/key_change.h).
  virtual Done save_key_change(Instant at, const std::string& note) = 0;
};

}  // namespace voorzien::journal
