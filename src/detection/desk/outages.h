// When a region, or one theme of a region, delivers nothing: an absent count means zero or not delivered,
// and only the silence of many series together tells which.
//
// A run of empty ticks becomes an outage once so many counts are missing that chance does not explain it;
// from that tick on nothing is expected. In the first tick after it the lost counts may all come at once;
// that tick is taken out too. Causal: whether tick t is dark depends on ticks <= t. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "detection/desk/data.h"

namespace voorzien::detection {

constexpr std::size_t any_theme = static_cast<std::size_t>(-1);

struct Outage {
  std::size_t region = 0;
  std::size_t theme = any_theme;
  std::size_t first = 0;  // first empty tick; known to be dark only from `known` on
  std::size_t known = 0;
  std::size_t end = 0;  // first tick that is plain again (a late delivery is not)
  bool late = false;    // what was missing came in the tick before `end`
  // The tick at which the silence has lasted so long that a person should hear of it; 0: never. Only for one
  // theme.
  std::size_t told = 0;

  bool operator==(const Outage&) const = default;
};

// By first tick. The usual volume is that of the same five minutes of the week in the warm-up.
[[nodiscard]] std::vector<Outage> find_outages(const DeskData& desk);

}  // namespace voorzien::detection
