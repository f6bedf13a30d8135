// Notary: signs the head of the journal's tree, and proves that an entry is under a signed head.
//
// It follows the store from behind: leaves that are durable are taken in, the head is signed, the checkpoint
// and the tiles that became full are saved. Opening costs one hash for 256 entries. It never signs a tree
// that does not continue the last checkpoint. Not thread-safe; server/proofs.h gives it its thread.
#pragma once

#include <memory>
#include <optional>

#include "journal/checkpoint.h"
#include "journal/note.h"
#include "journal/proof_store.h"
#include "journal/tree.h"

namespace voorzien::journal {

struct InclusionProof {
  std::uint64_t seq = 0;
  Hash leaf{};
  Proof path;              // from the leaf up
  SignedCheckpoint under;  // path leads to its root
};

class Notary {
 public:
  // Error StoreCorrupt: neither tiles nor leaves lead to the root of the last checkpoint.
  [[nodiscard]] static Result<Notary> open(ProofStore& store, SigningKey key);
  // Takes in the leaves up to entry `last_seq` and signs the head; nothing when nothing was added.
  [[nodiscard]] Result<std::optional<SignedCheckpoint>> sign(std::uint64_t last_seq, Instant at);
  // Under the newest checkpoint. NotFound: no such entry, or not yet under a checkpoint.
  [[nodiscard]] Result<InclusionProof> prove(std::uint64_t seq) const;
  [[nodiscard]] const std::optional<SignedCheckpoint>& last() const { return last_; }
  [[nodiscard]] const SigningKey& key() const { return key_; }

 private:
  Notary(ProofStore& store, SigningKey key) : store_(&store), key_(std::move(key)) {}

  ProofStore* store_;
  SigningKey key_;
  Tree tree_;
  std::size_t tiles_saved_ = 0;
  std::optional<SignedCheckpoint> last_;
};

// The same from the stored leaves alone: for the command line, beside a running server.
[[nodiscard]] Result<InclusionProof> prove_from_leaves(ProofStore& store, std::uint64_t seq);
// Entry, path and signed head as one text that an outsider can check: C2SP tlog-proof.
//   c2sp.org/tlog-proof@v1\nextra <base64 of the core>\nindex <leaf index>\n
//   <base64 of each hash of the path, one a line>\n\n<signed checkpoint>
[[nodiscard]] std::string to_text(const InclusionProof& proof, std::string_view core);

}  // namespace voorzien::journal
