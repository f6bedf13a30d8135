// Every maximum of the push hub. Machine time (decision 8).
#pragma once

#include <chrono>
#include <cstddef>

namespace voorzien::api {

struct HubLimits {
  std::chrono::milliseconds tick{50};         // changes within it leave in one frame (decision 23)
  std::chrono::milliseconds tick_of_acts{5};  // what a person did does not wait for the tick
  std::size_t pending_at_once = 2'000;        // that many changed entities do not wait for the tick
  std::size_t ring_frames = 1'024;            // about a minute; who is further behind asks `since`
  std::size_t ring_bytes = 8 * 1024 * 1024;
  std::size_t removals_kept = 2'000;     // a `since` older than the oldest one gets a full snapshot
  std::size_t audiences_max = 2'000;     // one more sees nothing
  std::size_t log_lines_kept = 100'000;  // newest ones; older lines are read from the journal
};

}  // namespace voorzien::api
