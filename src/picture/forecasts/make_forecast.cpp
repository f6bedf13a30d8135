#include "picture/forecasts/make_forecast.h"

#include <algorithm>
#include <cmath>

#include "detection/forecast/corrected_forecast.h"
#include "detection/forecast/measurement_forecast.h"
#include "observations/level_words.h"
#include "picture/facts/reading.h"
#include "picture/index.h"
#include "picture/limits.h"

namespace voorzien::picture {
namespace {
using detection::forecast_levels;
using detection::MeasurementOutlook;

constexpr std::string_view of_source = "source";
constexpr std::string_view of_own = "own";
constexpr Duration too_old = hours(3);        // a last reading to start from
constexpr Duration least_past = hours(24);    // before our own model says anything
constexpr std::int64_t each_hour_until = 12;  // steps that are kept: hourly, then
constexpr std::int64_t sparse_h = 3;          // each third hour
constexpr double prior_weight = 10;           // forecasts that doctrine's doubt counts for
constexpr double half = 0.5;
constexpr double nearly_all = 0.95;

struct Ahead {
  MeasurementOutlook outlook;
  Duration step;
  std::string basis;
  std::int64_t rows = 0;
};

const LeadScore* score_of(const State& state, const std::string& station, double ahead_h) {
  const auto known = state.forecasts.find(station);
  if (known == state.forecasts.end()) return nullptr;
  const auto lead_s = static_cast<std::int64_t>(std::llround(ahead_h * 3600));
  const auto found = std::ranges::find(known->second.scores, lead_s, &LeadScore::lead_s);
  return found == known->second.scores.end() ? nullptr : &*found;
}

// Doctrine's doubt, and what was seen here since.
std::vector<detection::LengthDoubt> doubt_of(const State& state, const Station& station,
                                             const Watched& watched) {
  std::vector<detection::LengthDoubt> out;
  for (const doctrine::ForecastDoubt& one : watched.kind.doubts) {
    const double told = one.error / watched.rule.factor;
    double square = told * told;
    if (const LeadScore* score = score_of(state, station.id, one.ahead_h)) {
      const auto count = static_cast<double>(score->count);
      square = (square * prior_weight + score->square * count) / (prior_weight + count);
    }
    out.push_back({one.ahead_h, std::sqrt(square)});
  }
  return out;
}

Ahead by_source(const State& state, const Station& station, const Watched& watched) {
  std::vector<detection::ToldPoint> told;
  for (const Point& one : station.expected) told.push_back({one.at, one.value});
  std::ranges::stable_sort(told, {}, &detection::ToldPoint::at);
  const detection::Correction correction{watched.kind.lasting, doubt_of(state, station, watched)};
  return {detection::corrected_outlook(station.last->at, station.last->value, told, correction, hours(1),
                                       static_cast<std::size_t>(watched.kind.horizon_h)),
          hours(1), std::string(of_source), 0};
}

// No further ahead than half of what is known of the past.
Ahead by_own_model(const Station& station, const Watched& watched) {
  Ahead out{{}, hours(1), std::string(of_own), static_cast<std::int64_t>(station.measured.size())};
  if (out.rows < watched.kind.least_rows) return out;
  const Duration past = station.measured.back().at - station.measured.front().at;
  if (past < least_past || station.measured.back().at != station.last->at) return out;
  std::vector<Instant> times;
  for (const Point& one : station.measured) times.push_back(one.at);
  const detection::ForecastGrid grid(detection::usual_step(times));
  detection::MeasurementForecaster model;
  for (const Point& one : station.measured) detection::learn(grid, model, one.at, one.value);
  const std::int64_t ahead_us = std::min(hours(watched.kind.horizon_h).us, past.us / 2);
  out.step = grid.step;
  out.outlook = detection::look_ahead(grid, model, static_cast<std::size_t>(ahead_us / grid.step.us));
  return out;
}

void add_steps(const Ahead& ahead, Forecast& out) {
  const std::size_t known = ahead.outlook.expected.size();
  for (std::int64_t hour = 1;; hour += hour < each_hour_until ? 1 : sparse_h) {
    const auto step = static_cast<std::size_t>(hours(hour).us / ahead.step.us);
    if (step < 1 || step > known) break;
    ForecastStep& one = out.steps.emplace_back();
    one.at = out.from + Duration{ahead.step.us * static_cast<std::int64_t>(step)};
    for (const double level : forecast_levels)
      one.quantiles.push_back(detection::quantile(ahead.outlook, step, level));
  }
}

// When `share` of the whole chance has come.
std::optional<Instant> when(const std::vector<double>& curve, double share, const Ahead& ahead,
                            Instant from) {
  if (curve.empty() || !(curve.back() > 0)) return std::nullopt;
  const auto found = std::ranges::lower_bound(curve, share * curve.back());
  const auto step = static_cast<std::int64_t>(found - curve.begin()) + 1;
  return from + Duration{ahead.step.us * step};
}

void add_crossings(const Ahead& ahead, const Watched& watched, Forecast& out) {
  for (const doctrine::StationThreshold& one : watched.rule.thresholds) {
    Crossing crossing;
    crossing.threshold = one.value / watched.rule.factor;
    if (out.value >= crossing.threshold) continue;
    crossing.level = observations::level_of(one.level).value_or(observations::Level::Grey);
    crossing.words = one.words;
    const std::vector<double> curve =
        detection::crossing_curve(ahead.outlook, ahead.outlook.expected.size(), crossing.threshold);
    crossing.chance = curve.empty() ? 0 : curve.back();
    crossing.likely = when(curve, half, ahead, out.from);
    crossing.before = when(curve, nearly_all, ahead, out.from);
    out.crossings.push_back(std::move(crossing));
  }
  std::ranges::stable_sort(out.crossings, {}, &Crossing::threshold);
}

// Measured at `at`, or between the readings around it when they are no more than an hour apart.
std::optional<double> measured_at(const std::vector<Point>& measured, Instant at) {
  const auto after = std::ranges::lower_bound(measured, at, {}, &Point::at);
  if (after == measured.end()) return std::nullopt;
  if (after->at == at) return after->value;
  if (after == measured.begin()) return std::nullopt;
  const auto before = std::prev(after);
  if (after->at - before->at > hours(1)) return std::nullopt;
  const double part =
      static_cast<double>((at - before->at).us) / static_cast<double>((after->at - before->at).us);
  return before->value + part * (after->value - before->value);
}

double smallest_band(const std::vector<double>& quantiles, double value) {
  constexpr std::array<double, 3> bands{0.5, 0.8, 0.95};  // between the inner, middle and outer pair
  for (std::size_t k = 0; k < bands.size(); ++k)
    if (value >= quantiles[2 - k] && value <= quantiles[4 + k]) return bands[k];
  return 1;
}

double mean_with(double mean, double value, std::int64_t count) {
  constexpr std::int64_t memory = 500;  // forecasts; older ones fade
  return mean + (value - mean) / static_cast<double>(std::min(count, memory));
}

void await(StationForecast& to, const Forecast& forecast) {
  for (const std::int64_t lead_s : scored_leads_s) {
    const Instant at = forecast.from + seconds(lead_s);
    // A grid of odd steps has none just there: the nearest within a quarter of an hour speaks for it.
    const auto off = [at](const ForecastStep& one) { return std::abs((one.at - at).us); };
    const auto step = std::ranges::min_element(forecast.steps, {}, off);
    if (step != forecast.steps.end() && off(*step) <= minutes(15).us)
      to.awaited.push_back({forecast.made, step->at, lead_s, forecast.value, step->quantiles});
  }
  std::ranges::stable_sort(to.awaited, {}, &AwaitedTruth::at);
  if (to.awaited.size() > limits::truths_awaited_max) to.awaited.resize(limits::truths_awaited_max);
}
}  // namespace

std::optional<Watched> watched(const doctrine::Doctrine& doctrine, const Station& station) {
  const doctrine::ForecastKind* kind = doctrine.detection.forecast(station.kind);
  const doctrine::StationRule* rule = station_rule(doctrine, station.kind, station.name);
  if (kind == nullptr || rule == nullptr) return std::nullopt;
  return Watched{*rule, *kind};
}

bool is_current(const Forecast& forecast, Instant now) { return now - forecast.from <= too_old; }

std::optional<Forecast> make_forecast(const State& state, const Station& station, const Watched& watched,
                                      Instant now) {
  if (!station.last || station.measured.empty() || now - station.last->at > too_old) return std::nullopt;
  Ahead ahead = by_source(state, station, watched);
  if (ahead.outlook.expected.empty()) ahead = by_own_model(station, watched);
  Forecast out;
  out.station = station.id;
  out.made = now;
  out.from = station.last->at;
  out.value = station.last->value;
  out.basis = ahead.basis;
  out.rows = ahead.rows;
  add_steps(ahead, out);
  if (out.steps.empty()) return std::nullopt;
  add_crossings(ahead, watched, out);
  return out;
}

std::optional<ForecastsScored> score_forecasts(const Station& station, const StationForecast& known) {
  if (!station.last) return std::nullopt;
  ForecastsScored out;
  out.station = station.id;
  out.until = station.last->at;
  for (const AwaitedTruth& one : known.awaited) {
    if (one.at > out.until) break;
    const std::optional<double> truth = measured_at(station.measured, one.at);
    if (!truth) {
      ++out.missed;
      continue;
    }
    std::array<double, detection::forecast_knots> quantiles{};
    std::ranges::copy(one.quantiles, quantiles.begin());
    out.scored.push_back({one.made, one.at, one.lead_s, *truth, detection::quantile_score(quantiles, *truth),
                          std::abs(*truth - one.stays), *truth - one.quantiles[one.quantiles.size() / 2],
                          smallest_band(one.quantiles, *truth)});
  }
  if (out.scored.empty() && out.missed == 0) return std::nullopt;
  return out;
}

namespace {
// What a threshold could have warned of is kept, so that another one can be tried.
void keep_chance(StationForecast& to, const Forecast& forecast) {
  constexpr double least = 0.05;
  const Crossing* likeliest = nullptr;
  for (const Crossing& one : forecast.crossings)
    if (one.likely && (likeliest == nullptr || one.chance > likeliest->chance)) likeliest = &one;
  std::erase_if(to.chances,
                [&](const ForeseenChance& one) { return forecast.made - one.made > limits::findings_kept; });
  if (likeliest == nullptr || likeliest->chance < least) return;
  if (to.chances.size() >= limits::foreseen_max) to.chances.erase(to.chances.begin());
  to.chances.push_back({forecast.made, likeliest->chance, likeliest->threshold});
}
}  // namespace

void evolve_forecast(State& state, const Forecast& forecast) {
  StationForecast& to = state.forecasts[forecast.station];
  to.newest = forecast;
  await(to, forecast);
  keep_chance(to, forecast);
}

void evolve_forecast(State& state, const ForecastsScored& event) {
  StationForecast& to = state.forecasts[event.station];
  std::erase_if(to.awaited, [&](const AwaitedTruth& one) { return one.at <= event.until; });
  to.missed += event.missed;
  for (const ScoredForecast& one : event.scored) {
    auto score = std::ranges::lower_bound(to.scores, one.lead_s, {}, &LeadScore::lead_s);
    if (score == to.scores.end() || score->lead_s != one.lead_s)
      score = to.scores.insert(score, LeadScore{one.lead_s});
    const std::int64_t count = ++score->count;
    score->crps = mean_with(score->crps, one.crps, count);
    score->stays = mean_with(score->stays, one.stays, count);
    score->square = mean_with(score->square, one.error * one.error, count);
    score->in50 = mean_with(score->in50, one.inside <= 0.5 ? 1 : 0, count);
    score->in80 = mean_with(score->in80, one.inside <= 0.8 ? 1 : 0, count);
    score->in95 = mean_with(score->in95, one.inside <= 0.95 ? 1 : 0, count);
  }
}

}  // namespace voorzien::picture
