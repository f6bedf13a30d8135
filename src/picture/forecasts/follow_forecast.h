// What follows from readings and forecasts: truths scored, a new forecast, the warning that it gives.
#pragma once

#include <string>
#include <vector>

#include "picture/picture.h"

namespace voorzien::picture {

// After a reading of `station` was taken in, measured or foretold by its source.
[[nodiscard]] std::vector<Event> forecast_anew(const State& state, const std::string& station, bool foretold,
                                               const Context& context);
// After a forecast was stored: its warning begins, goes on with new numbers, or ends.
[[nodiscard]] std::vector<Event> warn_of(const State& state, const Forecast& forecast,
                                         const Context& context);

}  // namespace voorzien::picture
