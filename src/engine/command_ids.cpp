#include "engine/command_ids.h"

#include "engine/limits.h"

namespace voorzien::engine {
const CommandIds::Known* CommandIds::find(const std::string& id) const {
  const auto found = known_.find(id);
  return found == known_.end() ? nullptr : &found->second;
}

void CommandIds::remember(std::string id, Known known) {
  const Instant now = known.at;
  const auto [at, is_new] = known_.insert_or_assign(std::move(id), std::move(known));
  if (is_new) order_.push_back(at->first);
  while (order_.size() > limits::command_ids_max) {
    const auto oldest = known_.find(order_.front());
    if (oldest != known_.end() && now - oldest->second.at < limits::command_ids_kept) break;
    if (oldest != known_.end()) known_.erase(oldest);
    order_.pop_front();
  }
}
}  // namespace voorzien::engine
