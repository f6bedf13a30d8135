// Touched: which entities (type, id) an event changed, so that each is viewed and encoded once per batch.
//
// `evolve` of a matter adds to it; the engine then asks views for each, once, after the batch.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace voorzien {

class Touched {
 public:
  void add(std::string_view type, std::string_view id) { keys_.emplace(type, id); }
  using Keys = std::set<std::pair<std::string, std::string>>;
  [[nodiscard]] const Keys& keys() const { return keys_; }
  [[nodiscard]] Keys& keys() { return keys_; }
  void clear() { keys_.clear(); }

 private:
  Keys keys_;
};

}  // namespace voorzien
