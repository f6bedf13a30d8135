// No test message ever shows: in nothing that was ever published.
#include <fmt/format.h>

#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
Broken check_tests_hidden(const Evidence& seen) {
  for (const auto& [key, mark] : seen.board.ever_marked()) {
    const auto told = seen.ledger.facts.find(mark);
    if (told != seen.ledger.facts.end() && told->second.is_test)
      return fmt::format("{} of {} was a test and shows in {}/{}", mark, told->second.source, key.first,
                         key.second);
  }
  return std::nullopt;
}
}  // namespace voorzien::simulation
