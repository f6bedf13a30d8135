// evolve: the state after an event. Decides nothing, reads no clock; keeps the indices and timers.
#include <algorithm>

#include "picture/facts/reading.h"
#include "picture/findings/announced.h"
#include "picture/findings/counting.h"
#include "picture/findings/evolve_finding.h"
#include "picture/forecasts/make_forecast.h"
#include "picture/forecasts/make_load.h"
#include "picture/index.h"
#include "picture/limits.h"
#include "picture/picture.h"
#include "picture/readings.h"
#include "picture/signals/evolve_signal.h"
#include "picture/sources/health.h"
#include "picture/themes/colour.h"

namespace voorzien::picture {
namespace {
template <class T>
void keep_last(std::vector<T>& list, std::size_t most) {
  if (list.size() > most) list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
}

void touch_themes_of(const Context& context, const std::string& source, Touched& touched) {
  for (const std::string& theme : themes_of(context.doctrine, source)) touched.add("theme", theme);
}

void on(State& state, const SourcesHeard& event, const Context& context, Touched& touched) {
  for (const Heard& one : event.heard) {
    Health& health = state.sources[one.source.value];
    hear(health, one);
    if (const doctrine::Source* source = context.doctrine.source(one.source.value)) {
      Health as_heard = health;
      as_heard.state = "ok";
      set_timer(state, two("source", one.source.value),
                freshness_of(as_heard, *source, health.last_received.value_or(context.now)).next);
    }
    touched.add("source", one.source.value);
  }
}

void on(State& state, const SourceTurned& event, const Context& context, Touched& touched) {
  note_dark(state, event, context);
  Health& health = state.sources[event.source.value];
  note_outage(health, event.state, event.condition, context.now);
  if (health.state != event.state) health.state_since = event.since;
  health.state = event.state;
  health.condition = event.condition;
  if (const doctrine::Source* source = context.doctrine.source(event.source.value))
    set_timer(state, two("source", event.source.value), freshness_of(health, *source, context.now).next);
  touched.add("source", event.source.value);
  touch_themes_of(context, event.source.value, touched);
  for (const auto& [id, station] : state.stations)  // its readings show whether they are still told
    if (station.source == event.source.value) touched.add("station", id);
  for (const doctrine::LoadKind& load : context.doctrine.detection.loads)
    if (load.source == event.source) touched.add("load", load_id(load));
}

// The end that a fact has by its own word, or after the shelf life of one that nobody ends. A word that holds
// for weeks is believed for a while after the fact was heard or has begun; sent again, it comes back.
void set_end(State& state, const Observation& o, bool listed, const Context& context) {
  std::optional<Instant> at = o.valid_to;
  if (!at && !listed && !reading_of(o)) {
    const doctrine::Limits& limits = context.doctrine.rules.limits;
    at = context.now + seconds(o.kind == "hand" ? limits.hand_valid_s : limits.fact_valid_s);
  }
  if (at && !listed) {
    const Instant begins = std::max(context.now, o.valid_from.value_or(context.now));
    at = std::min(*at, begins + seconds(context.doctrine.rules.limits.unconfirmed_s));
  }
  set_timer(state, two("end", o.id.value), at);
}

// Where the wind comes from is shown with its speed.
void touch_wind(const State& state, const Station& direction, Touched& touched) {
  if (direction.kind != "wind-direction") return;
  const std::string stem = direction.id.substr(0, direction.id.rfind('/'));
  for (const char* kind : {"/wind", "/gust"})
    if (state.stations.contains(stem + kind)) touched.add("station", stem + kind);
}

void put_reading(State& state, const Observation& o, const Context& context, Touched& touched) {
  const std::optional<ReadingOf> reading = reading_of(o);
  if (!reading) return;
  Station& station = state.stations[reading->station];
  station.id = reading->station;
  station.source = o.source.value;
  station.name = o.place;
  station.kind = o.kind;
  station.unit = reading->unit;
  station.theme = o.theme;
  if (o.geometry) station.point = geo::middle_of(*o.geometry);
  if (reading->expected) {
    station.expected_observation = o.id.value;
  } else {
    station.observation = o.id.value;
    station.last = Point{reading->at, reading->value};
    // From then on it shows as old.
    const doctrine::Source* source = context.doctrine.source(o.source.value);
    if (source != nullptr && source->silent_after_s > 0)
      set_timer(state, two("station", station.id), reading->at + seconds(source->silent_after_s));
    touch_wind(state, station, touched);
  }
  touched.add("station", station.id);
}

void put(State& state, const Observation& o, const Context& context, Touched& touched) {
  state.observations.insert_or_assign(o.id.value, o);
  put_reading(state, o, context, touched);
  touched.add("fact", o.id.value);
}

void on(State& state, const ReportCounted& event, const Context& context, Touched&) {
  count(state.findings, event.series, context.now, days_kept(context.doctrine.detection));
}

void on(State& state, const ObservationAdded& event, const Context& context, Touched& touched) {
  const std::string& id = event.observation.id.value;
  put(state, event.observation, context, touched);
  state.notes.insert_or_assign(id, Note{"", event.late, event.listed, context.now, std::nullopt, ""});
  state.live.insert(two(event.observation.source.value, id));
  set_timer(state, two("forget", id), std::nullopt);
  set_end(state, event.observation, event.listed, context);
  if (event.counted_as) on(state, ReportCounted{*event.counted_as}, context, touched);
  if (event.late) {
    ++state.not_counted_today["late"];
    touched.add("region", "region");
  }
}

void on(State& state, const ObservationChanged& event, const Context& context, Touched& touched) {
  put(state, event.observation, context, touched);
  Note& note = state.notes[event.observation.id.value];
  note.late = event.late;
  set_end(state, event.observation, note.listed, context);
  if (!note.signal.empty()) touched.add("signal", note.signal);
}

// Of a source that delivers. What people enter and what is found comes from none: it has no health.
void keep_apart(State& state, const std::string& source, const std::string& why, Instant now,
                Touched& touched) {
  const auto known = state.sources.find(source);
  if (known == state.sources.end()) return;
  count_apart(known->second, why, now);
  touched.add("source", source);
}

void on(State& state, const ObservationEnded& event, const Context& context, Touched& touched) {
  const auto note = state.notes.find(event.id.value);
  const auto fact = state.observations.find(event.id.value);
  // Of a fact that was erased from the journal what came after it is still there.
  if (note == state.notes.end() || note->second.ended_at || fact == state.observations.end()) return;
  note->second.ended_at = context.now;
  note->second.ended_reason = event.reason;
  state.live.erase(two(fact->second.source.value, event.id.value));
  // `expired` is what was over when it came; what counted and then ran out is another thing.
  keep_apart(state, fact->second.source.value, event.reason == "expired" ? "run-out" : event.reason,
             context.now, touched);
  state.awaited.erase(event.id.value);
  set_timer(state, two("end", event.id.value), std::nullopt);
  set_timer(state, two("forget", event.id.value),
            context.now + seconds(context.doctrine.rules.limits.ended_kept_s));
  touched.add("fact", event.id.value);
  if (!note->second.signal.empty()) touched.add("signal", note->second.signal);
}

void on(State& state, const ObservationAwaited& event, const Context& context, Touched&) {
  state.awaited.insert_or_assign(event.id.value, Awaited{event.reason, context.now, event.issued});
  set_timer(state, two("await", event.id.value), context.now + limits::awaited_kept);
}

void new_day(State& state, Instant now) {
  const std::int64_t day = local_day(now);
  if (day <= state.today) return;
  state.today = day;
  state.numbers_today = 0;
  state.not_counted_today.clear();
}

void on(State& state, const ObservationNotCounted& event, const Context& context, Touched& touched) {
  ++state.not_counted_today[event.what.why];
  keep_apart(state, event.what.source, event.what.why, context.now, touched);
  state.not_counted.push_back(event.what);
  state.not_counted_ids.insert(event.what.observation);
  if (state.not_counted.size() > limits::not_counted_max) {
    state.not_counted_ids.erase(state.not_counted.front().observation);
    state.not_counted.erase(state.not_counted.begin());
  }
  touched.add("region", "region");
}

void on(State& state, const ObservationsForgotten& event, const Context&, Touched& touched) {
  for (const std::string& id : event.ids) {
    state.observations.erase(id);
    state.notes.erase(id);
    touched.add("fact", id);
  }
}

void on(State& state, const ReadingsAdded& event, const Context& context, Touched& touched) {
  Station& station = state.stations[event.station];
  station.id = event.station;
  take_in(station, event.measured, true, context);
  if (!event.expected.empty()) {
    station.expected = event.expected;
    station.foretold_at = context.now;
  }
  touched.add("station", event.station);
}

void on(State& state, const TimerPassed& event, const Context&, Touched& touched) {
  set_timer(state, event.timer, std::nullopt);
  if (before_slash(event.timer) == "await") state.awaited.erase(std::string(after_slash(event.timer)));
  for (const char* shown : {"signal", "station"})
    if (before_slash(event.timer) == shown) touched.add(shown, after_slash(event.timer));
}

void show(ThemeState& theme, Instant now) {
  const Level level = shown_level(theme);
  const bool by_hand = theme.by_hand && level == theme.by_hand->level && level != theme.by_rule.level;
  const std::string& reason = by_hand ? theme.by_hand->reason : theme.by_rule.reason;
  const bool grey = !theme.by_rule.silent.empty() || level == Level::Grey;
  if (!grey)
    theme.grey_since.reset();
  else if (!theme.grey_since)
    theme.grey_since = now;
  if (!theme.history.empty() && theme.history.back().level == level) {
    theme.history.back().reason = reason;
    return;
  }
  theme.level = level;
  theme.since = now;
  // What held for no time at all was never shown.
  if (!theme.history.empty() && theme.history.back().from == now) theme.history.pop_back();
  if (!theme.history.empty() && theme.history.back().level == level) {
    theme.history.back().to.reset();
    theme.history.back().reason = reason;
    theme.since = theme.history.back().from;
    return;
  }
  if (!theme.history.empty()) theme.history.back().to = now;
  theme.history.push_back({now, std::nullopt, level, reason});
  keep_last(theme.history, limits::history_max);
}

void on(State& state, const ThemeTurned& event, const Context& context, Touched& touched) {
  ThemeState& theme = state.themes[event.theme.value];
  theme.by_rule = event.colour;
  if (!theme.by_hand) theme.expired.clear();
  show(theme, context.now);
  touched.add("theme", event.theme.value);
}

void on(State& state, const ThemeSet& event, const Context& context, Touched& touched) {
  ThemeState& theme = state.themes[event.theme.value];
  theme.by_hand = event.by_hand;
  theme.expired.clear();
  show(theme, context.now);
  set_timer(state, two("theme", event.theme.value), event.by_hand.until);
  touched.add("theme", event.theme.value);
}

void on(State& state, const ThemeReleased& event, const Context& context, Touched& touched) {
  ThemeState& theme = state.themes[event.theme.value];
  theme.by_hand.reset();
  if (event.why != "released") theme.expired = event.name;
  show(theme, context.now);
  set_timer(state, two("theme", event.theme.value), std::nullopt);
  touched.add("theme", event.theme.value);
}

void on(State& state, const FindingMade& event, const Context& context, Touched& touched) {
  evolve_finding(state, event.finding, context, touched);
}

void on(State& state, const FindingChanged& event, const Context& context, Touched& touched) {
  evolve_finding(state, event.finding, context, touched);
}

void on(State& state, const FindingsForgotten& event, const Context&, Touched& touched) {
  for (const std::string& id : event.ids) {
    state.findings.kept.erase(id);
    touched.add("finding", id);
  }
  touched.add("early-warning", "early-warning");
}

void on(State& state, const BudgetSet& event, const Context&, Touched& touched) {
  state.findings.budgets.push_back(event.budget);
  keep_last(state.findings.budgets, limits::budgets_max);
  touched.add("early-warning", "early-warning");
}

void on(State& state, const EventAnnounced& event, const Context& context, Touched& touched) {
  keep_announcement(state.findings, event.announcement, days_kept(context.doctrine.detection));
  touched.add("early-warning", "early-warning");
}

void on(State& state, const CountsTaken& event, const Context& context, Touched& touched) {
  take_counts(state.findings, event.series, event.counts, days_kept(context.doctrine.detection));
  touched.add("early-warning", "early-warning");
}

// Older ones stand in the journal and its index of readings only; what was heard here is not overruled.
void on(State& state, const ReadingsTaken& event, const Context& context, Touched& touched) {
  const auto station = state.stations.find(event.station);
  if (station == state.stations.end()) return;
  take_in(station->second, event.readings, false, context);
  touched.add("station", event.station);
}

void on(State& state, const ForecastMade& event, const Context&, Touched& touched) {
  evolve_forecast(state, event.forecast);
  touched.add("station", event.forecast.station);
}

void on(State& state, const ForecastsScored& event, const Context&, Touched& touched) {
  evolve_forecast(state, event);
  touched.add("station", event.station);
}

void on(State& state, const LoadForecastMade& event, const Context&, Touched& touched) {
  evolve_load(state, event.forecast);
  touched.add("load", event.forecast.load);
}

void on(State& state, const LoadsScored& event, const Context&, Touched& touched) {
  evolve_load(state, event);
  touched.add("load", event.load);
}

template <class SignalEvent>
void on(State& state, const SignalEvent& event, const Context& context, Touched& touched) {
  evolve_signal(state, event, context, touched);
}
}  // namespace

void evolve(State& state, const Event& event, const Context& context, Touched& touched) {
  const std::int64_t yesterday = state.today;
  new_day(state, context.now);
  if (state.today != yesterday && !context.doctrine.detection.empty())
    touched.add("early-warning", "early-warning");  // one day more is known
  std::visit([&](const auto& one) { on(state, one, context, touched); }, event);
}
}  // namespace voorzien::picture
