// A budget tried on what was counted before it goes live: how many warnings it would have given.
#pragma once

#include "base/describe.h"
#include "doctrine/detection.h"
#include "picture/findings/finding.h"

namespace voorzien::picture {

struct BudgetTried {
  double weeks = 0;       // that were replayed; 0: too little was counted
  std::int64_t now = 0;   // warnings at the budget that holds, before what belongs to a signal is taken out
  std::int64_t then = 0;  // at the one that is asked
};
DESCRIBE(BudgetTried, weeks, now, then)

// Replays the days before `today`, the first four weeks of them to learn from. Tenths of a second.
[[nodiscard]] BudgetTried try_budget(const Findings& findings, const doctrine::Detection& detection,
                                     std::int64_t today, double per_shift);

}  // namespace voorzien::picture
