// The people of the demonstration: an invented directory with somebody on duty for every function of the
// plan. Their numbers are of a range that is not given out, so that no press can ring anybody.
#pragma once

#include "base/result.h"
#include "doctrine/plan.h"
#include "engine/submit.h"

namespace voorzien::server {

// Puts them into the region, once; waits until they are on disk. The same people each time.
[[nodiscard]] Done seat_demo_people(engine::Submit& engine, const doctrine::Plan& plan);

}  // namespace voorzien::server
