// Queues, memory and journal stay under their limits.
#include <fmt/format.h>

#include "engine/limits.h"
#include "picture/limits.h"
#include "simulation/checkers/checkers.h"
#include "simulation/limits.h"

namespace voorzien::simulation {
namespace {
Broken over(std::string_view what, std::size_t is, std::size_t limit) {
  if (is <= limit) return std::nullopt;
  return fmt::format("{}: {}, at most {}", what, is, limit);
}

// Freshness is written at most once a minute (decision 6), besides before a timer and at a clean stop.
Broken heard_too_often(const Evidence& seen) {
  for (const auto& [minute, count] : seen.journal.by_minute())
    if (Broken broken = over("entries of what was heard, in the minute of " +
                                 format_rfc3339({minute * minutes(1).us}).substr(11, 5),
                             count.heard, 2 + count.timers + count.turns))
      return broken;
  return std::nullopt;
}
}  // namespace

Broken check_growth(const Evidence& seen) {
  const engine::SnapshotState& data = seen.process.core().snapshot();
  const picture::State& picture = data.state.picture;
  const std::size_t told =
      seen.ledger.facts.size() + seen.ledger.commands.size() + 4 * picture.stations.size();
  for (Broken broken :
       {over("inputs waiting", seen.process.waiting(), limits::inbox_max),
        over("removals kept", data.index.removals.size(), 2 * engine::limits::removals_kept),
        over("facts in the state", picture.observations.size(), 3 * told + 10),
        over("not counted, kept", picture.not_counted.size(), picture::limits::not_counted_max),
        over("verdicts kept", picture.verdicts.size(), picture::limits::verdicts_max),
        over("frames kept", seen.board.frames().size(), limits::ring_frames), heard_too_often(seen)})
    if (broken) return broken;
  return std::nullopt;
}
}  // namespace voorzien::simulation
