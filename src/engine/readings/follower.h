// ReadingsFollower: a thread that goes behind the journal and takes its readings into the index. It only
// reads: what it lags behind is missing in long charts for a moment, and nothing else waits for it.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "engine/readings/readings_index.h"
#include "journal/store.h"

namespace voorzien::engine {

// Takes in what the journal has and the index has not; how many readings. An index of another journal, or of
// one that was longer, is begun anew. Damaged entries are passed over: `journal verify` names them.
[[nodiscard]] Result<std::uint64_t> catch_up(
    journal::Store& store, ReadingsIndex& index,
    const std::function<bool()>& is_ending = [] { return false; });

class ReadingsFollower {
 public:
  // `tell` gets each failure, on the follower's thread; it goes on after a while.
  ReadingsFollower(journal::Store& store, ReadingsIndex& index, std::function<void(const Error&)> tell);
  ~ReadingsFollower();
  ReadingsFollower(const ReadingsFollower&) = delete;
  ReadingsFollower& operator=(const ReadingsFollower&) = delete;

 private:
  void run();

  journal::Store& store_;
  ReadingsIndex& index_;
  std::function<void(const Error&)> tell_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};

}  // namespace voorzien::engine
