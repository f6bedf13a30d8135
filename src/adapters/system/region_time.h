// Region time of production, from two clocks: it runs with the monotonic one, so that a wall clock that is
// put right moves no timer (desk.md 4), and is led back to the wall clock by a tenth of its speed: a
// difference of an hour is gone after ten. It never goes back. Pure.
#pragma once

#include <algorithm>

#include "base/instant.h"

namespace voorzien::adapters {

class RegionTime {
 public:
  // `monotonic` since any moment, never less than before.
  Instant at(Instant wall, Duration monotonic);
  // What a journal holds has happened: no moment before `least` is told from here on.
  void not_before(Instant least) { from_ = std::max(from_, least); }
  // Wall clock minus region time at the last `at`.
  [[nodiscard]] Duration wall_ahead() const { return wall_ahead_; }

 private:
  bool begun_ = false;
  Instant from_;  // region time at `read_` of the monotonic clock
  Duration read_{0};
  Instant told_;  // the latest answer
  Duration wall_ahead_{0};
};

}  // namespace voorzien::adapters
