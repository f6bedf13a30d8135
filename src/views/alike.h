// The open signals as the desk's preview wants them (desk/preview.h).
#pragma once

#include <vector>

#include "desk/preview.h"
#include "views/views.h"

namespace voorzien::views {
[[nodiscard]] std::vector<desk::OpenSignal> open_signals(const Sight& sight);
}  // namespace voorzien::views
