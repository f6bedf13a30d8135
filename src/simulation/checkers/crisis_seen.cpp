// No level and no heading of a crisis is overwritten by somebody whose screen showed another.
#include <fmt/format.h>

#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
namespace {
// What holds of a crisis whatever was done to it.
Broken is_sound(const crisis::Crisis& crisis) {
  std::set<std::string> standing;
  for (const crisis::CrisisTeam& team : crisis.teams) {
    if (team.closed) continue;
    if (crisis.closed && crisis.merged_into.empty())
      return fmt::format("crisis {} is closed and team {} stands", crisis.number, team.id);
    if (!standing.insert(team.id).second)
      return fmt::format("team {} stands twice in crisis {}", team.id, crisis.number);
    for (const crisis::CrisisPosition& one : team.positions)
      if (one.begun && one.person.empty())
        return fmt::format("post {} of crisis {} has begun without anybody", one.id, crisis.number);
  }
  if (crisis.closed && crisis.next_due)
    return fmt::format("crisis {} is closed and something is due", crisis.number);
  return std::nullopt;
}
}  // namespace

Broken check_crisis_seen(const Evidence& seen) {
  for (const auto& [id, asked] : seen.ledger.commands) {
    if (!asked.saw || asked.answered != Answered::Accepted) continue;
    if (asked.accepted.version > seen.journal.entries()) continue;  // behind a damaged entry
    const auto found = seen.journal.overwritten().find(asked.accepted.version);
    if (found == seen.journal.overwritten().end())
      return fmt::format("{} was accepted as entry {}, which overwrites nothing", id, asked.accepted.version);
    if (found->second == *asked.saw) continue;
    return fmt::format("{} saw {} '{}' of a crisis and overwrote '{}' in entry {}", id, asked.saw->what,
                       asked.saw->value, found->second.value, asked.accepted.version);
  }
  for (const auto& [id, crisis] : seen.process.core().state().crisis.crises)
    if (Broken broken = is_sound(crisis)) return broken;
  return std::nullopt;
}
}  // namespace voorzien::simulation
