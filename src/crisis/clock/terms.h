// The legal terms of a crisis (BVR chapter 2): from when they run, until when, and whether they are met.
#pragma once

#include <optional>
#include <vector>

#include "crisis/state.h"

namespace voorzien::crisis {

struct TermNow {
  const doctrine::PlanTimer* timer = nullptr;
  std::optional<Instant> from;  // nothing: it does not run (yet)
  std::optional<Instant> due;   // nothing: no number
  const TermMet* met = nullptr;
};

// Taken from a signal, and no person has confirmed it yet.
[[nodiscard]] inline bool is_unconfirmed(const SituationLine& line) { return !line.signal.empty(); }
// In the order of the plan.
[[nodiscard]] std::vector<TermNow> terms_of(const doctrine::Plan& plan, const Crisis& crisis);
// The moment since which what the term asks for is so, by what has been recorded; nothing: it is not so, or
// only a person can say it.
[[nodiscard]] std::optional<Instant> fulfilled_since(const doctrine::PlanTimer& timer, const Crisis& crisis);
// A term that is met late, or whose time passed unmet, counts as missed. For good.
[[nodiscard]] bool is_missed(const TermNow& term, const Crisis& crisis);

}  // namespace voorzien::crisis
