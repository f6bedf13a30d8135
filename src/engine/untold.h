// Untold: which entities (type, id) changed since clients were last told, and by which entry.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace voorzien::engine {

class Untold {
 public:
  struct One {
    std::string type, id;
    std::optional<std::uint64_t> by;  // seq of the newest entry; none: it looks different all the same
    auto operator<=>(const One&) const = default;
  };

  void add(std::string type, std::string id, std::optional<std::uint64_t> by) {
    list_.push_back({std::move(type), std::move(id), by});
    if (list_.size() >= tidied_at_) {
      tidy();
      tidied_at_ = std::max(tidied_at_, 2 * list_.size());
    }
  }
  // Each once, in order; nothing is left.
  [[nodiscard]] std::vector<One> take() {
    tidy();
    return std::exchange(list_, {});
  }
  void clear() { list_ = {}; }

 private:
  // What a person does mostly comes in order: what is made anew has the highest id.
  void tidy() {
    if (!std::ranges::is_sorted(list_)) std::ranges::sort(list_);
    const auto is_same = [](const One& a, const One& b) { return a.id == b.id && a.type == b.type; };
    std::size_t kept = 0;
    for (std::size_t i = 0; i < list_.size(); ++i) {
      if (i + 1 < list_.size() && is_same(list_[i], list_[i + 1])) continue;  // the newest is the last
      if (kept != i) list_[kept] = std::move(list_[i]);
      ++kept;
    }
    list_.resize(kept);
  }

  std::vector<One> list_;          // a list, ordered when it is taken: a tree of names was a tenth of an act
  std::size_t tidied_at_ = 4'096;  // a replay adds without taking
};

}  // namespace voorzien::engine
