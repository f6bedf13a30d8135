// Every limit of logging in. Machine time (decision 8).
#pragma once

#include <cstddef>

#include "base/instant.h"

namespace voorzien::api::limits {
inline constexpr Duration session_lasts = hours(16);  // longer than the night shift of 13 hours in October
inline constexpr std::size_t token_bytes = 32;
inline constexpr std::size_t password_bytes_min = 12;  // of a new one
inline constexpr std::size_t password_bytes_max = 1'024;
// Failures that cost nothing; each further one makes the next wait longer, up to wait_max.
inline constexpr int free_failures_account = 5;
inline constexpr int free_failures_address = 20;  // a whole operations room may share one
inline constexpr Duration wait_first = seconds(30);
inline constexpr Duration wait_max = minutes(15);
inline constexpr Duration failures_kept = hours(1);        // after the last one
inline constexpr std::size_t throttled_keys_max = 10'000;  // accounts and addresses remembered
}  // namespace voorzien::api::limits
