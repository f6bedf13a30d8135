#include "picture/forecasts/make_load.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "detection/desk/week_profile.h"
#include "detection/forecast/corrected_forecast.h"
#include "detection/forecast/count_forecast.h"
#include "picture/findings/announced.h"
#include "picture/findings/counting.h"
#include "picture/findings/gate.h"
#include "picture/findings/watch.h"
#include "picture/forecasts/load_hours.h"
#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
using detection::CountOutlook;
using detection::forecast_levels;

constexpr std::array<std::int64_t, 6> scored_ahead_h{1, 3, 6, 12, 24, 48};
constexpr std::int64_t next_shift = 0;
constexpr std::int64_t hours_a_week = 168;
constexpr std::int64_t least_hours = least_days * hours_a_local_day * 3 / 4;  // that are known
constexpr Duration too_old = hours(6);  // at night a small region counts nothing for hours
constexpr std::size_t hours_shown = 24;
// A known event that changes the whole load by more than half: what it does is told by the event's own hours,
// and nothing else is learnt from them.
const double stormy_from = std::log(1.5);
constexpr double event_weight = 10;  // reports that doctrine's factor counts for

bool is_stormy(double log_factor) { return std::abs(log_factor) > stormy_from; }
bool is_known(double count) { return !std::isnan(count); }

// ---- as usual: the mean of the same hour of the week

struct Usual {
  std::array<double, hours_a_week> mean{};
  detection::WeekHours
      profile{};  // the same about 1, as far as the counts bear it out: what a forecast rests on
  std::array<double, hours_a_week> weeks{};
  double dispersion = 1;
};

double mean_of(double sum, double n, double otherwise) { return n > 0 ? sum / n : otherwise; }

Usual usual_of(const LoadHours& hours) {
  Usual out;
  std::array<double, hours_a_local_day> day_sum{};
  std::array<double, hours_a_local_day> day_n{};
  const auto taken = [&](std::size_t k) {
    return is_known(hours.counts[k]) && !is_stormy(hours.log_factors[k]);
  };
  const auto of_week = [&](std::size_t k) {
    return static_cast<std::size_t>((hours.first + static_cast<std::int64_t>(k)) % hours_a_week);
  };
  detection::WeekHours sums{};
  double sum = 0;
  double n = 0;
  for (std::size_t k = 0; k < hours.counts.size(); ++k) {
    if (!taken(k)) continue;
    sums[of_week(k)] += hours.counts[k];
    sum += hours.counts[k];
    n += 1;
    out.mean[of_week(k)] += hours.counts[k];
    out.weeks[of_week(k)] += 1;
    day_sum[of_week(k) % hours_a_local_day] += hours.counts[k];
    day_n[of_week(k) % hours_a_local_day] += 1;
  }
  constexpr double least = 0.02;  // an hour of which nothing is known, or in which nothing ever came
  for (std::size_t h = 0; h < hours_a_week; ++h) {
    const double of_day = mean_of(day_sum[h % hours_a_local_day], day_n[h % hours_a_local_day], least);
    out.mean[h] = std::max(least, mean_of(out.mean[h], out.weeks[h], of_day));
  }
  double squares = 0;
  double means = 0;
  for (std::size_t k = 0; k < hours.counts.size(); ++k) {
    const double weeks = out.weeks[of_week(k)];
    if (!taken(k) || weeks < 2) continue;
    const double off = hours.counts[k] - out.mean[of_week(k)];
    squares += off * off * weeks / (weeks - 1);
    means += out.mean[of_week(k)];
  }
  if (means > 0) out.dispersion = std::max(1.0, squares / means);
  out.profile.fill(1);
  if (!(sum > 0)) return out;
  detection::WeekHours flat{};
  for (std::size_t h = 0; h < hours_a_week; ++h) flat[h] = sum / n * out.weeks[h];
  out.profile = detection::week_profile(sums, flat, out.dispersion);
  return out;
}

double usual_at(const Usual& usual, std::int64_t hour) {
  return usual.mean[static_cast<std::size_t>(hour % hours_a_week)];
}

CountOutlook usual_outlook(const Usual& usual, const std::vector<std::int64_t>& hours) {
  double mean = 0;
  double variance = 0;
  for (const std::int64_t hour : hours) {
    const double one = usual_at(usual, hour);
    const double weeks = std::max(1.0, usual.weeks[static_cast<std::size_t>(hour % hours_a_week)]);
    mean += one;
    variance += usual.dispersion * one * (1 + 1 / weeks);
  }
  return detection::plain_outlook(mean, variance);
}

// As it is shown: nobody reads more than hundredths.
double rounded(double value) { return std::round(value * 100) / 100; }

// ---- what comes

// The level alone is left to the regressions: the week is the profile's, which holds nights out and rush
// hours that a few waves cannot, and their season would be its doubt once more.
detection::CountCalendar level_only() {
  detection::CountCalendar out = detection::forecast_calendar(detection::Period::Hour);
  out.features = 2;  // level, and a trend that forecasts do not use
  return out;
}

double log_profile(const Usual& usual, std::int64_t hour) {
  return std::log(std::max(1e-3, usual.profile[static_cast<std::size_t>(hour % hours_a_week)]));
}

struct Model {
  detection::CountCalendar calendar = level_only();
  detection::CountForecaster learnt;
  double log_told = 0;  // what the last day's hours of a known event say of it, over its factor
  std::int64_t rows = 0;
};

Model learnt_from(const LoadHours& hours, const Usual& usual) {
  Model out;
  out.learnt = detection::begin_forecast(out.calendar);
  double told = 0;
  double foretold = 0;
  const std::size_t last_day = hours.counts.size() - std::min(hours.counts.size(), hours_shown);
  for (std::size_t k = 0; k < hours.counts.size(); ++k) {
    const double factor = hours.log_factors[k];
    const double of_week = log_profile(usual, hours.first + static_cast<std::int64_t>(k));
    double count = hours.counts[k];
    if (is_known(count)) ++out.rows;
    if (is_known(count) && is_stormy(factor)) {
      if (k >= last_day) {
        told += count;
        foretold += detection::expected(detection::look_ahead(out.calendar, out.learnt, 1, of_week + factor));
      }
      count = std::nan("");
    }
    detection::learn(out.calendar, out.learnt, count, of_week + factor);
  }
  if (foretold > 0) out.log_told = std::log((told + event_weight) / (foretold + event_weight));
  return out;
}

class Ahead {
 public:
  Ahead(const LoadHours& hours, const Usual& usual, std::int64_t closed)
      : closed_(closed), hours_(hours), usual_(usual), model_(learnt_from(hours, usual)) {}

  [[nodiscard]] CountOutlook of(const std::vector<std::int64_t>& hours) const {
    std::vector<std::size_t> steps;
    std::vector<double> factors;
    for (const std::int64_t hour : hours) {
      steps.push_back(static_cast<std::size_t>(hour - closed_ + 1));
      const double factor = hours_.log_factors[static_cast<std::size_t>(hour - hours_.first)];
      factors.push_back(log_profile(usual_, hour) + factor + (is_stormy(factor) ? model_.log_told : 0));
    }
    return detection::look_ahead_sum(model_.calendar, model_.learnt, steps, factors);
  }
  [[nodiscard]] std::int64_t rows() const { return model_.rows; }

 private:
  std::int64_t closed_;
  const LoadHours& hours_;
  const Usual& usual_;
  Model model_;
};

std::vector<double> quantiles_of(const CountOutlook& outlook) {
  std::vector<double> out;
  for (const double level : forecast_levels) out.push_back(detection::quantile(outlook, level));
  return out;
}

std::vector<std::int64_t> plain_hours(std::int64_t first, std::int64_t end) {
  std::vector<std::int64_t> out;
  for (std::int64_t hour = first; hour < end; ++hour)
    if (is_plain_hour(hour)) out.push_back(hour);
  return out;
}

void add_seen(const LoadHours& hours, const Usual& usual, LoadForecast& out) {
  const std::size_t rows = hours.counts.size();
  for (std::size_t k = rows - std::min(rows, hours_shown); k < rows; ++k) {
    const std::int64_t hour = hours.first + static_cast<std::int64_t>(k);
    if (!is_plain_hour(hour)) continue;
    LoadHour& one = out.seen.emplace_back();
    one.at = start_of_hour(hour);
    if (is_known(hours.counts[k])) one.count = hours.counts[k];
    one.usual = rounded(usual_at(usual, hour));
  }
}

void add_steps(const Ahead& ahead, const Usual& usual, std::int64_t horizon_h, LoadForecast& out) {
  for (const std::int64_t hour : plain_hours(out.closed, out.closed + horizon_h)) {
    LoadStep& one = out.steps.emplace_back();
    one.at = start_of_hour(hour);
    one.usual = rounded(usual_at(usual, hour));
    one.quantiles = quantiles_of(ahead.of({hour}));
    const std::int64_t ahead_h = hour - out.closed + 1;
    if (std::ranges::find(scored_ahead_h, ahead_h) != scored_ahead_h.end())
      out.to_score.push_back(
          {hour, hour + 1, ahead_h, out.made, one.quantiles, quantiles_of(usual_outlook(usual, {hour}))});
  }
}

// What is left of the running shift, and the next one, as far as the horizon holds them whole.
void add_shifts(const Ahead& ahead, const Usual& usual, std::int64_t horizon_h, LoadForecast& out) {
  const Shift running = shift_of(out.from);
  const Shift next = shift_of(running.to);
  for (const Shift& shift : {Shift{out.from, running.to}, next}) {
    const std::int64_t first = std::max(out.closed, local_hour_of(shift.from));
    const std::int64_t end = local_hour_of(shift.to);
    const std::vector<std::int64_t> hours = plain_hours(first, end);
    if (end > out.closed + horizon_h || hours.empty()) continue;
    const CountOutlook as_usual = usual_outlook(usual, hours);
    LoadStretch& one = out.shifts.emplace_back();
    one.from = shift.from;
    one.to = shift.to;
    one.hours = static_cast<std::int64_t>(hours.size());
    one.usual = rounded(as_usual.mean[0]);
    one.quantiles = quantiles_of(ahead.of(hours));
    if (shift.from == next.from)
      out.to_score.push_back({first, end, next_shift, out.made, one.quantiles, quantiles_of(as_usual)});
  }
}

void add_announced(const State& state, const doctrine::Detection& detection, const doctrine::LoadKind& load,
                   LoadForecast& out) {
  const Instant end = out.from + hours(load.horizon_h);
  for (const Announcement& one : known_until(state.findings, out.made)) {
    const bool here = std::ranges::any_of(one.areas, [&](const std::string& area) {
      const doctrine::CountedPlace* place = detection.place(area);
      return place != nullptr && std::ranges::find(load.regions, place->region) != load.regions.end();
    });
    const bool of_it = std::ranges::find(one.themes, load.theme.value) != one.themes.end();
    if (here && of_it && one.from < end && one.to > out.from) out.announced.push_back(one.title);
  }
}

std::optional<LoadForecast> make(const State& state, const doctrine::Detection& detection,
                                 const doctrine::LoadKind& load, const CountedPast& past) {
  const LoadHours hours = load_hours(state, detection, load, past);
  const auto known = std::ranges::count_if(hours.counts, is_known);
  const bool any = std::ranges::any_of(hours.counts, [](double count) { return count > 0; });
  if (known < least_hours || !any) return std::nullopt;
  const Usual usual = usual_of(hours);
  const Ahead ahead(hours, usual, past.closed);
  LoadForecast out;
  out.load = load_id(load);
  out.made = past.made;
  out.closed = past.closed;
  out.from = start_of_hour(past.closed);
  out.rows = ahead.rows();
  add_seen(hours, usual, out);
  add_steps(ahead, usual, load.horizon_h, out);
  add_shifts(ahead, usual, load.horizon_h, out);
  add_announced(state, detection, load, out);
  return out;
}

// ---- how good it was

// The counts of hours [first, end) together; nothing when one of them is not known.
std::optional<double> counted_in(const LoadHours& hours, std::int64_t first, std::int64_t end) {
  double out = 0;
  for (const std::int64_t hour : plain_hours(first, end)) {
    const std::int64_t k = hour - hours.first;
    if (k < 0 || k >= static_cast<std::int64_t>(hours.counts.size())) return std::nullopt;
    out += hours.counts[static_cast<std::size_t>(k)];  // one that is not known makes the sum so
  }
  if (!is_known(out)) return std::nullopt;
  return out;
}

double score_of(const std::vector<double>& quantiles, double truth) {
  std::array<double, detection::forecast_knots> of{};
  std::ranges::copy_n(quantiles.begin(), static_cast<std::ptrdiff_t>(std::min(quantiles.size(), of.size())),
                      of.begin());
  return detection::quantile_score(of, truth);
}

double smallest_band(const std::vector<double>& quantiles, double value) {
  constexpr std::array<double, 3> bands{0.5, 0.8, 0.95};  // between the inner, middle and outer pair
  for (std::size_t k = 0; k < bands.size(); ++k)
    if (value >= quantiles[2 - k] && value <= quantiles[4 + k]) return bands[k];
  return 1;
}

std::optional<LoadsScored> score(const State& state, const doctrine::Detection& detection,
                                 const doctrine::LoadKind& load, const CountedPast& past) {
  const auto known = state.loads.of.find(load_id(load));
  if (known == state.loads.of.end()) return std::nullopt;
  const LoadHours hours = load_hours(state, detection, load, past);
  LoadsScored out;
  out.load = load_id(load);
  out.closed = past.closed;
  for (const AwaitedLoad& one : known->second.awaited) {
    if (one.end > past.closed) break;
    const std::optional<double> truth = counted_in(hours, one.first, one.end);
    if (!truth) {
      ++out.missed;
      continue;
    }
    out.scored.push_back({one.made, start_of_hour(one.first), one.ahead_h, *truth,
                          score_of(one.quantiles, *truth), score_of(one.usual, *truth),
                          *truth - one.quantiles[one.quantiles.size() / 2],
                          smallest_band(one.quantiles, *truth)});
  }
  if (out.scored.empty() && out.missed == 0) return std::nullopt;
  return out;
}

// Whether this report is the first of its source in this hour: what follows is reckoned once an hour, also
// where it comes to nothing.
bool is_first_of_hour(const Findings& findings, std::string_view source, Instant now) {
  const LocalTick tick = local_tick(now);
  const auto day = findings.counts.find(day_text(tick.day));
  if (day == findings.counts.end()) return false;
  std::int64_t n = 0;
  for (const Counted& one : counts_of_day(day->second))
    if (one.tick / 12 == tick.tick / 12 &&
        split_series(findings.series[static_cast<std::size_t>(one.series)]).source == source)
      n += one.count;
  return n == 1;
}

double mean_with(double mean, double value, std::int64_t count) {
  constexpr std::int64_t memory = 500;  // forecasts; older ones fade
  return mean + (value - mean) / static_cast<double>(std::min(count, memory));
}
}  // namespace

std::string load_id(const doctrine::LoadKind& load) { return two(load.source.value, load.theme.value); }

bool is_current(const LoadForecast& forecast, Instant now) { return now - forecast.from <= too_old; }

std::optional<LoadForecast> make_load(const State& state, const doctrine::Detection& detection,
                                      const doctrine::LoadKind& load, std::int64_t closed, Instant made) {
  if (days_known(state.findings, closed / hours_a_local_day) < least_days) return std::nullopt;
  return make(state, detection, load, counted_past(state.findings, detection, closed, made));
}

std::optional<LoadsScored> score_load(const State& state, const doctrine::Detection& detection,
                                      const doctrine::LoadKind& load, std::int64_t closed, Instant now) {
  if (state.findings.counts.empty()) return std::nullopt;
  return score(state, detection, load, counted_past(state.findings, detection, closed, now));
}

std::vector<Event> loads_anew(const State& state, std::string_view series, const Context& context) {
  std::vector<Event> out;
  const doctrine::Detection& detection = context.doctrine.detection;
  const std::int64_t closed = local_hour_of(context.now);
  if (detection.loads.empty() || days_known(state.findings, closed / hours_a_local_day) < least_days)
    return out;
  const std::string source = split_series(series).source;
  std::vector<const doctrine::LoadKind*> due;
  for (const doctrine::LoadKind& load : detection.loads) {
    const auto known = state.loads.of.find(load_id(load));
    const bool told = known != state.loads.of.end() && known->second.newest.closed >= closed;
    if (load.source.value == source && !told) due.push_back(&load);
  }
  if (due.empty() || !is_first_of_hour(state.findings, source, context.now)) return out;
  const CountedPast past = counted_past(state.findings, detection, closed, context.now);
  for (const doctrine::LoadKind* load : due) {
    if (auto scored = score(state, detection, *load, past)) out.emplace_back(std::move(*scored));
    if (auto made = make(state, detection, *load, past)) out.emplace_back(LoadForecastMade{std::move(*made)});
  }
  return out;
}

std::vector<Event> loads_anew(const State& state, const Announcement& announced, const Context& context) {
  std::vector<Event> out;
  for (const doctrine::LoadKind& load : context.doctrine.detection.loads) {
    const auto known = state.loads.of.find(load_id(load));
    if (std::ranges::find(announced.themes, load.theme.value) == announced.themes.end() ||
        known == state.loads.of.end() || !is_current(known->second.newest, context.now))
      continue;
    auto made = make_load(state, context.doctrine.detection, load, known->second.newest.closed, context.now);
    if (made &&
        (made->steps != known->second.newest.steps || made->announced != known->second.newest.announced))
      out.emplace_back(LoadForecastMade{std::move(*made)});
  }
  return out;
}

void evolve_load(State& state, const LoadForecast& forecast) {
  LoadRecord& to = state.loads.of[forecast.load];
  // Made again for the same hours: the later word is the one that is held against the truth.
  if (to.newest.closed == forecast.closed)
    std::erase_if(to.awaited, [&](const AwaitedLoad& one) { return one.made == to.newest.made; });
  to.newest = forecast;
  to.awaited.insert(to.awaited.end(), forecast.to_score.begin(), forecast.to_score.end());
  std::ranges::stable_sort(to.awaited, {}, &AwaitedLoad::end);
  if (to.awaited.size() > limits::loads_awaited_max) to.awaited.resize(limits::loads_awaited_max);
}

void evolve_load(State& state, const LoadsScored& event) {
  LoadRecord& to = state.loads.of[event.load];
  std::erase_if(to.awaited, [&](const AwaitedLoad& one) { return one.end <= event.closed; });
  to.missed += event.missed;
  for (const ScoredLoad& one : event.scored) {
    auto score = std::ranges::lower_bound(to.scores, one.ahead_h, {}, &LoadScore::ahead_h);
    if (score == to.scores.end() || score->ahead_h != one.ahead_h)
      score = to.scores.insert(score, LoadScore{one.ahead_h});
    const std::int64_t count = ++score->count;
    score->crps = mean_with(score->crps, one.crps, count);
    score->usual = mean_with(score->usual, one.usual, count);
    score->in50 = mean_with(score->in50, one.inside <= 0.5 ? 1 : 0, count);
    score->in80 = mean_with(score->in80, one.inside <= 0.8 ? 1 : 0, count);
    score->in95 = mean_with(score->in95, one.inside <= 0.95 ? 1 : 0, count);
  }
}

void note_dark(State& state, const SourceTurned& event, const Context& context) {
  const doctrine::Detection& detection = context.doctrine.detection;
  if (detection.count(event.source.value) == nullptr) return;
  std::vector<DarkTime>& dark = state.loads.dark;
  if (event.state != "silent") {
    for (DarkTime& one : dark)
      if (one.source == event.source.value && !one.to) one.to = context.now;
    return;
  }
  const auto health = state.sources.find(event.source.value);
  if (health == state.sources.end() || health->second.state == "silent" || !health->second.last_received)
    return;
  const Duration kept = hours(hours_a_local_day * days_kept(detection));
  std::erase_if(dark, [&](const DarkTime& one) { return one.to && context.now - *one.to > kept; });
  if (dark.size() >= limits::dark_times_max) dark.erase(dark.begin());
  dark.push_back({event.source.value, *health->second.last_received, std::nullopt});
}

}  // namespace voorzien::picture
