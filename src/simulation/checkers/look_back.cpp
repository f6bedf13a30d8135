// Looking back gives the state that was live then.
#include <fmt/format.h>

#include "engine/past.h"
#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
Broken check_look_back(const Evidence& seen) {
  if (!seen.is_last || !seen.ledger.damaged.empty()) return std::nullopt;
  engine::Past past(seen.doctrine, seen.process.store());
  for (const auto& [seq, hash] : seen.ledger.states) {
    if (seq > seen.process.core().state().seq) return fmt::format("the state after entry {} is gone", seq);
    const Result<std::shared_ptr<const engine::Core>> then = past.after(seq);
    if (!then) return fmt::format("looking back at entry {}: {}", seq, then.error().to_text());
    if (engine::state_hash((*then)->state()) != hash)
      return fmt::format("looking back at entry {} gives another state than was live then", seq);
  }
  return std::nullopt;
}
}  // namespace voorzien::simulation
