// CommandIds: which commands were done already, so that a retry is harmless (decision 19).
//
// A window of the newest command ids; the oldest leave when there are more than limits::command_ids_max of
// them and they are older than limits::command_ids_kept.
#pragma once

#include <deque>
#include <string>
#include <unordered_map>

#include "base/instant.h"
#include "engine/submit.h"

namespace voorzien::engine {

class CommandIds {
 public:
  struct Known {
    std::string body_sha256;
    Accepted accepted;
    Instant at;
  };
  [[nodiscard]] const Known* find(const std::string& id) const;
  void remember(std::string id, Known known);
  void reserve(std::size_t more) { known_.reserve(known_.size() + more); }
  [[nodiscard]] std::size_t size() const { return known_.size(); }

 private:
  std::unordered_map<std::string, Known> known_;  // looked up only, never iterated
  std::deque<std::string> order_;
};

}  // namespace voorzien::engine
