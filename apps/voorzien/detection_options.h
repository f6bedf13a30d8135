// What several of the subcommands that work on numbers read of their options.
#pragma once

#include <string>

#include "base/result.h"
#include "detection/counts/count_model.h"

namespace voorzien::app {

// week, day or hour: what a column of a wide table is.
[[nodiscard]] Result<detection::Period> period_named(const std::string& name);

}  // namespace voorzien::app
