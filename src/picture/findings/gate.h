// The gate between detectors and people: what of a finding is shown, and why the rest is held back.
//
// The level of the budget is the detectors' own (detection/desk). Here: what already belongs to a signal, a
// detector that was wrong too often, a shift whose false warnings are used up, a flood.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doctrine/detection.h"
#include "picture/findings/thresholds.h"
#include "picture/state.h"

namespace voorzien::picture {

// Shifts of eight hours from 07:00 local time.
struct Shift {
  Instant from;
  Instant to;
};
[[nodiscard]] Shift shift_of(Instant at);

// Of one detector over what is kept (30 days).
struct Record {
  std::int64_t judged = 0;
  std::int64_t hits = 0;  // late ones too: they were right
  std::int64_t wrong = 0;
  std::vector<std::string> recent;  // last ten, oldest first
  std::vector<std::int64_t> leads;  // microseconds from the finding to the verification of its signal
  bool advice = false;
  std::optional<Instant> advice_since;
  std::int64_t hits_to_return = 0;
};
[[nodiscard]] Record record_of(const Findings& findings, const doctrine::Detection& detection,
                               std::string_view detector);

struct Gated {
  std::string held;        // why it is held back all the same; empty: it is shown
  std::string belongs_to;  // signal, when that is why
};
// Of a finding that reaches the level and whose facts are filled in.
[[nodiscard]] Gated gate(const State& state, const doctrine::Detection& detection, const Finding& finding,
                         const Thresholds& thresholds, Instant now);
// What verdicts add to a detector's limit, in decades: none, unless people called more than twice as many of
// a week false as its share of the budget lets chance make. Then as many as bring it back to that share, at
// most one.
[[nodiscard]] double raised_by_verdicts(const Findings& findings, const Thresholds& thresholds,
                                        std::string_view detector, Instant now);

}  // namespace voorzien::picture
