// Replay from zero and from each snapshot gives the state that lives.
#include <fmt/format.h>

#include <span>

#include "engine/restore.h"
#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
namespace {
Broken compare(engine::Core& core, adapters::DiskStore& store, const std::string& live,
               std::string_view from) {
  const Result<std::uint64_t> replayed = engine::replay_to(core, store, UINT64_MAX);
  if (!replayed) return fmt::format("replay from {}: {}", from, replayed.error().to_text());
  if (engine::state_hash(core.state()) == live) return std::nullopt;
  return fmt::format("replay from {} to entry {} gives another state than the one that lives", from,
                     core.state().seq);
}
std::string no_salt() { return {}; }
}  // namespace

Broken check_replay(const Evidence& seen) {
  if (!seen.ledger.damaged.empty()) return std::nullopt;
  adapters::DiskStore& store = seen.process.store();
  const std::string live = engine::state_hash(seen.process.core().state());
  if (Broken broken = compare(seen.from_zero, store, live, "zero")) return broken;
  const Result<std::vector<journal::SnapshotMark>> marks = store.snapshots();
  if (!marks) return marks.error().to_text();
  // In the last round from all of them; before it from the newest, for speed.
  const std::size_t from = seen.is_last || marks->empty() ? 0 : marks->size() - 1;
  for (const journal::SnapshotMark& mark : std::span(*marks).subspan(from)) {
    engine::Core core(seen.doctrine, no_salt);
    const Result<engine::Restored> restored = engine::restore_state(core, store, mark.seq);
    if (!restored) return restored.error().to_text();
    if (Broken broken = compare(core, store, live, "snapshot " + std::to_string(mark.seq))) return broken;
  }
  return std::nullopt;
}
}  // namespace voorzien::simulation
