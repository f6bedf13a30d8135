// Trace: what happened in a run, step by step: the hash by which two runs are compared, and the last steps in
// columns for who reads a failure.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace voorzien::simulation {

class Trace {
 public:
  // `who` is one of the legend's words (trace.cpp); `what` it did, and what came of it.
  void step(Instant at, std::string_view who, std::string_view what, std::string_view came_of_it = {});
  [[nodiscard]] std::uint64_t steps() const { return hashes_.size(); }
  [[nodiscard]] std::uint64_t hash() const { return hashes_.empty() ? 0 : hashes_.back(); }
  [[nodiscard]] const std::vector<std::uint64_t>& hashes() const { return hashes_; }  // after each step
  [[nodiscard]] std::string last_steps() const;

 private:
  struct Step {
    std::uint64_t number = 0;
    Instant at;
    std::string who, what, came_of_it;
  };
  std::deque<Step> last_;
  std::vector<std::uint64_t> hashes_;
};

}  // namespace voorzien::simulation
