// How many reports the coming hours will bring ([[load]] of detection.toml), as the picture keeps it: the
// newest forecast of each load, what of older ones still waits for its truth, and how good they were beside
// "as usual".
//
// Hours are of local time, as the ticks of counting.h; the one that comes twice in October and the one that
// is left out in March are no hours: nothing is said of them. An hour in which the source was dark is not
// known, and never zero. Plain values, folded by evolve.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/instant.h"

namespace voorzien::picture {

struct LoadStep {  // an hour that comes
  Instant at;      // its beginning
  double usual = 0;
  std::vector<double>
      quantiles;  // whole counts, at detection::forecast_levels: 2.5, 10, 25, 50, 75, 90, 97.5 %
  bool operator==(const LoadStep&) const = default;
};
DESCRIBE(LoadStep, at, usual, quantiles)

struct LoadHour {  // an hour that was
  Instant at;
  std::optional<double> count;  // null: not known, the source was dark
  double usual = 0;
  bool operator==(const LoadHour&) const = default;
};
DESCRIBE(LoadHour, at, count, usual)

struct LoadStretch {  // several hours together: what is left of this shift, the next one
  Instant from;
  Instant to;
  std::int64_t hours = 0;
  double usual = 0;
  std::vector<double> quantiles;
  bool operator==(const LoadStretch&) const = default;
};
DESCRIBE(LoadStretch, from, to, hours, usual, quantiles)

struct AwaitedLoad {       // what was said of hours whose counts have not come
  std::int64_t first = 0;  // local hours since Monday 1969-12-29: [first, end)
  std::int64_t end = 0;
  std::int64_t ahead_h = 0;  // 0: the next shift
  Instant made;
  std::vector<double> quantiles;
  std::vector<double> usual;  // of "as usual"
  bool operator==(const AwaitedLoad&) const = default;
};
DESCRIBE(AwaitedLoad, first, end, ahead_h, made, quantiles, usual)

struct LoadForecast {
  std::string load;  // "pager/care"
  Instant made;
  Instant from;                // end of the last whole hour that was counted
  std::int64_t closed = 0;     // and its number: hours before it are over
  std::int64_t rows = 0;       // known hours that it learnt from
  std::vector<LoadHour> seen;  // the day before, oldest first
  std::vector<LoadStep> steps;
  std::vector<LoadStretch> shifts;     // what is left of the running one (unless nothing is), the next
  std::vector<std::string> announced;  // known events that are counted in
  std::vector<AwaitedLoad> to_score;   // what will be held against the truth
  bool operator==(const LoadForecast&) const = default;
};
DESCRIBE(LoadForecast, load, made, from, closed, rows, seen, steps, shifts, announced, to_score)

struct ScoredLoad {
  Instant made;
  Instant at;  // beginning of the hour or shift
  std::int64_t ahead_h = 0;
  double count = 0;
  double crps = 0;    // reports
  double usual = 0;   // the same score of "as usual"
  double error = 0;   // counted less the median
  double inside = 1;  // smallest of 0.5, 0.8 and 0.95 whose band holds it; 1: none does
};
DESCRIBE(ScoredLoad, made, at, ahead_h, count, crps, usual, error, inside)

struct LoadScore {           // means over the forecasts of one length
  std::int64_t ahead_h = 0;  // 0: the next shift
  std::int64_t count = 0;
  double crps = 0;
  double usual = 0;
  double in50 = 0;  // share inside the band
  double in80 = 0;
  double in95 = 0;
  bool operator==(const LoadScore&) const = default;
};
DESCRIBE(LoadScore, ahead_h, count, crps, usual, in50, in80, in95)

struct LoadRecord {  // of one load
  LoadForecast newest;
  std::vector<AwaitedLoad> awaited;  // by end
  std::vector<LoadScore> scores;     // by length
  std::int64_t missed = 0;           // truths that never came: the source was dark then
};
DESCRIBE(LoadRecord, newest, awaited, scores, missed)

struct DarkTime {  // a counted source told nothing
  std::string source;
  Instant from;  // last heard
  std::optional<Instant> to;
};
DESCRIBE(DarkTime, source, from, to)

struct Loads {
  std::map<std::string, LoadRecord> of;  // by load
  std::vector<DarkTime> dark;            // oldest first, as long as counts are kept
};
DESCRIBE(Loads, of, dark)

}  // namespace voorzien::picture
