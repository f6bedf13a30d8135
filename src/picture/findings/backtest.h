// Other thresholds tried on what was recorded before they go live: which warnings would have been given.
//
// Recorded is what the state keeps: counts of weeks, readings of two days, chances that forecasts gave in 30
// days. Each detector runs over its own, under the thresholds that hold and under those that are asked,
// before the gate. A warning that was given at the time lends its verdict, and how long before its
// verification the same would now have come. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/describe.h"
#include "base/result.h"
#include "detection/desk/data.h"
#include "doctrine/doctrine.h"
#include "picture/commands.h"
#include "picture/findings/finding.h"
#include "picture/state.h"

namespace voorzien::picture {

struct TriedSide {  // of one detector under one set of thresholds
  std::int64_t warnings = 0;
  std::int64_t hits = 0;  // of those that people judged then; late ones were right
  std::int64_t wrong = 0;
  std::optional<double> lead_s;  // median, from the warning to the verification of its signal
};
DESCRIBE(TriedSide, warnings, hits, wrong, lead_s)

struct TriedDetector {
  std::string id;
  double days = 0;  // that it ran over; 0: too little was recorded
  TriedSide now;    // under the thresholds that hold
  TriedSide then;   // under those that are asked
};
DESCRIBE(TriedDetector, id, days, now, then)

struct TriedWarning {
  Instant at;
  std::string detector;
  std::string theme;
  std::string place;
  double score = 0;
  bool now = false;  // under which thresholds it is given
  bool then = false;
  std::string finding;  // that was told at the time, with
  std::string verdict;
  std::optional<double> lead_s;
};
DESCRIBE(TriedWarning, at, detector, theme, place, score, now, then, finding, verdict, lead_s)

struct BudgetTried {
  double weeks = 0;  // of counts that were replayed; 0: too little was counted
  std::int64_t now = 0;
  std::int64_t then = 0;
  std::vector<TriedDetector> detectors;
  std::vector<TriedWarning> differ;  // given under one of both only, newest first
};
DESCRIBE(BudgetTried, weeks, now, then, detectors, differ)

// recorded: needs findings, stations and forecasts only. each: how pieces that do not need each other are
// run; empty: one after the other, with the same outcome. Error: what may not be set either.
[[nodiscard]] Result<BudgetTried> try_budget(const State& recorded, const doctrine::Doctrine& doctrine,
                                             const SetBudget& asked, Instant now,
                                             const detection::ForEach& each = {});

}  // namespace voorzien::picture
