// The crisis: what is managed, under one of the plan's procedures. Pure functions, as picture/picture.h.
//
//   decide(state, command)  -> events, or the rule that refused
//   due(state, now)         -> events of what is due: the alarm, terms, calls, actions,
//   reviews react(state, event)     -> what follows inside the crisis from an event just evolved: phases of
//   the procedure,
//                              teams of a level, terms that are met, cards that appear
//   evolve(state, event)    -> the state after it
//
// A crisis runs under the plan that was in force when it began (State::plans); going on under another one is
// an act. Nothing here knows a team, level, timer or heading by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/refusal.h"
#include "base/touched.h"
#include "crisis/commands.h"
#include "crisis/events.h"
#include "crisis/state.h"

namespace voorzien::crisis {

struct OnDuty {  // of the duty list, in order of calling
  std::string function;
  std::string contact;
  std::string name;
  std::string phone;
};

struct Context {
  Instant now;
  const doctrine::Plan& plan;  // in force now; a crisis that runs keeps its own
  std::string user;            // of a command; empty otherwise
  std::string name;
  std::string role;
  std::vector<LinkedSignal> signals = {};  // those that the command names, as they stand now
  std::vector<OnDuty> duty = {};           // of a command, and of an event that `lists_calls`
  bool region_exercises = false;           // desk::State::exercise
};

struct Decision {
  std::vector<Event> events;
  std::string id;  // of what was made or changed
  std::optional<Refusal> refusal;
};

[[nodiscard]] Decision decide(const State& state, const Command& command, const Context& context);
[[nodiscard]] std::vector<Event> due(const State& state, Instant now);
[[nodiscard]] std::optional<Instant> next_due(const State& state);
[[nodiscard]] std::vector<Event> react(const State& state, const Event& event, const Context& context);
// What follows from it puts people on the call list: `react` then needs Context::duty.
[[nodiscard]] bool lists_calls(const Event& event);
void evolve(State& state, const Event& event, const Context& context, Touched& touched);

[[nodiscard]] const Crisis* find(const State& state, std::string_view id);
// The t0 that counts, or nothing.
[[nodiscard]] const T0* t0_of(const Crisis& crisis);
// The plan that it runs under.
[[nodiscard]] const doctrine::Plan& plan_of(const State& state, const Crisis& crisis);
// The crisis that an event is about.
[[nodiscard]] const CrisisId& id_of(const Event& event);

}  // namespace voorzien::crisis
