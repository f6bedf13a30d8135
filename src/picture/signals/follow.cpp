#include "picture/signals/follow.h"

#include <algorithm>

#include "observations/supersession.h"
#include "picture/findings/finding.h"
#include "picture/index.h"
#include "picture/limits.h"
#include "picture/signals/rules.h"

namespace voorzien::picture {
namespace {
std::vector<Climbed> climb_steps(const doctrine::Doctrine& doctrine) {
  std::vector<Climbed> out;
  for (const doctrine::ClimbTime& one : doctrine.rules.climb)
    out.push_back({one.after_s, one.what, std::nullopt});
  return out;
}

bool takes_facts(const Signal& signal) {
  return signal.hands.state != "closed" && signal.merged_into.empty();
}

const Signal* find_signal(const State& state, std::string id) {
  for (int merges = 0; merges < 100; ++merges) {
    const auto found = state.signals.find(id);
    if (found == state.signals.end()) return nullptr;
    if (found->second.merged_into.empty()) return &found->second;
    id = found->second.merged_into;
  }
  return nullptr;
}

// The signal of the facts that this one updates, else the open one of the same group and time window.
const Signal* home_of(const State& state, const Observation& o, const Read& read, Instant now) {
  for (const std::string& reference : o.references) {
    const auto note = state.notes.find(observations::fact_id(o.source.value, reference));
    if (note == state.notes.end() || note->second.signal.empty()) continue;
    if (const Signal* signal = find_signal(state, note->second.signal);
        signal != nullptr && takes_facts(*signal))
      return signal;
  }
  for (const std::string& group : read.mark.groups) {
    const auto found = state.groups.find(group);
    if (found == state.groups.end()) continue;
    const Signal* signal = find_signal(state, found->second);
    if (signal != nullptr && takes_facts(*signal) && now - signal->last_fact <= seconds(read.window_s))
      return signal;
  }
  return nullptr;
}

std::string origin_of(const Observation& o) {
  if (o.kind == finding_kind) return "detection";
  return o.kind == "hand" ? "hand" : "rule";
}

std::string two_digits(int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); }
}  // namespace

std::string next_signal_id(const State& state, Instant now) {
  return make_ulid(now, state.next_id, state.next_id);
}

std::string next_signal_number(const State& state, Instant now) {
  const Civil civil = to_amsterdam(now);
  std::string count = std::to_string(local_day(now) == state.today ? state.numbers_today + 1 : 1);
  if (count.size() < 3) count.insert(0, 3 - count.size(), '0');
  return "S-" + two_digits(civil.month) + two_digits(civil.day) + "-" + count;
}

std::vector<Event> join(const State& state, const Observation& o, bool late, const std::string& attach_to,
                        bool new_signal, const Context& context) {
  if (state.awaited.contains(o.id.value)) return {};  // its end is known: it ends with the next event
  std::optional<Read> read = read_fact(state, context.doctrine, o, late);
  const auto note = state.notes.find(o.id.value);
  const std::string before = note == state.notes.end() ? std::string{} : note->second.signal;
  if (!read) {
    if (before.empty() || !state.signals.contains(before)) return {};
    return {FactLeft{{before}, o.id, "all-clear", true}};
  }
  if (const auto old = state.signals.find(before); old != state.signals.end() && takes_facts(old->second)) {
    if (!read->mark.active) return {FactLeft{{before}, o.id, "all-clear", false}};
    return {FactJoined{{before}, std::move(read->mark)}};
  }
  if (!read->mark.active) return {};
  if (!attach_to.empty())
    if (const Signal* chosen = find_signal(state, attach_to); chosen != nullptr && takes_facts(*chosen))
      return {FactJoined{chosen->id, std::move(read->mark)}};
  if (!new_signal)
    if (const Signal* home = home_of(state, o, *read, context.now))
      return {FactJoined{home->id, std::move(read->mark)}};
  if (!read->opens && !new_signal) return {};
  if (state.signals.size() >= limits::signals_max) return {};
  const std::string id = next_signal_id(state, context.now);
  std::vector<Event> out;
  out.emplace_back(SignalOpened{{id},
                                next_signal_number(state, context.now),
                                read->theme,
                                o.kind,
                                read->mark.rule,
                                read->rule_version,
                                origin_of(o),
                                late});
  out.emplace_back(FactJoined{{id}, std::move(read->mark)});
  return out;
}

std::vector<Event> start_climb(const State& state, const std::string& id, const Context& context) {
  const Signal& signal = state.signals.at(id);
  const bool asks = signal.hands.state == "new" && !signal.hands.crisis;
  if (!asks || signal.hands.climb_from || !signal.face.level) return {};
  if (*signal.face.level < Level::Orange) return {};
  return {ClimbStarted{{id}, climb_steps(context.doctrine)}};
}

namespace {
// Why a signal that someone has dealt with asks for attention again; empty when it does not.
std::string why_return(const Signal& signal, const Face& face) {
  const Hands& hands = signal.hands;
  if (hands.crisis) return {};  // its facts count in the crisis
  const bool worse = face.level > signal.face.level;
  const bool grew = face.rank > signal.face.rank;
  if (hands.state == "rejected") {
    if (face.level != signal.judged_level && face.level > signal.judged_level) return "level";
    if (face.rank > signal.judged_rank) return "scale";
    return signal.fact_count > signal.judged_facts ? "facts" : "";
  }
  const bool alarming = worse && face.level >= Level::Orange;
  if (hands.call_back_at && (worse || grew)) return worse ? "level" : "scale";
  if (hands.state == "seen" && alarming) return "level";
  return {};
}
}  // namespace

std::vector<Event> follow_face(const State& state, const std::string& id, bool quiet, const std::string& left,
                               const Context& context) {
  const auto found = state.signals.find(id);
  if (found == state.signals.end() || !takes_facts(found->second)) return {};
  const Signal& signal = found->second;
  const std::optional<Face> face = face_of(state, context.doctrine, signal, context.now);
  if (!face) return {SignalClosed{signal.id, left.empty() ? "quiet" : left}};
  std::vector<Event> out;
  if (*face != signal.face) out.emplace_back(SignalChanged{signal.id, *face});
  if (const std::string why = why_return(signal, *face); !why.empty()) {
    // The alarm of a return follows from SignalReturned itself.
    out.emplace_back(SignalReturned{signal.id, why, quiet});
  } else if (!quiet && signal.hands.state == "new" && !signal.hands.crisis && !signal.hands.climb_from &&
             !signal.hands.call_back_at && face->level >= Level::Orange) {
    out.emplace_back(ClimbStarted{signal.id, climb_steps(context.doctrine)});
  }
  return out;
}
}  // namespace voorzien::picture
