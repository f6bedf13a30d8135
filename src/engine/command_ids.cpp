#include "engine/command_ids.h"

#include <utility>

#include "engine/limits.h"

namespace voorzien::engine {
const CommandIds::Known* CommandIds::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &found->second->known;
}

void CommandIds::remember(std::string id, Known known) {
  if (const auto found = by_id_.find(id); found != by_id_.end()) {
    found->second->known = std::move(known);
    return;
  }
  const Instant now = known.at;
  Command& newest = commands_.emplace_back(std::move(id), std::move(known));
  by_id_.emplace(newest.id, &newest);
  while (commands_.size() > limits::command_ids_max &&
         now - commands_.front().known.at >= limits::command_ids_kept) {
    by_id_.erase(commands_.front().id);
    commands_.pop_front();
  }
}
}  // namespace voorzien::engine
