// Touched: which entities (type, id) an event changed, so that each is viewed and encoded once per batch.
//
// `evolve` of a matter adds to it; the engine then asks views for each, once, after the batch.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace voorzien {

class Touched {
 public:
  using Key = std::pair<std::string, std::string>;  // type, id

  void add(std::string_view type, std::string_view id) {
    if (!keys_.empty() && keys_.back().second == id && keys_.back().first == type) return;
    keys_.emplace_back(type, id);
  }
  [[nodiscard]] bool contains(const Key& key) const { return std::ranges::find(keys_, key) != keys_.end(); }
  // Each once, in order; nothing is left.
  [[nodiscard]] std::vector<Key> take() {
    std::ranges::sort(keys_);
    const auto twice = std::ranges::unique(keys_);
    keys_.erase(twice.begin(), twice.end());
    return std::exchange(keys_, {});
  }
  void clear() { keys_.clear(); }

 private:
  std::vector<Key> keys_;  // a few; those that were added twice stand twice until they are taken
};

}  // namespace voorzien
