#include "journal/tree.h"

#include <memory>

#include "base/ensure.h"
#include "journal/hash.h"

namespace voorzien::journal {
namespace {
// The tile that was read last: neighbouring nodes of a proof lie in one tile.
struct LastTile {
  std::uint64_t first = UINT64_MAX;
  std::vector<Hash> leaves;
};
}  // namespace

void Tree::add(const Hash& leaf) {
  tile_.add(leaf);
  if (tile_.size() < tile_leaves) return;
  keep_tile(tile_.root());
  tile_ = {};
}

void Tree::add_tile(const Hash& root) {
  ENSURE(tile_.size() == 0, "tiles come before single leaves");
  keep_tile(root);
}

void Tree::keep_tile(const Hash& root) {
  full_.add_perfect(tile_level, root);
  Hash node = root;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    levels_[level].push_back(node);
    const std::size_t count = levels_[level].size();
    if (count % 2 != 0) return;
    node = node_hash(levels_[level][count - 2], node);
  }
}

NodeAt Tree::nodes(LeavesOf leaves) const {
  return [this, leaves = std::move(leaves), tile = std::make_shared<LastTile>()](
             unsigned level, std::uint64_t index) -> Result<Hash> {
    if (level >= tile_level) {
      ENSURE(level - tile_level < levels_.size() && index < levels_[level - tile_level].size(),
             "a proof asks for subtrees of the tree");
      return levels_[level - tile_level][index];
    }
    const std::uint64_t begin = index << level;
    const std::uint64_t count = std::uint64_t{1} << level;
    if (const std::uint64_t first = begin / tile_leaves * tile_leaves; tile->first != first) {
      ASSIGN_OR_RETURN(tile->leaves, leaves(first, std::min(first + tile_leaves, size())));
      tile->first = first;
    }
    if (begin - tile->first + count > tile->leaves.size())
      return Error{ErrorCode::StoreCorrupt, "entry " + std::to_string(begin + 1), "its leaf is not there"};
    Frontier out;
    for (std::uint64_t n = 0; n < count; ++n) out.add(tile->leaves[begin - tile->first + n]);
    return out.root();
  };
}
}  // namespace voorzien::journal
