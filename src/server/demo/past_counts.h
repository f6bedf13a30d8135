// The weeks before a demonstration's film: counts drawn from what its script calls usual, so that the
// detectors know what is usual when the film begins. Invented, and said so in the entry that brings them in.
#pragma once

#include <vector>

#include "base/result.h"
#include "doctrine/detection.h"
#include "engine/submit.h"
#include "picture/commands.h"
#include "server/film/compose.h"

namespace voorzien::server {

// Whole weeks up to the day before `start`. The same for the same arguments.
[[nodiscard]] picture::TakeCounts past_counts(const std::vector<film::Usual>& usual,
                                              const doctrine::Detection& detection, Instant start);

// Brings them in, once.
[[nodiscard]] Done bring_past_counts(engine::Submit& engine, picture::TakeCounts counts);

}  // namespace voorzien::server
