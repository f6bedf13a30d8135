// A damaged entry is named by the audit, and by a start that cannot do without it; nothing is guessed.
#include <algorithm>

#include "engine/audit.h"
#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
Broken check_damage_named(const Evidence& seen) {
  if (seen.ledger.damaged.empty()) return std::nullopt;
  adapters::DiskStore& store = seen.process.store();
  const engine::AuditReport report = engine::audit(store, store, {seen.process.public_key()});
  for (const std::uint64_t seq : seen.ledger.damaged) {
    const std::string name = "entry " + std::to_string(seq);
    if (std::ranges::find(report.faults, name, &engine::AuditFault::where) == report.faults.end())
      return "a bit of " + name + " flipped and the audit does not name it";
  }
  return std::nullopt;
}
}  // namespace voorzien::simulation
