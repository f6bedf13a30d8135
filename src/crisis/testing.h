// For tests only: crises driven the way the engine drives them, under the region's own plan.
#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <string>
#include <vector>

#include "crisis/crisis.h"
#include "crisis/decide.h"
#include "doctrine/testing.h"

namespace voorzien::crisis::testing {

inline const doctrine::Plan& vru_plan() {
  static const doctrine::Plan plan = [] {
    doctrine::Loaded loaded = doctrine::load(doctrine::testing::files_of("vru"));
    REQUIRE(loaded.faults.empty());
    return loaded.doctrine.plan;
  }();
  return plan;
}

inline Instant at(const std::string& clock) {
  return *parse_rfc3339("2026-11-27T" + clock + (clock.size() == 5 ? ":00Z" : "Z"));
}

class Play {
 public:
  State state;
  Instant now = at("14:00");
  std::string user = "wouters";
  std::string name = "D. Wouters";
  std::string role = "rol";
  std::vector<OnDuty> duty;
  bool region_exercises = false;
  std::vector<Event> happened;
  Touched touched;

  Play() {
    for (const doctrine::PlanFunction& function : vru_plan().functions) {
      duty.push_back({function.id, function.id + "-1", "Eerste " + function.name, "+31612340001"});
      duty.push_back({function.id, function.id + "-2", "Tweede " + function.name, "+31612340002"});
    }
  }

  void as(const std::string& next) { role = next; }

  void advance(Instant to) {
    while (const std::optional<Instant> next = next_due(state)) {
      if (*next > to) break;
      now = std::max(now, *next);
      settle(due(state, now));
    }
    now = std::max(now, to);
  }

  // The refusal's rule, or nothing when it was done.
  std::string act(Command command, std::vector<LinkedSignal> signals = {}) {
    Context with = context(true);
    with.signals = std::move(signals);
    Decision decision = decide(state, command, with);
    if (decision.refusal) return decision.refusal->rule;
    last_id = decision.id;
    settle(std::move(decision.events));
    return {};
  }

  std::string start(const std::string& procedure = "spc", const std::string& title = "Gasexplosie flat") {
    StartCrisis command;
    command.title = title;
    command.procedure = procedure;
    command.municipalities = {"GM0310"};
    REQUIRE(act(command) == "");
    return last_id;
  }

  const Crisis& crisis(const std::string& id) const { return state.crises.at(id); }

  template <class T>
  std::size_t count() const {
    std::size_t out = 0;
    for (const Event& event : happened) out += std::holds_alternative<T>(event) ? 1U : 0U;
    return out;
  }

  std::string last_id;

 private:
  Context context(bool by_person) const {
    if (!by_person) return {now, vru_plan(), "", "", "", {}, duty};
    return {now, vru_plan(), user, name, role, {}, duty, region_exercises};
  }

  void settle(std::vector<Event> events) {
    std::deque<Event> waiting(events.begin(), events.end());
    while (!waiting.empty()) {
      Event event = std::move(waiting.front());
      waiting.pop_front();
      evolve(state, event, context(true), touched);
      std::vector<Event> next = react(state, event, context(true));
      waiting.insert(waiting.begin(), next.begin(), next.end());
      happened.push_back(std::move(event));
      REQUIRE(happened.size() < 200'000);
    }
  }
};

}  // namespace voorzien::crisis::testing
