// What time does to a crisis: the alarm after its delay, terms that pass, calls nobody answered, actions that
// climb, reviews and reliefs that are due.
#pragma once

#include <optional>
#include <vector>

#include "crisis/events.h"
#include "crisis/state.h"

namespace voorzien::crisis {

// The first moment at which `due_of` gives something; nothing for a crisis that has ended.
[[nodiscard]] std::optional<Instant> earliest_due(const doctrine::Plan& plan, const Crisis& crisis);
// What is due at `now`, each of it once.
[[nodiscard]] std::vector<Event> due_of(const doctrine::Plan& plan, const Crisis& crisis, Instant now);

}  // namespace voorzien::crisis
