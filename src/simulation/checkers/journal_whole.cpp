// The sequence has no gap, every hash fits, every checkpoint leads to its root: by the auditor itself.
#include "engine/audit.h"
#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
Broken check_journal_whole(const Evidence& seen) {
  if (!seen.ledger.damaged.empty()) return std::nullopt;  // damage_named tells
  adapters::DiskStore& store = seen.process.store();
  const engine::AuditReport report = engine::audit(store, store, {seen.process.public_key()});
  if (!report.is_clean()) return report.faults.front().where + ": " + report.faults.front().what;
  if (report.entries != store.last_seq()) return "the audit saw fewer entries than there are";
  return std::nullopt;
}
}  // namespace voorzien::simulation
