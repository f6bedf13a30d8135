#include "simulation/checkers/checkers.h"

#include <algorithm>
#include <array>

namespace voorzien::simulation {
namespace {
constexpr std::array<Checker, 14> all = {{
    {"canary", "the canary's checker never fails unless it is asked to", check_canary},
    {"damage_named", "a damaged entry is named, by the audit and by a start that refuses; nothing is guessed",
     check_damage_named},
    {"acknowledged", "what was accepted is in the journal once, and what was refused or failed is not",
     check_acknowledged},
    {"journal_whole", "the sequence has no gap, every hash fits, every checkpoint leads to its root",
     check_journal_whole},
    {"replay", "replay from zero and from each snapshot gives the state that lives", check_replay},
    {"look_back", "looking back gives the state that was live then", check_look_back},
    {"counted_once", "what the world told is one fact of one signal, however often it arrived",
     check_counted_once},
    {"tests_hidden", "no test message ever shows", check_tests_hidden},
    {"crisis_seen", "no level and no heading of a crisis is overwritten by who saw another",
     check_crisis_seen},
    {"views_fold", "a screen that followed every change shows what a fresh one shows", check_views_fold},
    {"healed", "a screen that was cut off and healed by `since` shows the same", check_healed},
    {"silence", "a source that has gone silent shows so within its bound and keeps no theme green",
     check_silence},
    {"growth", "queues, memory and journal stay under their limits", check_growth},
    {"heals", "once the faults have stopped, everything works again", check_heals},
}};
}  // namespace

std::span<const Checker> checkers() { return all; }

std::string_view promise_of(std::string_view checker) {
  if (checker == "determinism") return "the same seed gives the same run, step by step";
  const auto found = std::ranges::find(all, checker, &Checker::name);
  return found == all.end() ? std::string_view{} : found->promise;
}

Broken check_canary(const Evidence& seen) {
  if (seen.plant != "canary") return std::nullopt;
  return "it was asked to fail";
}
}  // namespace voorzien::simulation
