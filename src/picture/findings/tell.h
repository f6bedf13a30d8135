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

// The finding that goes on in this one, or empty: of the same detector and theme, at the same station within
// six hours, or without station in places that meet within two days.
[[nodiscard]] std::string goes_on(const Findings& known, const Finding& found);
// It reaches the limit, or is ten times rarer than when it was last told.
[[nodiscard]] bool is_news(const Finding& known, const Finding& now);

}  // namespace voorzien::picture
