// PlayerClock: which moment of a film it is, given the machine's monotonic time (decision 8: in the
// demonstration the region's time is the film's). Pure: the machine's time is an argument.
//
// Film time runs at `speed` times machine time, stands still while paused, stops at the film's end and never
// goes back, except by `jump` (which the demonstration only does on a fresh store). Used by the demo's
// Clock port and its film player, from one thread or under their lock.
#pragma once

#include "base/instant.h"

namespace voorzien::film {

class PlayerClock {
 public:
  // `machine` is any monotonic reading; only differences count.
  PlayerClock(Instant from, Instant to, double speed, Duration machine);

  [[nodiscard]] Instant now(Duration machine) const;
  // Clamped to [0, limits::speed_max]; 0 pauses. Film time goes on from where it is.
  void set_speed(double speed, Duration machine);
  void jump(Instant at, Duration machine);
  [[nodiscard]] double speed() const { return speed_; }
  [[nodiscard]] bool ended(Duration machine) const { return now(machine) >= to_; }
  // How long the machine may sleep until the film reaches `at`; zero when it is there already, and
  // `longest` when that is sooner, or when the film is paused.
  [[nodiscard]] Duration until(Instant at, Duration machine, Duration longest) const;

 private:
  Instant to_;
  Instant base_film_;
  Duration base_machine_;
  double speed_;
};

}  // namespace voorzien::film
