// Tree: the journal's Merkle tree in memory, without its leaves, so that a proof reads two tiles and no more.
//
// A tile is 256 leaves (as in tlog-tiles). Kept are the roots of full tiles and everything above them: 64
// bytes for 256 entries, 25 MB for a hundred million. Leaves below a tile's root come from the store.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "journal/merkle.h"

namespace voorzien::journal {

// The leaf hashes with index in [from, to).
using LeavesOf = std::function<Result<std::vector<Hash>>(std::uint64_t from, std::uint64_t to)>;

class Tree {
 public:
  static constexpr unsigned tile_level = 8;
  static constexpr std::uint64_t tile_leaves = 256;

  void add(const Hash& leaf);
  void add_tile(const Hash& root);  // the next 256 leaves; only while no tile is half full
  [[nodiscard]] std::uint64_t size() const { return full_.size() + tile_.size(); }
  [[nodiscard]] Hash root() const { return full_.root_with(tile_); }
  [[nodiscard]] std::span<const Hash> tiles() const {
    return levels_.empty() ? std::span<const Hash>{} : levels_[0];
  }
  // For the proofs of journal/merkle.h; `leaves` is asked for at most one tile at a time.
  [[nodiscard]] NodeAt nodes(LeavesOf leaves) const;

 private:
  void keep_tile(const Hash& root);

  Frontier full_;                          // of the full tiles
  Frontier tile_;                          // the tile being filled
  std::vector<std::vector<Hash>> levels_;  // [0]: roots of tiles, [1]: of pairs of tiles, ...
};

}  // namespace voorzien::journal
