// The health of a source: counters of the local day, freshness by its own rhythm, frozen or remarked.
#pragma once

#include <optional>
#include <string>

#include "doctrine/doctrine.h"
#include "picture/heard.h"
#include "picture/state.h"

namespace voorzien::picture {

void hear(Health& health, const Heard& heard);
// A fact of the source was kept apart, or ended before its time, for this reason.
void count_apart(Health& health, const std::string& why, Instant now);

// Remembers an outage that ends with this turn, and when a freeze began. A source that was never heard had
// none.
void note_outage(Health& health, const std::string& state, const std::string& condition, Instant now);

struct Freshness {
  std::string state;            // ok, slow, silent
  std::string condition;        // none, frozen, remarked
  std::optional<Instant> next;  // when it has to be looked at again
};
[[nodiscard]] Freshness freshness_of(const Health& health, const doctrine::Source& source, Instant now);

// A source that is not `ok` and is understood again, or whose asking begins or ceases to fail: that is news,
// written at once and not with the minute, so that the moment of it does not depend on what else was written.
[[nodiscard]] bool turns(const State& state, const observations::Delivery& delivery);

}  // namespace voorzien::picture
