// A source that has gone silent shows so within its bound and keeps no theme green.
#include <fmt/format.h>

#include "simulation/checkers/checkers.h"
#include "simulation/limits.h"

namespace voorzien::simulation {
namespace {
bool is_silent_in_truth(const Evidence& seen, const std::string& id) {
  const doctrine::Source* source = seen.doctrine.source(id);
  if (source == nullptr || source->silent_after_s == 0) return false;
  const auto truth = seen.ledger.sources.find(id);
  const Instant last = truth == seen.ledger.sources.end() || !truth->second.last_handed
                           ? seen.ledger.start
                           : *truth->second.last_handed;
  // While the disk takes nothing the picture stands still and the node says so; it is judged as of then.
  return seen.process.last_commit() > last + seconds(source->silent_after_s) + limits::silence_grace;
}
}  // namespace

Broken check_silence(const Evidence& seen) {
  const api::SyncIndex& shown = seen.board.index();
  for (const doctrine::Source& source : seen.doctrine.sources) {
    if (!is_silent_in_truth(seen, source.id.value)) continue;
    const auto known = shown.find(0, "source", source.id.value);
    if (!known) return "source " + source.id.value + " is not shown at all";
    const auto& entity = std::get<views::Source>(*known->entity);
    if (entity.state != "silent")
      return fmt::format("source {} is silent beyond its bound and shows {}", source.id.value, entity.state);
  }
  for (const api::Known& known : shown.list(0, "theme")) {
    const auto& theme = std::get<views::Theme>(*known.entity);
    if (theme.level != views::Level::Green || theme.set_by_kind == "person" || theme.sources.empty())
      continue;
    bool all_silent = true;
    for (const std::string& id : theme.sources) all_silent &= is_silent_in_truth(seen, id);
    if (all_silent) return "theme " + theme.id + " is green while all its sources are silent";
  }
  return std::nullopt;
}
}  // namespace voorzien::simulation
