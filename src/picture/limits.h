// Every limit of the picture (rule 11): the state stays bounded whatever the sources send.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/instant.h"

namespace voorzien::picture::limits {
inline constexpr std::size_t marks_max = 500;  // facts of one signal that are kept in it; older are counted
inline constexpr std::size_t observations_max = 200'000;  // current facts of all sources together
inline constexpr std::size_t signals_max = 10'000;        // kept in the state
inline constexpr std::size_t acts_max = 200;              // of one signal
inline constexpr std::size_t seen_by_max = 50;
inline constexpr std::size_t scale_max = 50;
inline constexpr std::size_t units_max = 100;
inline constexpr std::size_t history_max = 200;      // spans of one theme
inline constexpr std::size_t series_max = 600;       // points of one station, and of its forecast
inline constexpr std::size_t not_counted_max = 500;  // kept to be shown; the counters go on
inline constexpr std::size_t verdicts_max = 1'000;
inline constexpr std::size_t awaited_max = 20'000;  // ends heard before their beginning
inline constexpr Duration awaited_kept = hours(72);
inline constexpr std::size_t remarks_max = 20;
inline constexpr std::size_t recent_max = 24;  // receipt times of one source
inline constexpr std::size_t timers_at_once_max = 1'000;
inline constexpr std::size_t words_max = 2'000;  // bytes of a reason, so-what, promise
inline constexpr std::size_t counted_series_max = 4'000;
inline constexpr std::size_t counted_day_bytes_max = 200'000;  // of one day's counts
inline constexpr std::size_t readings_taken_max = 10'000;      // of one station at once
inline constexpr std::size_t findings_max = 2'000;             // kept
inline constexpr Duration findings_kept = hours(30 * 24);
inline constexpr Duration findings_held_kept = hours(48);
inline constexpr std::size_t budgets_max = 100;               // changes kept
inline constexpr std::size_t announced_max = 500;             // revisions of known events kept
inline constexpr Duration announced_longest = hours(7 * 24);  // also of one whose end is not said
inline constexpr std::size_t tried_max = 100;                 // warnings told of a back-test
inline constexpr std::size_t foreseen_max = 720;  // chances kept of one station: hourly of 30 days
inline constexpr std::size_t finding_facts_max = 100;
inline constexpr std::size_t forecast_stations_max = 200;
inline constexpr std::size_t truths_awaited_max = 400;  // of one station
inline constexpr std::size_t loads_awaited_max = 400;   // of one load
inline constexpr std::size_t dark_times_max = 500;      // of counted sources
inline constexpr std::size_t finding_parts_max = 12;
inline constexpr std::size_t frozen_after = 3;  // equal deliveries with an old publication time
}  // namespace voorzien::picture::limits
