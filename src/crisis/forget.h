// Forgetting a person inside crises: every text in which the words stand is gone from the living state. The
// entries that it came from lose their sealed parts (server/forgetting); this event says what a replay
// without them would otherwise have to know.
#pragma once

#include <string_view>
#include <vector>

#include "crisis/events.h"
#include "crisis/state.h"

namespace voorzien::crisis {

// One event a crisis that holds the words, in whatever case, or one of those people of the directory. Names
// of accounts that acted stay: they are part of the proof.
[[nodiscard]] std::vector<Event> forget(const State& state, std::string_view words,
                                        const std::vector<ContactId>& contacts = {});

}  // namespace voorzien::crisis
