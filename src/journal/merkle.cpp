#include "journal/merkle.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "base/ensure.h"
#include "journal/hash.h"

namespace voorzien::journal {
namespace {
// The largest power of two below n: where a tree of n > 1 leaves is split.
std::uint64_t split_of(std::uint64_t n) { return std::bit_floor(n - 1); }

// The root over `count` leaves from `begin`, which is a multiple of the largest subtree in it.
Result<Hash> root_over(std::uint64_t begin, std::uint64_t count, const NodeAt& node) {
  if (std::has_single_bit(count)) {
    const auto level = static_cast<unsigned>(std::countr_zero(count));
    return node(level, begin >> level);
  }
  const std::uint64_t left_count = split_of(count);
  ASSIGN_OR_RETURN(const Hash left, root_over(begin, left_count, node));
  ASSIGN_OR_RETURN(const Hash right, root_over(begin + left_count, count - left_count, node));
  return node_hash(left, right);
}
}  // namespace

void Frontier::add_perfect(unsigned level, const Hash& root) {
  const std::uint64_t count = std::uint64_t{1} << level;
  ENSURE(size_ % count == 0, "a subtree stands at a multiple of its size");
  Hash peak = root;
  for (std::uint64_t full = size_ >> level; (full & 1U) != 0; full >>= 1U) {
    peak = node_hash(peaks_.back(), peak);
    peaks_.pop_back();
  }
  peaks_.push_back(peak);
  size_ += count;
}

Hash Frontier::root_with(const Frontier& tail) const {
  std::optional<Hash> out;
  for (const std::vector<Hash>* peaks : {&tail.peaks_, &peaks_})
    for (auto peak = peaks->rbegin(); peak != peaks->rend(); ++peak)
      out = out ? node_hash(*peak, *out) : *peak;
  return out ? *out : sha256("");
}

Result<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size, const NodeAt& node) {
  ENSURE(index < size, "a proof is asked of a leaf that is there");
  Proof out;
  std::uint64_t begin = 0;
  for (std::uint64_t count = size; count > 1;) {
    const std::uint64_t left = split_of(count);
    const bool is_left = index - begin < left;
    ASSIGN_OR_RETURN(const Hash sibling,
                     is_left ? root_over(begin + left, count - left, node) : root_over(begin, left, node));
    out.push_back(sibling);
    begin += is_left ? 0 : left;
    count = is_left ? left : count - left;
  }
  std::ranges::reverse(out);
  return out;
}

Result<Proof> consistency_proof(std::uint64_t first, std::uint64_t second, const NodeAt& node) {
  ENSURE(first > 0 && first <= second, "a proof leads from a smaller tree to a larger one");
  Proof out;
  std::uint64_t begin = 0;
  std::uint64_t count = second;
  for (std::uint64_t wanted = first;
       wanted != count;) {  // SUBPROOF(wanted, D[begin:begin+count], begin == 0)
    const std::uint64_t left = split_of(count);
    const bool is_left = wanted <= left;
    ASSIGN_OR_RETURN(const Hash other,
                     is_left ? root_over(begin + left, count - left, node) : root_over(begin, left, node));
    out.push_back(other);
    begin += is_left ? 0 : left;
    count = is_left ? left : count - left;
    wanted -= is_left ? 0 : left;
  }
  if (begin != 0) {
    ASSIGN_OR_RETURN(const Hash own, root_over(begin, count, node));
    out.push_back(own);
  }
  std::ranges::reverse(out);
  return out;
}

bool is_included(std::uint64_t index, std::uint64_t size, const Hash& leaf, const Proof& proof,
                 const Hash& root) {
  if (index >= size) return false;
  std::uint64_t at = index;
  std::uint64_t last = size - 1;
  Hash hash = leaf;
  for (const Hash& one : proof) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      hash = node_hash(one, hash);
      const int up = (at & 1U) != 0 || at == 0 ? 0 : std::countr_zero(at);
      at >>= up;
      last >>= up;
    } else {
      hash = node_hash(hash, one);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && hash == root;
}

bool is_consistent(std::uint64_t first, std::uint64_t second, const Hash& first_root, const Hash& second_root,
                   const Proof& proof) {
  if (first == 0 || first > second) return false;
  if (first == second) return proof.empty() && first_root == second_root;
  Proof path = proof;
  if (std::has_single_bit(first)) path.insert(path.begin(), first_root);
  if (path.empty()) return false;
  const int up = std::countr_one(first - 1);
  std::uint64_t at = (first - 1) >> up;
  std::uint64_t last = (second - 1) >> up;
  Hash first_hash = path.front();
  Hash second_hash = path.front();
  for (auto one = path.begin() + 1; one != path.end(); ++one) {
    if (last == 0) return false;
    if ((at & 1U) != 0 || at == last) {
      first_hash = node_hash(*one, first_hash);
      second_hash = node_hash(*one, second_hash);
      const int zeros = (at & 1U) != 0 || at == 0 ? 0 : std::countr_zero(at);
      at >>= zeros;
      last >>= zeros;
    } else {
      second_hash = node_hash(second_hash, *one);
    }
    at >>= 1U;
    last >>= 1U;
  }
  return last == 0 && first_hash == first_root && second_hash == second_root;
}
}  // namespace voorzien::journal
