// Every limit of the engine (rule 11).
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/instant.h"

namespace voorzien::engine::limits {
inline constexpr std::size_t inbox_max = 65'536;    // inputs waiting; more are answered `busy`
inline constexpr std::size_t batch_max = 1'024;     // inputs decided between two commits
inline constexpr std::size_t at_once_max = 256;     // of them, before the disk is looked after
inline constexpr std::size_t written_at_once = 32;  // entries made bytes before the disk is looked after
inline constexpr std::size_t handed_over_min = 16;  // inputs of a turn that is worth another thread's waking
inline constexpr std::size_t events_per_input_max = 500'000;
inline constexpr std::size_t timers_per_step_max = 100'000;
inline constexpr std::size_t command_ids_max =
    1'000'000;  // decision 19: 7 days or this many, whichever is more
inline constexpr Duration command_ids_kept = days(7);
inline constexpr std::size_t removals_kept = 2'000;  // a client older than the oldest gets a full snapshot
// Snapshots: what bounds a look back is the number of entries between two of them.
inline constexpr std::uint64_t snapshot_every_entries = 400;
inline constexpr Duration snapshot_apart = seconds(30);  // of region time: a storm makes no storm of them
inline constexpr std::uint64_t snapshot_entries_max = 20'000;  // and then one all the same
inline constexpr Duration snapshots_dense_for = hours(24);     // all of these are kept, older ones thinned
inline constexpr std::uint64_t snapshots_sparse_entries = 10'000;
inline constexpr std::size_t snapshots_max = 500;  // of the dense and of the thinned ones each; then sparser
inline constexpr std::size_t past_states_max =
    4;  // decoded states of moments, kept for who looks there again
inline constexpr std::uint64_t walk_entries_max = 20'000;  // replayed for one page of the rewind
inline constexpr std::size_t replay_block = 1'024;         // entries that one thread decodes at once
inline constexpr std::size_t replay_blocks_ahead = 16;     // of them, decoded before they are evolved
inline constexpr std::size_t audit_faults_max = 100;       // named one by one; the rest are counted
inline constexpr std::size_t audit_block_entries = 1'024;  // handed to another thread at once
inline constexpr std::size_t audit_block_bytes = 4U << 20U;
inline constexpr std::size_t audit_blocks_ahead = 3;         // read, and not yet judged
inline constexpr std::uint64_t indexed_at_once = 4'096;      // entries whose readings are taken in together
inline constexpr std::size_t indexed_readings_max = 50'000;  // and of them no more than about this many
inline constexpr std::size_t history_rows_max =
    1'000'000;  // readings behind one chart: nineteen years of ten minutes
inline constexpr Duration heard_every = minutes(1);  // decision 6
}  // namespace voorzien::engine::limits
