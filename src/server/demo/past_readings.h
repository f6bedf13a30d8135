// The year before a demonstration's film: readings drawn from what its script says of each station, so that a
// chart of a year shows one. Invented, and said so in the entries that bring them in.
#pragma once

#include <vector>

#include "base/result.h"
#include "engine/submit.h"
#include "picture/commands.h"
#include "server/film/compose.h"

namespace voorzien::server {

// Hourly, and each ten minutes in the last month, up to `start`. The same for the same arguments.
[[nodiscard]] picture::TakeReadings past_readings(const film::Past& past, Instant start);

// Brings them in, once a station.
[[nodiscard]] Done bring_past_readings(engine::Submit& engine, const std::vector<film::Past>& all,
                                       Instant start);

}  // namespace voorzien::server
