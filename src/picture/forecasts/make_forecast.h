// Makes and scores forecasts: pure functions of the picture's state, so that each is recomputed from the
// journal to the same numbers (rule 13).
#pragma once

#include <optional>
#include <vector>

#include "doctrine/doctrine.h"
#include "picture/events.h"
#include "picture/state.h"

namespace voorzien::picture {

// The rule with limits that watches this station, when its kind is forecast.
struct Watched {
  const doctrine::StationRule& rule;
  const doctrine::ForecastKind& kind;
};
[[nodiscard]] std::optional<Watched> watched(const doctrine::Doctrine& doctrine, const Station& station);

// From the readings and the source's own forecast in the state, as of the last reading. Nothing when neither
// says enough of the coming hours. Bands hold what was scored here before.
[[nodiscard]] std::optional<Forecast> make_forecast(const State& state, const Station& station,
                                                    const Watched& watched, Instant now);

// The truths that the readings of `station` now tell of what was foretold; nothing when none.
[[nodiscard]] std::optional<ForecastsScored> score_forecasts(const Station& station,
                                                             const StationForecast& known);

// Its last reading is recent enough to go by.
[[nodiscard]] bool is_current(const Forecast& forecast, Instant now);

void evolve_forecast(State& state, const Forecast& forecast);
void evolve_forecast(State& state, const ForecastsScored& event);

}  // namespace voorzien::picture
