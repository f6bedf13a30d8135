// Answers: the way back of a response to the request loop, from whichever thread it comes.
//
// A connection has at most one request under way, so the queue is never longer than the number of
// connections. `respond_to` makes the callback a handler gets: it answers once; when the handler drops it
// unused, the answer is 500, so that no connection waits for nothing.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "adapters/http_server/sockets.h"
#include "api/http.h"

namespace voorzien::adapters {

struct Answer {
  std::uint64_t connection = 0;
  std::uint64_t request = 0;  // number of the request on it: a late answer meets a later request never
  api::Response response;
};

class Answers {
 public:
  void put(Answer answer);
  [[nodiscard]] std::vector<Answer> take();
  Wake& wake() { return wake_; }
  // The request loop says who it is: answers given on its own thread need no wake, it looks anyway.
  void belong_to_this_thread() { owner_ = std::this_thread::get_id(); }

 private:
  std::mutex mutex_;
  std::vector<Answer> waiting_;
  Wake wake_;
  std::atomic<std::thread::id> owner_{};
};

[[nodiscard]] api::Respond respond_to(std::shared_ptr<Answers> answers, std::uint64_t connection,
                                      std::uint64_t request);

}  // namespace voorzien::adapters
