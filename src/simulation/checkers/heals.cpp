// Once the faults have stopped, everything works again: commands and documents are taken, screens are whole,
// and no source that sends shows as silent.
#include <fmt/format.h>

#include "simulation/checkers/checkers.h"
#include "simulation/limits.h"

namespace voorzien::simulation {
Broken check_heals(const Evidence& seen) {
  if (!seen.is_last || !seen.ledger.faults_stopped) return std::nullopt;
  if (seen.process.waiting() > 0) return fmt::format("{} inputs still wait", seen.process.waiting());
  const Instant recent = seen.now - minutes(15);
  if (!seen.ledger.last_accepted || *seen.ledger.last_accepted < recent)
    return "no command has been accepted for a quarter of an hour";
  for (const auto& [id, truth] : seen.ledger.sources) {
    const doctrine::Source* source = seen.doctrine.source(id);
    if (!truth.last_durable || *truth.last_durable < seen.now - seconds(source->silent_after_s))
      return "source " + id + " has not been able to hand anything over";
    const auto known = seen.board.index().find(0, "source", id);
    if (!known || std::get<views::Source>(*known->entity).state == "silent")
      return "source " + id + " sends and shows as silent";
  }
  return std::nullopt;
}
}  // namespace voorzien::simulation
