// What several of the subcommands that work on numbers read of their options.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"
#include "detection/counts/count_model.h"
#include "detection/desk/data.h"

namespace voorzien::app {

// week, day or hour: what a column of a wide table is.
[[nodiscard]] Result<detection::Period> period_named(const std::string& name);
// Work on that many threads, this one among them.
[[nodiscard]] detection::ForEach on_threads(std::size_t threads);

}  // namespace voorzien::app
