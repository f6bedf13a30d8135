// What follows for signals: a fact joins or opens one, a face is worked out anew, an unseen one climbs.
#pragma once

#include <string>
#include <vector>

#include "picture/picture.h"

namespace voorzien::picture {

[[nodiscard]] std::vector<Event> join(const State& state, const Observation& observation, bool late,
                                      const std::string& attach_to, bool new_signal, const Context& context);
// The signal's face now; `left` is why a fact left, for when it was the last one. `quiet`: raises no alarm.
[[nodiscard]] std::vector<Event> follow_face(const State& state, const std::string& signal, bool quiet,
                                             const std::string& left, const Context& context);
[[nodiscard]] std::vector<Event> start_climb(const State& state, const std::string& signal,
                                             const Context& context);
[[nodiscard]] std::string next_signal_id(const State& state, Instant now);
[[nodiscard]] std::string next_signal_number(const State& state, Instant now);

}  // namespace voorzien::picture
