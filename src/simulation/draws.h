// Draws: chance, split by subject, so that one more draw in one place does not shift another.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/random.h"

namespace voorzien::simulation {

class Draws {
 public:
  Draws(std::uint64_t seed, std::string_view subject) : random_(mix(seed, subject)) {}

  bool chance(std::uint64_t per_mille) { return random_.below(1'000) < per_mille; }
  std::int64_t between(std::int64_t low, std::int64_t high) {  // both may come
    return low + static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(high - low + 1)));
  }
  Duration within(Duration low, Duration high) { return {between(low.us, high.us)}; }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[random_.below(from.size())];
  }
  std::string bytes(std::size_t count) {
    std::string out;
    for (std::size_t n = 0; n < count; ++n) out += static_cast<char>(random_.below(256));
    return out;
  }
  Random& random() { return random_; }

 private:
  static std::uint64_t mix(std::uint64_t seed, std::string_view subject) {
    std::uint64_t out = Random(seed).next();
    for (const char c : subject) out = Random(out ^ static_cast<unsigned char>(c)).next();
    return out;
  }
  Random random_;
};

}  // namespace voorzien::simulation
