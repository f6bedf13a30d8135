// Agenda: all that is going to happen, in order of its moment, and the clock that follows it. The clock moves
// only when nothing else can run at its moment. What is planned for the same moment runs in the order
// planned.
#pragma once

#include <functional>
#include <map>
#include <utility>

#include "engine/ports.h"

namespace voorzien::simulation {

class FakeClock final : public engine::Clock {
 public:
  explicit FakeClock(Instant start) : now_(start) {}
  Instant now() override { return now_; }
  void move_to(Instant to) { now_ = std::max(now_, to); }

 private:
  Instant now_;
};

class Agenda {
 public:
  explicit Agenda(FakeClock& clock) : clock_(clock) {}

  void at(Instant moment, std::function<void()> what) {
    planned_.emplace(std::pair{std::max(moment, clock_.now()), ++serial_}, std::move(what));
  }
  void in(Duration after, std::function<void()> what) { at(clock_.now() + after, std::move(what)); }
  [[nodiscard]] Instant now() const { return clock_.now(); }
  // Runs the first thing that is planned before `end`; false when there is none.
  bool run_next(Instant end) {
    if (planned_.empty() || planned_.begin()->first.first >= end) return false;
    auto next = planned_.extract(planned_.begin());
    clock_.move_to(next.key().first);
    next.mapped()();
    return true;
  }

 private:
  FakeClock& clock_;
  std::uint64_t serial_ = 0;
  std::map<std::pair<Instant, std::uint64_t>, std::function<void()>> planned_;
};

}  // namespace voorzien::simulation
