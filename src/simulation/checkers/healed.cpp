// A screen that was cut off and healed by `since` shows the same as one that was not.
#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
Broken check_healed(const Evidence& seen) {
  const Mirror& expected = seen.screens.front().mirror();
  for (Screen& screen : seen.screens) {
    if (!screen.is_connected()) continue;
    if (Broken broken = difference(seen, expected, screen.mirror(), screen.name())) return broken;
  }
  return std::nullopt;
}
}  // namespace voorzien::simulation
