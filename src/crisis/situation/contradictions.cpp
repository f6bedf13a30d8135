// Contradictions: the same quantity, told differently. They are put side by side, asked after, and settled by
// a person who says why; none of the values is ever taken away.
#include <algorithm>

#include "crisis/decide.h"
#include "crisis/limits.h"

namespace voorzien::crisis {
namespace {
const Contradiction* find_contradiction(const Crisis& crisis, const std::string& id) {
  const auto found = std::ranges::find(crisis.contradictions, id, &Contradiction::id);
  return found == crisis.contradictions.end() ? nullptr : &*found;
}

std::optional<Decision> check_values(const std::vector<ContradictionValue>& values, const Context& context) {
  if (values.size() < 2) return refuse("values-missing", "values", "at least two");
  if (values.size() > limits::values_max) return refuse("too-many", "values");
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string place = "values/" + std::to_string(i);
    if (auto refused = check_text(values[i].text, place + "/text", limits::words_max, true)) return refused;
    if (auto refused = check_text(values[i].source, place + "/source", limits::words_max, true))
      return refused;
    if (auto refused = check_past(values[i].at, place + "/at", context)) return refused;
    for (std::size_t j = 0; j < i; ++j)
      if (values[j].text == values[i].text) return refuse("same-value", place + "/text", values[i].text);
  }
  return std::nullopt;
}

// "Gewonden: 7 (GHOR) of 11 (politie)?"
std::string question_of(const Contradiction& contradiction) {
  std::string out = contradiction.about + ": ";
  for (std::size_t i = 0; i < contradiction.values.size(); ++i)
    out +=
        (i == 0 ? "" : " of ") + contradiction.values[i].text + " (" + contradiction.values[i].source + ")";
  return out + "?";
}
}  // namespace

Decision on(const State& state, const RaiseContradiction& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Crisis& crisis = *found.crisis;
  if (!command.heading.empty() && found.plan->heading(command.heading) == nullptr)
    return refuse("unknown-heading", "heading", command.heading);
  if (auto refused = check_text(command.about, "about", limits::words_max, true)) return *refused;
  if (auto refused = check_values(command.values, context)) return *refused;
  if (crisis.contradictions.size() >= limits::contradictions_max) return refuse("too-many", "id");
  Contradiction next;
  next.id = "contradiction-" + std::to_string(crisis.contradictions.size() + 1);
  next.heading = command.heading;
  next.about = command.about;
  next.values = command.values;
  next.raised = context.now;
  next.by = by_of(context);
  Decision out;
  out.id = next.id;
  out.events.emplace_back(ContradictionChanged{crisis.id, std::move(next)});
  return out;
}

Decision on(const State& state, const AskContradiction& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Contradiction* known = find_contradiction(*found.crisis, command.contradiction);
  if (known == nullptr) return refuse("no-such-contradiction", "contradiction", command.contradiction);
  if (known->state != "open") return refuse("already-so", "contradiction", known->state);
  if (found.crisis->actions.size() + known->values.size() > limits::actions_max)
    return refuse("too-many", "id");
  Contradiction next = *known;
  next.state = "asked";
  next.asked = context.now;
  Decision out;
  out.id = next.id;
  Crisis seen = *found.crisis;  // with the actions made here, so that each has a number of its own
  for (const ContradictionValue& one : known->values) {
    CrisisAction ask = new_action(seen, context, question_of(*known), one.source);
    ask.due = command.due;
    seen.actions.push_back(ask);
    out.events.emplace_back(ActionChanged{seen.id, std::move(ask)});
  }
  out.events.emplace_back(ContradictionChanged{seen.id, std::move(next)});
  return out;
}

Decision on(const State& state, const SettleContradiction& command, const Context& context) {
  const Found found = find_running(state, command.id);
  if (found.refusal) return {{}, "", found.refusal};
  const Contradiction* known = find_contradiction(*found.crisis, command.contradiction);
  if (known == nullptr) return refuse("no-such-contradiction", "contradiction", command.contradiction);
  if (command.chosen < 1 || command.chosen > static_cast<std::int64_t>(known->values.size()))
    return refuse("unknown-value", "chosen", std::to_string(known->values.size()));
  if (known->state == "settled" && known->chosen == command.chosen)
    return refuse("already-so", "chosen", known->settled_by.name);
  if (auto refused = check_text(command.reason, "reason", limits::words_max, true)) return *refused;
  Contradiction next = *known;
  next.state = "settled";
  next.chosen = command.chosen;
  next.reason = command.reason;
  next.settled = context.now;
  next.settled_by = by_of(context);
  Decision out;
  out.id = next.id;
  out.events.emplace_back(ContradictionChanged{found.crisis->id, std::move(next)});
  return out;
}
}  // namespace voorzien::crisis
