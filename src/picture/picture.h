// The safety picture: a fold of observations and of what people did with them.
//
// Pure functions over plain values (rule 1). The engine calls them on its one loop:
//   observe(state, delivery)  -> events about observations: added, changed, ended (only what is news)
//   decide(state, command)    -> events, or the rule that refused
//   due(state)                -> events of the timers due at context.now (validity, silence, climb,
//   call-back) react(state, event)       -> what follows from an event just evolved: signals, theme colours;
//   the engine
//                                applies the answer and reacts again, until nothing follows (bounded)
//   evolve(state, event)      -> the state after it; never decides, reads no clock
// All events of one input stand in one journal entry. Ids of new things follow from the moment and a counter
// in the state, so that replay and an uninterrupted run give the same picture.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/refusal.h"
#include "base/touched.h"
#include "doctrine/doctrine.h"
#include "observations/delivery.h"
#include "picture/commands.h"
#include "picture/events.h"
#include "picture/state.h"

namespace voorzien::picture {

struct Context {
  Instant now;  // region time
  const doctrine::Doctrine& doctrine;
  std::string user;  // of a command: account, name on screen, role; empty otherwise
  std::string name;
  std::string role;
};

struct Decision {
  std::vector<Event> events;
  std::string id;  // of what was made or changed
  std::optional<Refusal> refusal;
};

// A decision that refuses by a rule; and one for a reason, so-what or name that is empty or too long.
[[nodiscard]] Decision refused(std::string rule, std::string field = "", std::string detail = "");
[[nodiscard]] bool is_blank(const std::string& text);
[[nodiscard]] std::optional<Decision> words_missing(const std::string& text, const char* field,
                                                    const char* missing);

[[nodiscard]] std::vector<Event> observe(const State& state, const observations::Delivery& delivery,
                                         const Context& context);
[[nodiscard]] Decision decide(const State& state, const Command& command, const Context& context);
[[nodiscard]] std::vector<Event> due(const State& state, const Context& context);
[[nodiscard]] std::optional<Instant> next_due(const State& state, const doctrine::Doctrine& doctrine);
[[nodiscard]] std::vector<Event> react(const State& state, const Event& event, const Context& context);
void evolve(State& state, const Event& event, const Context& context, Touched& touched);

}  // namespace voorzien::picture
