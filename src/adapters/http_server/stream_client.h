// StreamClient: one SSE or WebSocket connection as the fan-out thread keeps it.
//
// It holds no copies: only how far it is in the ring, and a short list of shared buffers that go first (the
// response head, a catch-up, a pong, the rest of a frame that the socket took only in part). Ring frames are
// therefore always sent from their beginning, so the ring may drop any frame at any time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "adapters/http_server/admission.h"
#include "adapters/http_server/sockets.h"
#include "adapters/http_server/stream_ring.h"
#include "adapters/http_server/websocket.h"
#include "api/http.h"

namespace voorzien::adapters {

struct StreamSocket {  // what the request loop hands over
  Fd fd;
  Admission::Seat seat;
  api::StreamKind kind = api::StreamKind::Sse;
  std::string audience;
  std::uint64_t since = 0;
  std::string head;          // 200 or 101, still to be sent
  std::string already_read;  // bytes of the client behind its request
};

class StreamClient {
 public:
  using Buffer = std::shared_ptr<const std::string>;
  using Clock = std::chrono::steady_clock;
  enum class Sent { All, Blocked, Broken };
  enum class Read { Open, Gone };

  StreamClient(StreamSocket socket, std::size_t index);
  // Sends until nothing is left or the socket takes no more.
  [[nodiscard]] Sent send(const StreamRing& ring);
  // Reads what the client sent, answers pings, notices closes. At most `turns` reads of 4 KB.
  [[nodiscard]] Read read(std::size_t turns, std::size_t message_limit);
  void first_bytes(std::size_t message_limit);
  void push(Buffer buffer) { first_.push_back(std::move(buffer)); }
  void catch_up(const api::Frame& frame);
  [[nodiscard]] bool needs_catch_up(const StreamRing& ring) const {
    return first_.empty() && !closing && (due || next < ring.first());
  }
  [[nodiscard]] bool has_work(const StreamRing& ring) const {
    return !first_.empty() || (!closing && (due || next < ring.end()));
  }
  [[nodiscard]] bool is_websocket() const { return websocket_; }

  Fd fd;
  std::size_t ring_index;     // of the ring of its audience
  std::uint64_t next = 0;     // ring index of the frame to send next
  std::uint64_t version = 0;  // reached after everything that is sent or stands in the list before the ring
  Clock::time_point moved{};  // when the socket last took a byte, while blocked
  bool due = true;            // wants a catch-up before anything of the ring
  bool blocked = false;       // waits for EPOLLOUT
  bool closing = false;       // ends when the list is sent

 private:
  struct Pieces;
  void gather(const StreamRing& from, Pieces& pieces) const;
  void consume(const StreamRing& from, std::size_t bytes);
  void take_bytes(std::string_view bytes, std::size_t message_limit);
  void react(const ClientFrameReader::Event& event);
  [[nodiscard]] const Buffer& bytes_of(const api::Frame& frame) const {
    return websocket_ ? frame.websocket : frame.sse;
  }

  bool websocket_;
  std::size_t offset_ = 0;  // into the front of the list
  std::vector<Buffer> first_;
  std::unique_ptr<ClientFrameReader> reader_;  // only while bytes of a frame are missing
  std::string early_;
  Admission::Seat seat_;
};

}  // namespace voorzien::adapters
