// react: what follows from an event just evolved, and due: which timers have passed.
//
// Facts lead to marks, marks to faces of signals, faces to climbing and to theme colours. Each step looks
// only at the signal or theme concerned (through the indices), never at all observations.
#include <algorithm>
#include <set>

#include "picture/facts/reading.h"
#include "picture/findings/announced.h"
#include "picture/findings/measured.h"
#include "picture/findings/worded.h"
#include "picture/forecasts/follow_forecast.h"
#include "picture/forecasts/make_load.h"
#include "picture/index.h"
#include "picture/limits.h"
#include "picture/picture.h"
#include "picture/signals/follow.h"
#include "picture/sources/health.h"
#include "picture/themes/colour.h"

namespace voorzien::picture {
namespace {
using Events = std::vector<Event>;

void append(Events& to, Events from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

Events turn_theme(const State& state, const std::string& theme, const Context& context) {
  if (context.doctrine.theme(theme) == nullptr) return {};
  const Colour colour = colour_of(state, context.doctrine, theme);
  const auto known = state.themes.find(theme);
  Events out;
  if (known == state.themes.end() || known->second.by_rule != colour || known->second.history.empty())
    out.emplace_back(ThemeTurned{{theme}, colour});
  // A colour lowered by hand holds for what it was lowered from; what is worse shows at once.
  if (known != state.themes.end() && known->second.by_hand) {
    const ByHand& hand = *known->second.by_hand;
    if (hand.level < hand.rule_level && colour.level > hand.rule_level)
      out.emplace_back(ThemeReleased{{theme}, "worse", hand.name});
  }
  return out;
}

Events turn_source(const State& state, const std::string& id, const Context& context) {
  const doctrine::Source* source = context.doctrine.source(id);
  const auto health = state.sources.find(id);
  if (source == nullptr || health == state.sources.end()) return {};
  const Freshness fresh = freshness_of(health->second, *source, context.now);
  const bool same = fresh.state == health->second.state && fresh.condition == health->second.condition;
  // A timer that passed without a change has to be set again.
  const bool unset = fresh.next && !state.timer_at.contains(two("source", id));
  if (same && !unset && health->second.state_since) return {};
  return {SourceTurned{source->id, fresh.state, fresh.condition,
                       fresh.state == health->second.state && health->second.state_since
                           ? *health->second.state_since
                           : context.now}};
}

// All themes and sources of doctrine get their first colour and state with the first thing heard.
Events first_colours(const State& state, const Context& context) {
  Events out;
  if (state.themes.size() >= context.doctrine.themes.size()) return out;
  for (const doctrine::Theme& theme : context.doctrine.themes)
    if (!state.themes.contains(theme.id.value)) append(out, turn_theme(state, theme.id.value, context));
  return out;
}

Events after(const State& state, const SourcesHeard& event, const Context& context) {
  Events out = first_colours(state, context);  // before what follows from a source that turns
  for (const Heard& one : event.heard) append(out, turn_source(state, one.source.value, context));
  return out;
}

Events after(const State& state, const SourceTurned& event, const Context& context) {
  Events out;
  for (const std::string& theme : themes_of(context.doctrine, event.source.value))
    append(out, turn_theme(state, theme, context));
  return out;
}

// A reading is judged, and what it leads to is foretold.
Events reading_after(const State& state, const Observation& o, const Context& context) {
  const std::optional<ReadingOf> reading = reading_of(o);
  if (!reading) return {};
  Events out = forecast_anew(state, reading->station, reading->expected, context);
  if (!reading->expected) append(out, judged_anew(state, reading->station, context));
  return out;
}

Events after(const State& state, const ObservationAdded& event, const Context& context) {
  Events out = join(state, event.observation, event.late, event.attach_to, event.new_signal, context);
  append(out, reading_after(state, event.observation, context));
  append(out, announced_anew(state, event.observation, context));
  if (event.counted_as) append(out, loads_anew(state, *event.counted_as, context));
  return out;
}

Events after(const State& state, const ReportCounted& event, const Context& context) {
  return loads_anew(state, event.series, context);
}

Events after(const State& state, const EventAnnounced& event, const Context& context) {
  return loads_anew(state, event.announcement, context);
}

Events after(const State& state, const ObservationChanged& event, const Context& context) {
  Events out = join(state, event.observation, event.late, "", false, context);
  append(out, reading_after(state, event.observation, context));
  append(out, announced_anew(state, event.observation, context));
  return out;
}

Events after(const State& state, const ForecastMade& event, const Context& context) {
  return warn_of(state, event.forecast, context);
}

Events after(const State& state, const ObservationEnded& event, const Context& context) {
  Events out = announced_end(state, event.id.value, context);
  const auto note = state.notes.find(event.id.value);
  if (note == state.notes.end() || note->second.signal.empty()) return out;
  if (!state.signals.contains(note->second.signal)) return out;
  out.emplace_back(FactLeft{{note->second.signal}, event.id, event.reason, false});
  return out;
}

Events after(const State& state, const FactJoined& event, const Context& context) {
  return follow_face(state, event.signal.value, event.mark.late, "", context);
}

Events after(const State& state, const FactLeft& event, const Context& context) {
  return follow_face(state, event.signal.value, true, event.moved ? "moved" : event.reason, context);
}

Events after(const State& state, const SignalChanged& event, const Context& context) {
  const Signal& signal = state.signals.at(event.id.value);
  Events out = turn_theme(state, signal.theme, context);
  // Signals of other themes that stack on this one.
  std::set<std::string> stacked;
  for (const doctrine::SignalRule& rule : context.doctrine.rules.signals)
    for (const doctrine::With& with : rule.with)
      if (with.theme == signal.theme) stacked.insert(rule.theme.value);
  for (const std::string& theme : stacked)
    each_under(state.open, theme,
               [&](const std::string& id) { append(out, follow_face(state, id, false, "", context)); });
  return out;
}

template <class SignalEvent>
Events theme_follows(const State& state, const SignalEvent& event, const Context& context) {
  const auto found = state.signals.find(event.id.value);
  return found == state.signals.end() ? Events{} : turn_theme(state, found->second.theme, context);
}

Events after(const State& state, const SignalClosed& event, const Context& context) {
  return after(state, SignalChanged{event.id, {}}, context);
}
Events after(const State& state, const SignalActed& event, const Context& context) {
  return after(state, SignalChanged{event.id, {}}, context);
}
Events after(const State& state, const SignalReturned& event, const Context& context) {
  Events out = event.quiet ? Events{} : start_climb(state, event.id.value, context);
  append(out, theme_follows(state, event, context));
  return out;
}
Events after(const State& state, const SignalMerged& event, const Context& context) {
  Events out = theme_follows(state, event, context);
  append(out, follow_face(state, event.into.value, true, "", context));
  return out;
}

Events end_shelf(const State& state, const std::string& id) {
  Events out;
  const auto found = state.signals.find(id);
  if (found == state.signals.end()) return out;
  for (const Mark& mark : found->second.marks) {
    const auto note = state.notes.find(mark.observation.value);
    if (mark.active && !mark.valid_to && note != state.notes.end() && !note->second.listed &&
        !note->second.ended_at)
      out.emplace_back(ObservationEnded{mark.observation, "expired"});
  }
  return out;
}

Events climb(const State& state, const std::string& id) {
  const auto found = state.signals.find(id);
  if (found == state.signals.end()) return {};
  for (const Climbed& step : found->second.hands.climb)
    if (!step.done_at) return {SignalClimbed{{id}, step.what}};
  return {};
}

Events after(const State& state, const TimerPassed& event, const Context& context) {
  const std::string_view kind = before_slash(event.timer);
  const std::string id(after_slash(event.timer));
  if (kind == "end" && is_live(state, id)) return {ObservationEnded{{id}, "expired"}};
  if (kind == "forget") return {ObservationsForgotten{{id}}};
  if (kind == "source") return turn_source(state, id, context);
  if (kind == "climb") return climb(state, id);
  if (kind == "callback") return {SignalReturned{{id}, "call-back", false}};
  if (kind == "begin") return follow_face(state, id, false, "", context);
  if (kind == "shelf") return end_shelf(state, id);
  if (kind == "drop") return {SignalsForgotten{{id}}};
  if (kind == "finding") return {FindingsForgotten{{id}}};
  if (kind == "theme") {
    const auto theme = state.themes.find(id);
    if (theme != state.themes.end() && theme->second.by_hand)
      return {ThemeReleased{{id}, "expired", theme->second.by_hand->name}};
  }
  return {};
}

Events enter(const State& state, const Finding& finding, Instant now) {
  if (finding.state != "shown") return {};
  Observation as_fact = observation_of(finding, now);
  if (is_live(state, finding.observation)) return {ObservationChanged{std::move(as_fact), false}};
  if (!finding.signal.empty()) return {};  // its time is over: only its verdict changed
  return {ObservationAdded{std::move(as_fact), false, false, "", false}};
}

Events after(const State& state, const FindingMade& event, const Context& context) {
  return enter(state, event.finding, context.now);
}
Events after(const State& state, const FindingChanged& event, const Context& context) {
  return enter(state, event.finding, context.now);
}

Events after(const State& state, const ThemeReleased& event, const Context& context) {
  return turn_theme(state, event.theme.value, context);
}

template <class Quiet>
Events after(const State&, const Quiet&, const Context&) {
  return {};
}
}  // namespace

std::vector<Event> react(const State& state, const Event& event, const Context& context) {
  return std::visit([&](const auto& one) { return after(state, one, context); }, event);
}

std::vector<Event> due(const State& state, const Context& context) {
  std::vector<Event> out;
  for (const auto& [moment, timer] : state.timers) {
    if (state.timer_at.at(timer) > context.now || out.size() >= limits::timers_at_once_max) break;
    out.emplace_back(TimerPassed{timer});
  }
  return out;
}

std::optional<Instant> next_due(const State& state, const doctrine::Doctrine&) { return first_timer(state); }
}  // namespace voorzien::picture
