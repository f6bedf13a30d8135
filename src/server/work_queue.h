// WorkQueue: one thread with a bounded queue, for work that must not run on the request loop (parsing a
// pushed document, a search, a look back). `post` says false when the queue is full; the caller answers
// `busy`.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace voorzien::server {

class WorkQueue {
 public:
  static constexpr std::size_t waiting_max = 256;

  WorkQueue();
  ~WorkQueue();  // finishes what is waiting
  WorkQueue(const WorkQueue&) = delete;
  WorkQueue& operator=(const WorkQueue&) = delete;
  [[nodiscard]] bool post(std::function<void()> work);

 private:
  void run();
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};

}  // namespace voorzien::server
