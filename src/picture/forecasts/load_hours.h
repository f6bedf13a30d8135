// The counted past by the hour, as forecasts of loads learn from it and are scored by it: how many reports
// each local hour brought, which hours are not known, and what known events multiply them by. Pure.
#pragma once

#include <cstdint>
#include <vector>

#include "detection/desk/data.h"
#include "detection/desk/outages.h"
#include "doctrine/detection.h"
#include "picture/state.h"

namespace voorzien::picture {

constexpr std::int64_t hours_a_local_day = 24;

// Of the night that has 02:00 twice the counts of both cannot be told apart, and the other lacks it.
[[nodiscard]] bool is_plain_hour(std::int64_t hour);
[[nodiscard]] Instant start_of_hour(std::int64_t hour);
[[nodiscard]] std::int64_t local_hour_of(Instant at);

// Of all loads together, read once: hours [first, closed) of the weeks that the usual is learnt from.
struct CountedPast {
  std::int64_t first = 0;
  std::int64_t known = 0;  // first hour with a count: before it nothing was counted
  std::int64_t closed = 0;
  Instant made;
  detection::DeskData desk;
  std::vector<detection::Outage> outages;  // as far as ticks before `made` tell of them
};
// Counts must not be empty.
[[nodiscard]] CountedPast counted_past(const Findings& findings, const doctrine::Detection& detection,
                                       std::int64_t closed, Instant made);

struct LoadHours {
  std::int64_t first = 0;
  std::vector<double> counts;       // of hours first, first + 1, ... up to closed; NaN: not known
  std::vector<double> log_factors;  // of the same and horizon_h more: 0 where nothing was announced
};
[[nodiscard]] LoadHours load_hours(const State& state, const doctrine::Detection& detection,
                                   const doctrine::LoadKind& load, const CountedPast& past);

}  // namespace voorzien::picture
