// Readings of before: what a station measured before this system heard of it, brought in by the command line.
// Long charts show them; of the last two days detectors and forecasts learn too.
#pragma once

#include "picture/picture.h"

namespace voorzien::picture {

// Only the command line asks it, so its refusals have no words on a screen. The station may be one that is
// yet to be heard.
[[nodiscard]] Decision decide_readings(const TakeReadings& command, const Context& context);

// Takes `points` into what the state keeps of the station. Of a moment that is known already the value is
// corrected, or stays.
void take_in(Station& station, const std::vector<Point>& points, bool corrects, const Context& context);

}  // namespace voorzien::picture
