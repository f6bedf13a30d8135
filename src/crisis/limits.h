// Every limit of a crisis (rule 11).
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/instant.h"

namespace voorzien::crisis::limits {
inline constexpr std::size_t crises_max =
    200;  // in the state; the oldest closed one makes room, running ones never
inline constexpr std::size_t signals_max = 200;   // of one crisis
inline constexpr std::size_t title_max = 200;     // characters
inline constexpr std::size_t words_max = 500;     // of a name, a reason, a note
inline constexpr std::size_t text_max = 4'000;    // of a heading or an answer
inline constexpr std::size_t teams_max = 40;      // of one crisis
inline constexpr std::size_t positions_max = 60;  // of one team
inline constexpr std::size_t calls_max = 400;
inline constexpr std::size_t attempts_max = 10;  // in line for one position
inline constexpr std::size_t actions_max = 1'000;
inline constexpr std::size_t decisions_max = 500;
inline constexpr std::size_t contradictions_max = 200;
inline constexpr std::size_t values_max = 6;        // of one contradiction
inline constexpr std::size_t situations_kept = 50;  // older ones stay in the journal
inline constexpr std::size_t municipalities_max = 60;
inline constexpr std::size_t history_max = 500;  // of levels, t0, phases, reviews
inline constexpr Duration alarm_link_lasts = minutes(60);
inline constexpr std::int64_t alarm_minutes_max = 24 * 60;  // that somebody may say to be under way
inline constexpr std::size_t reason_min = 10;               // characters, of an act outside one's powers
}  // namespace voorzien::crisis::limits
