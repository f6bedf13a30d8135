// What people may do with findings: judge, let through, set the budget, bring in what was counted before.
#pragma once

#include "picture/picture.h"

namespace voorzien::picture {
[[nodiscard]] Decision decide_finding(const State& state, const JudgeSignal& command, const Context& context);
[[nodiscard]] Decision decide_finding(const State& state, const PromoteFinding& command,
                                      const Context& context);
[[nodiscard]] Decision decide_finding(const State& state, const SetBudget& command, const Context& context);
[[nodiscard]] Decision decide_finding(const State& state, const TakeCounts& command, const Context& context);
}  // namespace voorzien::picture
