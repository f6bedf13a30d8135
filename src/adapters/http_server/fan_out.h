// FanOut: the thread that sends changes to all SSE and WebSocket connections (stack.md 2, design C).
//
// The request loop hands sockets over; the feed wakes it; each pass takes all that is new and gives it to
// every client that can take it. Nobody waits for a pass: publishing and requests go on. A client whose
// socket is full waits for EPOLLOUT; when the ring has gone on without it, it gets one catch-up by version;
// when it takes no byte for `stream_stall`, it is dropped.
#pragma once

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "adapters/http_server/stream_client.h"

namespace voorzien::adapters {

class FanOut {
 public:
  FanOut(const HttpLimits& limits, api::ChangeFeed& feed);
  ~FanOut();  // says goodbye and closes all streams
  FanOut(const FanOut&) = delete;
  FanOut& operator=(const FanOut&) = delete;

  void adopt(StreamSocket socket);  // any thread; bounded by the seats that the sockets hold

  struct Counts {
    std::atomic<std::uint64_t> streams{0}, dropped_slow{0}, caught_up{0};
  };
  [[nodiscard]] const Counts& counts() const { return counts_; }

 private:
  using Clock = StreamClient::Clock;
  struct Shared {  // a catch-up that others with the same `since` may use too
    std::size_t ring;
    std::uint64_t since;
    api::Frame frame;
  };

  void run();
  void take_inbox();
  void add(StreamSocket socket);
  [[nodiscard]] std::size_t ring_of(const std::string& audience);
  void on_event(std::size_t slot, std::uint32_t events);
  void pass();
  void pump(std::size_t slot);
  [[nodiscard]] bool give_catch_up(StreamClient& client);
  [[nodiscard]] std::optional<api::Frame> catch_up_of(std::size_t ring, std::uint64_t since);
  [[nodiscard]] bool too_much_under_way();
  void send_heartbeats();
  void send_comments();
  void drop_stalled();
  void drop(std::size_t slot);
  void say_goodbye();
  [[nodiscard]] int wait_ms(Clock::time_point now) const;

  const HttpLimits limits_;
  api::ChangeFeed& feed_;
  std::shared_ptr<Wake> wake_;  // shared with the feed, which may outlive us
  Fd epoll_;
  std::vector<StreamRing> rings_;
  std::vector<std::unique_ptr<StreamClient>> clients_;  // by slot; empty slots are null
  std::vector<std::size_t> free_;
  std::deque<Shared> shared_;
  // Catch-ups that clients still hold, to bound their bytes; counted anew only when the bound seems reached.
  std::vector<std::weak_ptr<const std::string>> under_way_;
  std::size_t under_way_bytes_ = 0;
  bool catch_ups_paused_ = false;  // until the next tick
  Clock::time_point next_heartbeat_, next_comment_, next_tick_;
  Counts counts_;
  std::atomic<bool> stop_{false};
  std::mutex inbox_mutex_;
  std::vector<StreamSocket> inbox_;
  std::thread thread_;
};

}  // namespace voorzien::adapters
