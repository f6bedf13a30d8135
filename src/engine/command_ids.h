// CommandIds: which commands were done already, so that a retry is harmless (decision 19).
//
// A window of the newest command ids; the oldest leave when there are more than limits::command_ids_max of
// them and they are older than limits::command_ids_kept.
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <string>

#include "base/instant.h"
#include "engine/submit.h"

namespace voorzien::engine {

class CommandIds {
 public:
  struct Known {
    journal::Hash body_sha256{};  // zeroes: erased, and any body is taken for it
    Accepted accepted;
    Instant at;
  };
  [[nodiscard]] const Known* find(std::string_view id) const;
  void remember(std::string id, Known known);
  void reserve(std::size_t more) { by_id_.reserve(by_id_.size() + more); }
  [[nodiscard]] std::size_t size() const { return by_id_.size(); }

 private:
  struct Command {
    std::string id;
    Known known;
  };
  std::deque<Command> commands_;  // oldest first; they stay where they are
  boost::unordered_flat_map<std::string_view, Command*> by_id_;
};

}  // namespace voorzien::engine
