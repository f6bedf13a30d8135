// What follows from what, across matters: an entry by hand becomes an observation of the picture, a signal of
// a crisis stops asking for itself.
#pragma once

#include <string_view>
#include <vector>

#include "crisis/crisis.h"
#include "desk/desk.h"
#include "network/network.h"
#include "picture/picture.h"

namespace voorzien::reactions {
[[nodiscard]] std::vector<picture::Event> react(const desk::Event& event, const picture::State& picture,
                                                const picture::Context& context);
// What a crisis does to its signals: they no longer ask for anything by themselves, or do so again.
[[nodiscard]] std::vector<picture::Event> react(const crisis::Event& event, const crisis::State& crises,
                                                const picture::State& picture,
                                                const picture::Context& context);

// ---- what one matter tells another when it decides

// The signals that a command names.
[[nodiscard]] std::vector<SignalId> signals_of(const crisis::Command& command);
// Those of them that there are, as they stand: the run-up of a crisis.
[[nodiscard]] std::vector<crisis::LinkedSignal> run_up(const picture::State& picture,
                                                       const std::vector<SignalId>& signals, Instant now);
// Everybody who is on duty, by function, in order of calling.
[[nodiscard]] std::vector<crisis::OnDuty> duty_list(const network::State& network, Instant now);
// Of an exercise that would begin: numbers of the crises that run and are none.
[[nodiscard]] std::vector<std::string> real_crises(const crisis::State& state, const desk::Command& command);
// Of a log line about a crisis: whether that one is an exercise.
[[nodiscard]] std::optional<bool> exercised(const crisis::State& state, const desk::Command& command);
// The running crises that a signal belongs to.
[[nodiscard]] std::vector<CrisisId> crises_of(const crisis::State& state, std::string_view signal);
}  // namespace voorzien::reactions
