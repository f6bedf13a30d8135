// What a measured quantity will be in the coming hours, as the picture keeps it: the newest forecast of each
// watched station, what of older ones still waits for its truth, and how good they were.
//
// Made when a reading comes in, at most once an hour a station; stored in the journal when made, scored when
// the truth arrives. Plain values, folded by evolve.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/instant.h"
#include "observations/observation.h"

namespace voorzien::picture {

// Lengths that a forecast is scored at.
inline constexpr std::array<std::int64_t, 6> scored_leads_s{3600, 10'800, 21'600, 43'200, 86'400, 172'800};

struct ForecastStep {
  Instant at;
  std::vector<double> quantiles;  // detection::forecast_levels: 2.5, 10, 25, 50, 75, 90, 97.5 %
  bool operator==(const ForecastStep&) const = default;
};
DESCRIBE(ForecastStep, at, quantiles)

struct Crossing {        // of one limit of the station's rule
  double threshold = 0;  // in the station's unit
  observations::Level level = observations::Level::Grey;
  std::string words;              // "Grens geel 4,80 m"
  double chance = 0;              // that it is passed at least once within the forecast
  std::optional<Instant> likely;  // when half of that chance has come
  std::optional<Instant> before;  // when nearly all of it has
  bool operator==(const Crossing&) const = default;
};
DESCRIBE(Crossing, threshold, level, words, chance, likely, before)

struct Forecast {
  std::string station;
  Instant made;
  Instant from;           // of the last reading that it starts from, and
  double value = 0;       // what was measured then
  std::string basis;      // source: its own forecast, corrected; own: our model of what was measured
  std::int64_t rows = 0;  // readings that our model learnt from
  std::vector<ForecastStep> steps;
  std::vector<Crossing> crossings;  // of the limits above what is measured now, lowest first
  std::string finding;              // warning that it gave or keeps up
};
DESCRIBE(Forecast, station, made, from, value, basis, rows, steps, crossings, finding)

struct AwaitedTruth {  // what was said of one moment that has not come
  Instant made;
  Instant at;
  std::int64_t lead_s = 0;
  double stays = 0;  // measured when it was made: "as it is now"
  std::vector<double> quantiles;
};
DESCRIBE(AwaitedTruth, made, at, lead_s, stays, quantiles)

struct ScoredForecast {
  Instant made;
  Instant at;
  std::int64_t lead_s = 0;
  double measured = 0;
  double crps = 0;    // in the station's unit
  double stays = 0;   // absolute error of "as it is now"
  double error = 0;   // measured less the median
  double inside = 1;  // smallest of 0.5, 0.8 and 0.95 whose band holds it; 1: none does
};
DESCRIBE(ScoredForecast, made, at, lead_s, measured, crps, stays, error, inside)

struct LeadScore {  // means over the forecasts of one length
  std::int64_t lead_s = 0;
  std::int64_t count = 0;
  double crps = 0;
  double stays = 0;
  double square = 0;  // of the error
  double in50 = 0;    // share inside the band
  double in80 = 0;
  double in95 = 0;
};
DESCRIBE(LeadScore, lead_s, count, crps, stays, square, in50, in80, in95)

struct ForeseenChance {  // of one forecast: the likeliest of its limits
  Instant made;
  double chance = 0;
  double threshold = 0;
};
DESCRIBE(ForeseenChance, made, chance, threshold)

struct StationForecast {
  Forecast newest;
  std::vector<AwaitedTruth> awaited;    // by time of the truth
  std::vector<LeadScore> scores;        // by length
  std::int64_t missed = 0;              // truths that never came: the station told nothing then
  std::vector<ForeseenChance> chances;  // of 30 days, those that a threshold could warn of
};
DESCRIBE(StationForecast, newest, awaited, scores, missed, chances)

}  // namespace voorzien::picture
