// What the world told is one fact of one signal, however often it arrived.
#include <fmt/format.h>

#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
namespace {
// A fact that still holds counts in one open signal at most.
Broken in_one_signal(const picture::State& picture) {
  std::map<std::string, std::string> holder;
  for (const auto& [id, signal] : picture.signals) {
    if (signal.hands.state == "closed" || !signal.merged_into.empty()) continue;
    std::set<std::string> facts;
    for (const picture::Mark& mark : signal.marks) {
      const std::string& fact = mark.observation.value;
      if (!facts.insert(fact).second) return fmt::format("fact {} stands twice in signal {}", fact, id);
      if (!mark.active) continue;
      const auto [held, is_first] = holder.try_emplace(fact, id);
      if (!is_first) return fmt::format("fact {} counts in signals {} and {}", fact, held->second, id);
    }
    if (signal.fact_count < static_cast<std::int64_t>(facts.size()))
      return fmt::format("signal {} counts {} facts and holds {}", id, signal.fact_count, facts.size());
  }
  return std::nullopt;
}
}  // namespace

Broken check_counted_once(const Evidence& seen) {
  for (const auto& [mark, ids] : seen.journal.observations()) {
    const auto told = seen.ledger.facts.find(mark);
    if (told == seen.ledger.facts.end()) return "nobody told of " + mark;
    // A partner's update is a message of its own that replaces the one before: decision of the format (CAP).
    if (told->second.source == "partners") continue;
    if (ids.size() > 1)
      return fmt::format("{} of {} became {} facts: {}, {}", mark, told->second.source, ids.size(),
                         *ids.begin(), *std::next(ids.begin()));
  }
  if (!seen.journal.added_twice().empty())
    return "fact " + seen.journal.added_twice().front() + " was added while it was there";
  return in_one_signal(seen.process.core().state().picture);
}
}  // namespace voorzien::simulation
