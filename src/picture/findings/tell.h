// From what a detector found to what happens: told, held back by the gate, or grown.
#pragma once

#include <optional>

#include "doctrine/detection.h"
#include "picture/events.h"
#include "picture/state.h"

namespace voorzien::picture {

// Of a finding with its numbers, words and facts. Nothing when no more findings are kept.
[[nodiscard]] std::optional<Event> tell(const State& state, const doctrine::Detection& detection,
                                        Finding finding, Instant now);

}  // namespace voorzien::picture
