#include "picture/signals/evolve_signal.h"

#include <algorithm>

#include "picture/findings/evolve_finding.h"
#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
template <class T>
void keep_last(std::vector<T>& list, std::size_t most) {
  if (list.size() > most) list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
}

void touch(const Signal& signal, Touched& touched) {
  touched.add("signal", signal.id.value);
  touched.add("theme", signal.theme);
}

// Whether it is open, and by which facts, shows at its sources too.
void touch_sources(const Signal& signal, Touched& touched) {
  for (const FactCount& one : signal.facts) touched.add("source", one.source);
}

// One timer a signal: the next thing that time does to it (climb, call-back, a fact that begins, its shelf).
void set_timers(State& state, const Signal& signal, Instant now) {
  const std::string& id = signal.id.value;
  std::optional<Instant> climb;
  const bool waits = signal.hands.state == "new" && signal.hands.climb_from && !signal.hands.call_back_at &&
                     signal.merged_into.empty();
  if (waits)
    for (const Climbed& step : signal.hands.climb)
      if (!step.done_at) {
        climb = *signal.hands.climb_from + seconds(step.after_s);
        break;
      }
  set_timer(state, two("climb", id), climb);
  set_timer(state, two("callback", id), signal.hands.call_back_at);
  std::optional<Instant> begin;
  for (const Mark& mark : signal.marks)
    if (mark.active && mark.valid_from && *mark.valid_from > now && (!begin || *mark.valid_from < *begin))
      begin = mark.valid_from;
  set_timer(state, two("begin", id), signal.closed_at ? std::nullopt : begin);
}

void count_fact(Signal& signal, const Mark& mark, bool is_new) {
  const auto found = std::ranges::find_if(signal.facts, [&](const FactCount& one) {
    return one.source == mark.source.value && one.kind == mark.kind;
  });
  if (found == signal.facts.end()) {
    signal.facts.push_back({mark.source.value, mark.kind, mark.text, 1, mark.at});
    return;
  }
  if (is_new) ++found->count;
  if (mark.at >= found->last) {
    found->last = mark.at;
    found->text = mark.text;
  }
}

void close(State& state, Signal& signal, const std::string& reason, Instant now, std::int64_t kept_s) {
  signal.hands.state = "closed";
  signal.hands.closed_reason = reason;
  signal.hands.call_back_at.reset();
  signal.closed_at = now;
  signal.updated = now;
  state.open.erase(two(signal.theme, signal.id.value));
  for (const std::string& group : signal.groups)
    if (const auto found = state.groups.find(group);
        found != state.groups.end() && found->second == signal.id.value)
      state.groups.erase(found);
  set_timers(state, signal, now);
  set_timer(state, two("shelf", signal.id.value), std::nullopt);
  set_timer(state, two("drop", signal.id.value), now + seconds(kept_s));
}

// The end of a signal that its facts do not end by their own word.
void set_shelf(State& state, const Signal& signal, const Context& context) {
  const doctrine::SignalRule* rule = context.doctrine.rules.signal(signal.rule);
  if (rule != nullptr)
    set_timer(state, two("shelf", signal.id.value), signal.last_fact + seconds(rule->shelf_s));
}

void keep_verdict(State& state, const Signal& signal, const std::string& verdict, Instant now) {
  state.verdicts.push_back(
      {now, signal.id.value, signal.rule, signal.face.place, signal.face.title, verdict});
  keep_last(state.verdicts, limits::verdicts_max);
}
}  // namespace

void evolve_signal(State& state, const SignalOpened& event, const Context& context, Touched& touched) {
  Signal signal;
  signal.id = event.id;
  signal.number = event.number;
  signal.theme = event.theme;
  signal.kind = event.of_kind;
  signal.rule = event.rule;
  signal.rule_version = event.rule_version;
  signal.origin = event.origin;
  signal.late = event.late;
  signal.since = signal.updated = signal.last_fact = context.now;
  ++state.next_id;
  ++state.numbers_today;
  state.open.insert(two(signal.theme, signal.id.value));
  touch(signal, touched);
  state.signals.insert_or_assign(event.id.value, std::move(signal));
}

void evolve_signal(State& state, const FactJoined& event, const Context& context, Touched& touched) {
  Signal& signal = state.signals.at(event.signal.value);
  const Mark& mark = event.mark;
  const auto known = std::ranges::find_if(
      signal.marks, [&](const Mark& one) { return one.observation == mark.observation; });
  const bool is_new = known == signal.marks.end();
  if (is_new) {
    if (signal.fact_count == 0 || mark.at < signal.since) signal.since = mark.at;
    ++signal.fact_count;
    signal.marks.push_back(mark);
    keep_last(signal.marks, limits::marks_max);
  } else {
    *known = mark;
  }
  count_fact(signal, mark, is_new);
  signal.last_fact = std::max(signal.last_fact, context.now);
  signal.updated = context.now;
  for (const std::string& group : mark.groups) {
    state.groups.insert_or_assign(group, signal.id.value);
    if (std::ranges::find(signal.groups, group) == signal.groups.end() &&
        signal.groups.size() < limits::units_max)
      signal.groups.push_back(group);
  }
  note_signal(state, mark, signal.id.value, touched);
  Note& note = state.notes[mark.observation.value];
  note.signal = signal.id.value;
  if (!mark.valid_to && !note.listed) {
    set_timer(state, two("end", mark.observation.value), std::nullopt);  // its signal's shelf ends it
    const doctrine::SignalRule* rule = context.doctrine.rules.signal(mark.rule);
    set_timer(
        state, two("shelf", signal.id.value),
        context.now + seconds(rule != nullptr ? rule->shelf_s : context.doctrine.rules.limits.fact_valid_s));
  }
  set_timers(state, signal, context.now);
  touch(signal, touched);
  touched.add("fact", mark.observation.value);
  touched.add("source", mark.source.value);
}

void evolve_signal(State& state, const FactLeft& event, const Context& context, Touched& touched) {
  Signal& signal = state.signals.at(event.signal.value);
  const auto known = std::ranges::find_if(
      signal.marks, [&](const Mark& one) { return one.observation == event.observation; });
  if (known != signal.marks.end()) {
    if (event.moved)
      signal.marks.erase(known);
    else
      known->active = false;
  }
  if (event.moved)
    if (const auto note = state.notes.find(event.observation.value);
        note != state.notes.end() && note->second.signal == event.signal.value)
      note->second.signal.clear();
  set_timers(state, signal, context.now);
  touch(signal, touched);
  touch_sources(signal, touched);
}

void evolve_signal(State& state, const SignalChanged& event, const Context& context, Touched& touched) {
  Signal& signal = state.signals.at(event.id.value);
  const bool level_moved = signal.face.level != event.face.level;
  const bool grew =
      event.face.rank > signal.face.rank || (level_moved && event.face.level && !event.face.scale.empty());
  if (grew && !event.face.scale.empty() &&
      (signal.scale.empty() || signal.scale.back().scale != event.face.scale)) {
    signal.scale.push_back({context.now, event.face.scale, event.face.level});
    keep_last(signal.scale, limits::scale_max);
  }
  if (level_moved) signal.updated = context.now;
  signal.face = event.face;
  set_timers(state, signal, context.now);
  touch(signal, touched);
}

void evolve_signal(State& state, const SignalReturned& event, const Context& context, Touched& touched) {
  Signal& signal = state.signals.at(event.id.value);
  signal.hands.state =
      event.why == "call-back" && signal.hands.state != "rejected" ? signal.hands.state : "new";
  if (event.why != "call-back") signal.seen_by.clear();
  signal.hands.call_back_at.reset();
  signal.hands.climb_from.reset();
  signal.hands.climb.clear();
  signal.returned = true;
  signal.returned_why = event.why;
  signal.before.reset();
  signal.updated = context.now;
  signal.acts.push_back({context.now, "", "", "", "reopened", event.why});
  keep_last(signal.acts, limits::acts_max);
  set_timers(state, signal, context.now);
  touch(signal, touched);
}

void evolve_signal(State& state, const SignalClimbed& event, const Context& context, Touched& touched) {
  Signal& signal = state.signals.at(event.id.value);
  for (Climbed& step : signal.hands.climb)
    if (step.what == event.what && !step.done_at) {
      step.done_at = context.now;
      break;
    }
  set_timers(state, signal, context.now);
  touch(signal, touched);
}

void evolve_signal(State& state, const ClimbStarted& event, const Context& context, Touched& touched) {
  Signal& signal = state.signals.at(event.id.value);
  signal.hands.climb_from = context.now;
  signal.hands.climb = event.steps;
  set_timers(state, signal, context.now);
  touch(signal, touched);
}

void evolve_signal(State& state, const SignalClosed& event, const Context& context, Touched& touched) {
  Signal& signal = state.signals.at(event.id.value);
  signal.before.reset();
  signal.seen_by.clear();  // the desk sees once more that it is over
  close(state, signal, event.reason, context.now, context.doctrine.rules.limits.ended_kept_s);
  keep_verdict(state, signal, "closed", context.now);
  touch(signal, touched);
  touch_sources(signal, touched);
}

void evolve_signal(State& state, const SignalActed& event, const Context& context, Touched& touched) {
  Signal& signal = state.signals.at(event.id.value);
  const bool was_closed = signal.hands.state == "closed";
  const bool by_crisis = event.what == "to-crisis" || event.what == "out-of-crisis";
  if (event.what == "undone" || by_crisis) {
    signal.before.reset();
    if (was_closed && event.hands.state != "closed") {
      signal.closed_at.reset();
      state.open.insert(two(signal.theme, signal.id.value));
      for (const std::string& group : signal.groups) state.groups.insert_or_assign(group, signal.id.value);
      set_timer(state, two("drop", signal.id.value), std::nullopt);
      set_shelf(state, signal, context);
    }
  } else if (event.what != "seen") {
    signal.before = signal.hands;
  }
  signal.hands = event.hands;
  signal.acts.push_back({context.now, event.user, event.name, event.role, event.what, event.text});
  keep_last(signal.acts, limits::acts_max);
  if (event.what != "undone" && !by_crisis &&
      std::ranges::find(signal.seen_by, event.name) == signal.seen_by.end()) {
    signal.seen_by.push_back(event.name);
    keep_last(signal.seen_by, limits::seen_by_max);
  }
  note_hands(state, signal, event.what, context, touched);
  const bool put_away = event.what == "judged" && event.hands.state == "rejected";
  if (event.what == "verified" || event.what == "rejected" || event.what == "closed" || put_away) {
    signal.judged_level = signal.face.level;
    signal.judged_facts = signal.fact_count;
    signal.judged_rank = signal.face.rank;
    signal.returned = false;
    keep_verdict(state, signal, put_away ? "rejected" : event.what, context.now);
  }
  if (event.what == "closed")
    close(state, signal, event.hands.closed_reason, context.now, context.doctrine.rules.limits.ended_kept_s);
  set_timers(state, signal, context.now);
  touch(signal, touched);
  if (was_closed != (signal.hands.state == "closed")) touch_sources(signal, touched);
  touched.add("region", "region");
}

void evolve_signal(State& state, const SignalMerged& event, const Context& context, Touched& touched) {
  Signal& from = state.signals.at(event.id.value);
  Signal& into = state.signals.at(event.into.value);
  for (const std::string& group : from.groups) {
    state.groups.insert_or_assign(group, into.id.value);
    if (into.groups.size() < limits::units_max) into.groups.push_back(group);
  }
  std::vector<std::string> moved;
  moved.swap(from.groups);
  for (const Mark& mark : from.marks) {
    if (const auto note = state.notes.find(mark.observation.value); note != state.notes.end())
      note->second.signal = into.id.value;
    touched.add("fact", mark.observation.value);
    into.marks.push_back(mark);
    count_fact(into, mark, true);
  }
  std::ranges::stable_sort(into.marks, {}, &Mark::at);
  keep_last(into.marks, limits::marks_max);
  into.fact_count += from.fact_count;
  into.since = std::min(into.since, from.since);
  into.last_fact = std::max(into.last_fact, from.last_fact);
  into.acts.push_back({context.now, context.user, context.name, context.role, "merged", from.number});
  from.merged_into = into.id.value;
  close(state, from, "merged", context.now, context.doctrine.rules.limits.ended_kept_s);
  from.groups = moved;
  set_shelf(state, into, context);
  touch(from, touched);
  touch(into, touched);
  touch_sources(into, touched);
}

void evolve_signal(State& state, const SignalsForgotten& event, const Context&, Touched& touched) {
  for (const std::string& id : event.ids) {
    const auto found = state.signals.find(id);
    if (found == state.signals.end()) continue;
    state.open.erase(two(found->second.theme, id));
    for (const char* timer : {"climb", "callback", "begin", "shelf", "drop"})
      set_timer(state, two(timer, id), std::nullopt);
    state.signals.erase(found);
    touched.add("signal", id);
  }
}
}  // namespace voorzien::picture
