// Makes and scores forecasts of loads: pure functions of the counts in the picture's state, so that each is
// made again from the journal, or from a later state, to the same numbers (rule 13).
//
// A report of the load's source that comes in is the sign that the hours before it are over and told: then,
// once a local hour, the truths that have come are scored and a forecast is made; and again at once when
// something is announced that changes the coming hours.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doctrine/doctrine.h"
#include "picture/picture.h"

namespace voorzien::picture {

[[nodiscard]] std::string load_id(const doctrine::LoadKind& load);  // "pager/care"

// From the counts of the hours before `closed` (a local hour's number), and what was announced up to `made`.
// Nothing while four weeks of counts are not known, or most hours of them.
[[nodiscard]] std::optional<LoadForecast> make_load(const State& state, const doctrine::Detection& detection,
                                                    const doctrine::LoadKind& load, std::int64_t closed,
                                                    Instant made);

// The truths that are known at `now` of hours before `closed`; nothing when none was awaited.
[[nodiscard]] std::optional<LoadsScored> score_load(const State& state, const doctrine::Detection& detection,
                                                    const doctrine::LoadKind& load, std::int64_t closed,
                                                    Instant now);

// After a report was counted as `series`, and after something was announced.
[[nodiscard]] std::vector<Event> loads_anew(const State& state, std::string_view series,
                                            const Context& context);
[[nodiscard]] std::vector<Event> loads_anew(const State& state, const Announcement& announced,
                                            const Context& context);

// Its last whole hour is recent enough to go by.
[[nodiscard]] bool is_current(const LoadForecast& forecast, Instant now);

void evolve_load(State& state, const LoadForecast& forecast);
void evolve_load(State& state, const LoadsScored& event);
// A counted source turned silent, or is heard again.
void note_dark(State& state, const SourceTurned& event, const Context& context);

}  // namespace voorzien::picture
