// Between the crisis and the others: its run-up out of the picture, the duty list out of the network, and
// what belonging to a crisis means for a signal.
#include <algorithm>

#include "observations/level_words.h"
#include "reactions/reactions.h"

namespace voorzien::reactions {
namespace {
crisis::LinkedSignal link(const picture::Signal& signal, Instant now) {
  crisis::LinkedSignal out;
  out.id = signal.id;
  out.number = signal.number;
  out.title = signal.face.title;
  out.theme = signal.theme;
  out.level = observations::word_of(signal.face.level);
  out.place = signal.face.place;
  out.scale = signal.face.scale;
  out.so_what = signal.hands.so_what.empty() ? signal.face.proposal : signal.hands.so_what;
  out.expected = signal.face.expected;
  for (const std::string& area : signal.face.areas)
    if (area.starts_with("GM")) out.municipalities.push_back(area);
  out.since = signal.since;
  out.linked = now;
  return out;
}

void add_act(std::vector<picture::Event>& out, const picture::State& picture, const SignalId& id,
             const crisis::Crisis* into, const picture::Context& context) {
  const auto found = picture.signals.find(id.value);
  if (found == picture.signals.end() || !found->second.merged_into.empty()) return;
  picture::Hands hands = found->second.hands;
  const std::string before = hands.crisis.value_or(std::string{});
  const std::string after = into == nullptr ? std::string{} : into->id.value;
  if (before == after) return;
  hands.crisis = into == nullptr ? std::nullopt : std::optional(after);
  if (into != nullptr) {  // somebody has looked, or more: it is being managed
    hands.climb_from.reset();
    if (hands.state == "new") hands.state = "seen";
    hands.call_back_at.reset();
    hands.promise.clear();
  }
  out.emplace_back(picture::SignalActed{id, into == nullptr ? "out-of-crisis" : "to-crisis",
                                        into == nullptr ? before : into->number, context.user, context.name,
                                        context.role, std::move(hands)});
}

// It is over with its crisis, unless its source ended it before or another crisis still holds it.
void add_close(std::vector<picture::Event>& out, const picture::State& picture, const SignalId& id,
               const std::string& reason, const picture::Context& context) {
  const auto found = picture.signals.find(id.value);
  if (found == picture.signals.end() || !found->second.merged_into.empty()) return;
  picture::Hands hands = found->second.hands;
  if (hands.state == "closed") return;
  hands.crisis.reset();
  hands.state = "closed";
  hands.closed_reason = reason;
  out.emplace_back(
      picture::SignalActed{id, "closed", reason, context.user, context.name, context.role, std::move(hands)});
}

// A running one that still holds it, newest first.
const crisis::Crisis* other_home(const crisis::State& crises, const SignalId& id) {
  const std::vector<CrisisId> all = crises_of(crises, id.value);
  return all.empty() ? nullptr : crisis::find(crises, all.back().value);
}
}  // namespace

std::vector<SignalId> signals_of(const crisis::Command& command) {
  if (const auto* start = std::get_if<crisis::StartCrisis>(&command)) return start->signals;
  if (const auto* link = std::get_if<crisis::LinkSignals>(&command)) return link->signals;
  return {};
}

std::vector<crisis::LinkedSignal> run_up(const picture::State& picture, const std::vector<SignalId>& signals,
                                         Instant now) {
  std::vector<crisis::LinkedSignal> out;
  for (const SignalId& id : signals) {
    const auto found = picture.signals.find(id.value);
    if (found != picture.signals.end() && found->second.merged_into.empty())
      out.push_back(link(found->second, now));
  }
  return out;
}

std::vector<crisis::OnDuty> duty_list(const network::State& network, Instant now) {
  std::vector<crisis::OnDuty> out;
  for (const auto& [function, duty] : network.duty)
    for (const network::Contact* one : network::on_duty(network, function, now))
      out.push_back({function, one->id.value, one->name.empty() ? one->function : one->name,
                     one->numbers.empty() ? std::string{} : one->numbers.front().e164});
  return out;
}

std::vector<std::string> real_crises(const crisis::State& state, const desk::Command& command) {
  std::vector<std::string> out;
  if (!std::holds_alternative<desk::BeginExercise>(command)) return out;
  for (const auto& [id, crisis] : state.crises)
    if (!crisis.closed && !crisis.exercise) out.push_back(crisis.number);
  return out;
}

std::optional<bool> exercised(const crisis::State& state, const desk::Command& command) {
  const auto* line = std::get_if<desk::WriteLog>(&command);
  if (line == nullptr || !line->crisis) return std::nullopt;
  const crisis::Crisis* crisis = crisis::find(state, *line->crisis);
  return crisis == nullptr ? std::nullopt : std::optional(crisis->exercise);
}

std::vector<CrisisId> crises_of(const crisis::State& state, std::string_view signal) {
  std::vector<CrisisId> out;
  for (const auto& [id, crisis] : state.crises) {
    const bool holds =
        !crisis.closed && std::ranges::any_of(crisis.signals, [&](const crisis::LinkedSignal& one) {
          return one.id.value == signal;
        });
    if (holds) out.push_back(crisis.id);
  }
  return out;
}

std::vector<picture::Event> react(const crisis::Event& event, const crisis::State& crises,
                                  const picture::State& picture, const picture::Context& context) {
  std::vector<picture::Event> out;
  const crisis::Crisis* crisis = crisis::find(crises, crisis::id_of(event).value);
  if (crisis == nullptr) return out;
  if (const auto* started = std::get_if<crisis::CrisisStarted>(&event))
    for (const crisis::LinkedSignal& one : started->crisis.signals)
      add_act(out, picture, one.id, crisis, context);
  if (const auto* linked = std::get_if<crisis::SignalsLinked>(&event))
    for (const crisis::LinkedSignal& one : linked->signals) add_act(out, picture, one.id, crisis, context);
  if (const auto* unlinked = std::get_if<crisis::SignalUnlinked>(&event))
    add_act(out, picture, unlinked->signal, other_home(crises, unlinked->signal), context);
  if (const auto* merged = std::get_if<crisis::CrisisMerged>(&event))
    if (const crisis::Crisis* into = crisis::find(crises, merged->into.value))
      for (const crisis::LinkedSignal& one : into->signals) add_act(out, picture, one.id, into, context);
  if (const auto* closed = std::get_if<crisis::CrisisClosed>(&event))
    for (const crisis::LinkedSignal& one : crisis->signals) {
      const crisis::Crisis* other = other_home(crises, one.id);
      if (closed->close_signals && other == nullptr)
        add_close(out, picture, one.id, closed->reason, context);
      else
        add_act(out, picture, one.id, other, context);
    }
  return out;
}
}  // namespace voorzien::reactions
