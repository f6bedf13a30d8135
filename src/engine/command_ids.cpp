#include "engine/command_ids.h"

#include "engine/limits.h"

namespace voorzien::engine {
const CommandIds::Known* CommandIds::find(const std::string& id) const {
  const auto found = known_.find(id);
  return found == known_.end() ? nullptr : &found->second;
}

void CommandIds::remember(const std::string& id, Known known) {
  const Instant now = known.at;
  if (known_.insert_or_assign(id, std::move(known)).second) order_.push_back(id);
  while (order_.size() > limits::command_ids_max) {
    const auto oldest = known_.find(order_.front());
    if (oldest != known_.end() && now - oldest->second.at < limits::command_ids_kept) break;
    if (oldest != known_.end()) known_.erase(oldest);
    order_.pop_front();
  }
}
}  // namespace voorzien::engine
