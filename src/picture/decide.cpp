// decide: what a person asks of the picture, allowed or refused by a rule that is named.
#include <algorithm>
#include <set>

#include "picture/findings/decide_finding.h"
#include "picture/index.h"
#include "picture/limits.h"
#include "picture/picture.h"
#include "picture/readings.h"
#include "picture/signals/follow.h"
#include "picture/signals/words.h"
#include "picture/themes/colour.h"

namespace voorzien::picture {
namespace {
Decision refuse(std::string rule, std::string field = "", std::string detail = "") {
  return refused(std::move(rule), std::move(field), std::move(detail));
}
std::optional<Decision> check_words(const std::string& text, const char* field, const char* missing) {
  return words_missing(text, field, missing);
}

std::string_view word_of(Grade grade) {
  switch (grade) {
    case Grade::Unsure:
      return "unsure";
    case Grade::Likely:
      return "likely";
    case Grade::Sure:
      return "sure";
  }
  return "";
}

const Signal* find(const State& state, const SignalId& id) {
  const auto found = state.signals.find(id.value);
  return found == state.signals.end() ? nullptr : &found->second;
}

Decision act(const Signal& signal, std::string what, std::string text, Hands hands, const Context& context) {
  return {{SignalActed{signal.id, std::move(what), std::move(text), context.user, context.name, context.role,
                       std::move(hands)}},
          signal.id.value,
          std::nullopt};
}

// Refuses what cannot be done to a signal that is no more.
std::optional<Decision> check_open(const Signal* signal) {
  if (signal == nullptr) return refuse("no-such-signal", "id");
  if (!signal->merged_into.empty()) return refuse("merged", "id", signal->merged_into);
  if (signal->hands.state == "closed") return refuse("already-closed", "id");
  return std::nullopt;
}

Hands at_rest(Hands hands) {  // someone has looked: it climbs no further
  hands.climb_from.reset();
  return hands;
}

Decision on(const State& state, const SeeSignal& command, const Context& context) {
  const Signal* signal = find(state, command.id);
  if (signal == nullptr) return refuse("no-such-signal", "id");
  if (std::ranges::find(signal->seen_by, context.name) != signal->seen_by.end() &&
      signal->hands.state != "new")
    return {{}, signal->id.value, std::nullopt};
  Hands hands = at_rest(signal->hands);
  if (hands.state == "new") hands.state = "seen";
  return act(*signal, "seen", "", std::move(hands), context);
}

std::size_t source_count(const Signal& signal) {
  std::set<std::string> sources;
  for (const Mark& mark : signal.marks) sources.insert(mark.source.value);
  return sources.size();
}

Decision on(const State& state, const VerifySignal& command, const Context& context) {
  const Signal* signal = find(state, command.id);
  if (auto refused = check_open(signal)) return *refused;
  if (auto refused = check_words(command.so_what, "so_what", "so-what-missing")) return *refused;
  if (is_blank(command.spoken_to) && source_count(*signal) < 2) return refuse("source-missing", "spoken_to");
  if (command.spoken_to.size() > limits::words_max) return refuse("too-long", "spoken_to");
  Hands hands = at_rest(signal->hands);
  hands.state = "verified";
  hands.grade = word_of(command.grade);
  hands.so_what = command.so_what;
  hands.spoken_to = command.spoken_to;
  hands.verified_by = context.name;
  hands.verified_at = context.now;
  hands.call_back_at.reset();
  hands.promise.clear();
  return act(*signal, "verified", command.so_what, std::move(hands), context);
}

Decision on(const State& state, const RejectSignal& command, const Context& context) {
  const Signal* signal = find(state, command.id);
  if (auto refused = check_open(signal)) return *refused;
  if (signal->hands.state == "rejected") return refuse("already-rejected", "id");
  if (auto refused = check_words(command.reason, "reason", "reason-missing")) return *refused;
  Hands hands = at_rest(signal->hands);
  hands.state = "rejected";
  hands.call_back_at.reset();
  hands.promise.clear();
  return act(*signal, "rejected", command.reason, std::move(hands), context);
}

Decision on(const State& state, const CloseSignal& command, const Context& context) {
  const Signal* signal = find(state, command.id);
  if (auto refused = check_open(signal)) return *refused;
  if (auto refused = check_words(command.reason, "reason", "reason-missing")) return *refused;
  Hands hands = at_rest(signal->hands);
  hands.state = "closed";
  hands.closed_reason = command.reason;
  return act(*signal, "closed", command.reason, std::move(hands), context);
}

Decision on(const State& state, const DeferSignal& command, const Context& context) {
  const Signal* signal = find(state, command.id);
  if (auto refused = check_open(signal)) return *refused;
  if (command.until <= context.now) return refuse("until-past", "until");
  if (command.until - context.now > seconds(context.doctrine.rules.limits.defer_max_s))
    return refuse("too-long", "until",
                  "at most " + std::to_string(context.doctrine.rules.limits.defer_max_s) + " s ahead");
  if (command.promise.size() > limits::words_max) return refuse("too-long", "promise");
  Hands hands = at_rest(signal->hands);
  if (hands.state == "new") hands.state = "seen";
  hands.call_back_at = command.until;
  hands.promise = command.promise;
  return act(*signal, "deferred", command.promise, std::move(hands), context);
}

Decision on(const State& state, const AssignSignal& command, const Context& context) {
  const Signal* signal = find(state, command.id);
  if (auto refused = check_open(signal)) return *refused;
  if (command.owner.size() > 200) return refuse("too-long", "owner", "at most 200 bytes");
  if (signal->hands.owner == command.owner) return {{}, signal->id.value, std::nullopt};
  Hands hands = signal->hands;
  hands.owner = command.owner;
  return act(*signal, "assigned", command.owner, std::move(hands), context);
}

Decision on(const State& state, const MergeSignal& command, const Context&) {
  const Signal* from = find(state, command.id);
  const Signal* into = find(state, command.into);
  if (auto refused = check_open(from)) return *refused;
  if (auto refused = check_open(into)) {
    refused->refusal->field = "into";
    return *refused;
  }
  if (from == into) return refuse("same-signal", "into");
  return {{SignalMerged{from->id, into->id}}, into->id.value, std::nullopt};
}

Decision on(const State& state, const SplitSignal& command, const Context& context) {
  const Signal* signal = find(state, command.id);
  if (auto refused = check_open(signal)) return *refused;
  const std::set<ObservationId> wanted(command.observations.begin(), command.observations.end());
  std::vector<const Mark*> moving;
  for (const Mark& mark : signal->marks)
    if (wanted.contains(mark.observation)) moving.push_back(&mark);
  if (moving.empty() || moving.size() != wanted.size()) return refuse("not-its-facts", "observations");
  const auto stays = std::ranges::count_if(
      signal->marks, [&](const Mark& mark) { return mark.active && !wanted.contains(mark.observation); });
  if (stays == 0) return refuse("nothing-left", "observations");
  Decision out;
  out.id = next_signal_id(state, context.now);
  out.events.emplace_back(SignalOpened{{out.id},
                                       next_signal_number(state, context.now),
                                       signal->theme,
                                       signal->kind,
                                       signal->rule,
                                       signal->rule_version,
                                       "hand",
                                       true});
  for (const Mark* mark : moving) {
    Mark moved = *mark;
    moved.groups = {signal->rule + "/split:" + out.id};  // later facts still join the signal they came from
    out.events.emplace_back(FactLeft{signal->id, mark->observation, "split", true});
    out.events.emplace_back(FactJoined{{out.id}, std::move(moved)});
  }
  out.events.emplace_back(
      SignalActed{signal->id, "split", "", context.user, context.name, context.role, signal->hands});
  return out;
}

Decision on(const State& state, const UndoSignal& command, const Context& context) {
  const Signal* signal = find(state, command.id);
  if (signal == nullptr) return refuse("no-such-signal", "id");
  if (!signal->before || signal->acts.empty()) return refuse("nothing-to-undo", "id");
  // Looking again in between does not stand in the way; somebody else's act does.
  const auto last = std::ranges::find_if(signal->acts.rbegin(), signal->acts.rend(),
                                         [](const Act& one) { return one.what != "seen"; });
  if (last == signal->acts.rend() || last->user != context.user) return refuse("not-your-act", "id");
  // What came after a close went on in another signal: opened again, it would be one happening shown as two.
  if (signal->hands.state == "closed")
    for (const Mark& mark : signal->marks) {
      const auto note = state.notes.find(mark.observation.value);
      if (!mark.active || note == state.notes.end() || note->second.signal == signal->id.value) continue;
      return refuse("went-on", "id", note->second.signal);
    }
  return act(*signal, "undone", last->what, *signal->before, context);
}

Decision on(const State&, const TakeReadings& command, const Context& context) {
  return decide_readings(command, context);
}

template <class OfFinding>
Decision on(const State& state, const OfFinding& command, const Context& context) {
  return decide_finding(state, command, context);
}

Decision on(const State& state, const SetTheme& command, const Context& context) {
  if (context.doctrine.theme(command.theme.value) == nullptr) return refuse("no-such-theme", "theme");
  if (auto refused = check_words(command.reason, "reason", "reason-missing")) return *refused;
  if (command.level == Level::Grey) return refuse("level-missing", "level");
  if (command.until && *command.until <= context.now) return refuse("until-past", "until");
  const auto found = state.themes.find(command.theme.value);
  const Colour by_rule = found == state.themes.end() ? Colour{} : found->second.by_rule;
  if (by_rule.floor && command.level < *by_rule.floor)
    return refuse("floor", "level", "a national colour is the floor");
  ByHand hand{command.level, command.reason, context.user, context.name,
              context.now,   command.until,  by_rule.level};
  if (command.level < by_rule.level) {
    const Instant last = context.now + seconds(context.doctrine.rules.limits.lower_max_s);
    if (command.until && *command.until > last)
      return refuse("lowered-too-long", "until",
                    "at most " + std::to_string(context.doctrine.rules.limits.lower_max_s) + " s");
    if (!hand.until) hand.until = last;
  }
  return {{ThemeSet{command.theme, hand}}, command.theme.value, std::nullopt};
}

Decision on(const State& state, const ReleaseTheme& command, const Context& context) {
  if (context.doctrine.theme(command.theme.value) == nullptr) return refuse("no-such-theme", "theme");
  const auto found = state.themes.find(command.theme.value);
  if (found == state.themes.end() || !found->second.by_hand) return refuse("not-set-by-hand", "theme");
  return {{ThemeReleased{command.theme, "released", context.name}}, command.theme.value, std::nullopt};
}
}  // namespace

Decision refused(std::string rule, std::string field, std::string detail) {
  return {{}, "", Refusal{std::move(rule), std::move(field), std::move(detail)}};
}

bool is_blank(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
}

std::optional<Decision> words_missing(const std::string& text, const char* field, const char* missing) {
  if (is_blank(text)) return refused(missing, field);
  if (text.size() > limits::words_max)
    return refused("too-long", field, "at most " + std::to_string(limits::words_max) + " bytes");
  return std::nullopt;
}

Decision decide(const State& state, const Command& command, const Context& context) {
  return std::visit([&](const auto& one) { return on(state, one, context); }, command);
}
}  // namespace voorzien::picture
