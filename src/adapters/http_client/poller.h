// Poller: asks every source that has an address on its rhythm and hands over what it says.
//
// A few worker threads share the sources; one source is never asked twice at once. Machine time only
// (decision 8). The callbacks run on a worker, one source's in order, and must not throw; `news` may block
// (back-pressure: that worker asks nothing meanwhile). ETag and Last-Modified of each source are kept in
// memory. Destroying it stops all within a second.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "adapters/http_client/fetcher.h"
#include "adapters/http_client/schedule.h"
#include "base/ids.h"

namespace voorzien::adapters {

struct PolledSource {
  SourceId id;
  FetchRequest request;  // without validators
  Duration every;
  bool is_index = false;  // its documents may list others that stand behind links
};

struct PollerCallbacks {
  // False when the document was of no use: then it is asked for whole again, not only when it changed.
  std::function<bool(const SourceId&, std::string bytes)> news;
  std::function<void(const SourceId&)>
      heard;  // it answered that nothing changed (304) or that there is nothing (204)
  std::function<void(const SourceId&, const Error&, int failures)> failed;
};

class Poller {
 public:
  // The fetcher must live longer. `seed` spreads the waits.
  Poller(std::vector<PolledSource> sources, Fetcher& fetcher, PollerCallbacks callbacks, std::uint64_t seed,
         std::size_t workers = 4);
  ~Poller();
  Poller(const Poller&) = delete;
  Poller& operator=(const Poller&) = delete;

 private:
  void work();
  void ask(std::size_t source);

  std::vector<PolledSource> sources_;
  Fetcher& fetcher_;
  PollerCallbacks callbacks_;
  std::mutex mutex_;
  std::condition_variable wake_;
  PollSchedule schedule_;             // under mutex_
  bool stopped_ = false;              // under mutex_
  std::vector<std::thread> workers_;  // last: they use all of the above
};

}  // namespace voorzien::adapters
