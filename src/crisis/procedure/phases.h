// The procedure of a crisis as a state machine: which phase follows from what happened (plan.h, PlanStep).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crisis/state.h"

namespace voorzien::crisis {

// One of doctrine::guard_names.
[[nodiscard]] bool holds(std::string_view guard, const doctrine::Plan& plan, const Crisis& crisis);
// Where the procedure goes on `cause` (one of doctrine::step_causes); of "step" only to `to`. Nothing: it
// stays.
[[nodiscard]] std::optional<std::string> next_phase(const doctrine::Plan& plan, const Crisis& crisis,
                                                    std::string_view cause, std::string_view to = {});
// What still stands in the way of a person's step to that phase; nothing: no such step from here, or nothing.
[[nodiscard]] std::vector<std::string> guards_not_met(const doctrine::Plan& plan, const Crisis& crisis,
                                                      std::string_view to);
// Phases that a person may step to now.
[[nodiscard]] std::vector<std::string> steps_open(const doctrine::Plan& plan, const Crisis& crisis);

}  // namespace voorzien::crisis
