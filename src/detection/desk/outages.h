// When a region, or one theme of a region, delivers nothing: an absent count means zero or not delivered,
// and only the silence of many series together tells which.
//
// A run of empty ticks becomes an outage once so many counts are missing that chance does not explain it;
// from that tick on nothing is expected. In the first tick after it the lost counts may all come at once;
// that tick is taken out too. Causal: whether tick t is dark depends on ticks <= t. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
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

// One region, or one theme of it, tick after tick.
class SilenceWatch {
 public:
  struct Seen {
    bool dark = false;  // this tick says nothing about now
    bool late = false;  // because what was missing came in it
    bool told = false;  // from this tick on a person should hear of the silence
  };
  // usual: counts in each tick of the week.
  SilenceWatch(std::vector<double> usual, bool tells) : usual_(std::move(usual)), tells_(tells) {}
  Seen step(std::size_t tick, std::uint32_t count);

 private:
  std::vector<double> usual_;
  bool tells_;
  double missing_ = 0;     // counts that did not come in this run of empty ticks,
  std::size_t empty_ = 0;  // and its length
  bool dark_ = false;
  bool told_ = false;
};

// What is usual in each tick of the week (a moving mean of an hour), by the ticks before `warmup`.
[[nodiscard]] std::vector<double> usual_of(const std::vector<std::uint32_t>& counts, std::size_t warmup);

// By first tick. The usual volume is that of the same five minutes of the week in the warm-up.
[[nodiscard]] std::vector<Outage> find_outages(const DeskData& desk);

}  // namespace voorzien::detection
