// The Merkle tree of RFC 9162 section 2.1 over the journal: head, proofs, and the checking of proofs.
//
// A tree of n leaves is never stored whole. Its head follows from at most 64 perfect subtrees (Frontier);
// a proof asks for the perfect subtrees it needs (NodeAt). Leaf index = seq - 1.
//
//   Frontier tree;  for (...) tree.add(leaf_hash(core));  tree.root();
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"
#include "journal/entry.h"

namespace voorzien::journal {

using Proof = std::vector<Hash>;

// The root of the perfect subtree of 2^level leaves whose first leaf is index << level.
using NodeAt = std::function<Result<Hash>(unsigned level, std::uint64_t index)>;

class Frontier {
 public:
  void add(const Hash& leaf) { add_perfect(0, leaf); }
  // The next 2^level leaves at once; the size must be a multiple of that.
  void add_perfect(unsigned level, const Hash& root);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] Hash root() const { return root_with({}); }
  // Of this tree and then the leaves of `tail`, of which there are fewer than in any subtree of this one.
  [[nodiscard]] Hash root_with(const Frontier& tail) const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Hash> peaks_;  // one for each bit set in size_, the largest first
};

// That leaf `index` is in the tree of `size` leaves (2.1.3.1); index < size.
[[nodiscard]] Result<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeAt& node);
// That the tree of `first` leaves is the beginning of the tree of `second` (2.1.4.1); 0 < first <= second.
[[nodiscard]] Result<Proof> consistency_proof(std::uint64_t first, std::uint64_t second, const NodeAt& node);

[[nodiscard]] bool is_included(std::uint64_t index, std::uint64_t size, const Hash& leaf, const Proof& proof,
                               const Hash& root);  // 2.1.3.2
// 2.1.4.2. An empty first tree proves nothing and is refused, as the transparency logs in Go do.
[[nodiscard]] bool is_consistent(std::uint64_t first, std::uint64_t second, const Hash& first_root,
                                 const Hash& second_root, const Proof& proof);

}  // namespace voorzien::journal
