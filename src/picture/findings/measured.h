// Readings of stations held against their own past: a value, a change or a noise that was not there in two
// days.
//
// Judged when it comes in, by detection::MeasurementState over the readings in the state, so that it is the
// same whoever computes it from that state (rule 13). What is watched: [[measured]] of detection.toml.
#pragma once

#include <optional>
#include <vector>

#include "picture/findings/thresholds.h"
#include "picture/picture.h"

namespace voorzien::picture {

// The last reading of `station`, when it stands out or nearly: with its numbers, without id.
[[nodiscard]] std::optional<Finding> judge_reading(const State& state, const Station& station,
                                                   const doctrine::Detection& detection,
                                                   const Thresholds& thresholds, Instant now);
// Every reading of `station` that stands out, as it was judged then, with its score beside those of all such
// stations; empty when its kind is not watched.
struct JudgedReading {
  Point reading;
  double score = 0;
};
[[nodiscard]] std::vector<JudgedReading> judge_readings(const State& state, const Station& station,
                                                        const doctrine::Detection& detection,
                                                        const Thresholds& thresholds, Instant now);
// What follows from a new reading of `station`: nothing, or a finding that is new or grew.
[[nodiscard]] std::vector<Event> judged_anew(const State& state, const std::string& station,
                                             const Context& context);

}  // namespace voorzien::picture
