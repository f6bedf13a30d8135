// The whole region exercises: begun and ended by an act with its reason; what is made
// meanwhile says so, unless somebody says that it is real. Called by desk.cpp only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "desk/desk.h"

namespace voorzien::desk {

[[nodiscard]] Decision begin_exercise(const State& state, const BeginExercise& command,
                                      const Context& context);
[[nodiscard]] Decision end_exercise(const State& state, const EndExercise& command);
// An entry by hand that belongs to it: it stands in the log, marked, and never in the picture (desk.md 1).
[[nodiscard]] Decision enter_exercise(std::string id, const WriteEntry& command,
                                      std::optional<std::vector<Attachment>> attachments,
                                      const Context& context);

}  // namespace voorzien::desk
