// Every number of the simulation: how often things happen, and the bounds that its checkers hold the engine
// to.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/instant.h"

namespace voorzien::simulation::limits {
inline constexpr std::size_t steps_shown = 50;         // of a failing run
inline constexpr std::size_t inbox_max = 12;           // small, so that `busy` is met
inline constexpr std::size_t batch_max = 6;            // inputs of one turn
inline constexpr std::size_t deliver_tries_max = 6;    // then a sender drops its document
inline constexpr std::size_t command_tries_max = 8;    // then a person gives up
inline constexpr std::size_t plant_seeds_max = 40;     // within so many its checker must catch it
inline constexpr Duration tick = seconds(10);          // of an idle process
inline constexpr Duration supervisor = seconds(15);    // from the end of a process to its next start
inline constexpr Duration sign_every = minutes(5);     // checkpoints
inline constexpr Duration check_every = minutes(15);   // all checkers
inline constexpr Duration patience = seconds(20);      // of whoever waits for an answer
inline constexpr Duration silence_grace = minutes(2);  // beyond a source's bound: ticks, slow disk, restarts
inline constexpr Duration heal_within = minutes(40);   // after the last fault
inline constexpr std::size_t ring_frames = 64;         // who is further behind asks `since`
}  // namespace voorzien::simulation::limits
