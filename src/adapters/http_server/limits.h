// Every maximum of the HTTP server in one place (rule: each queue, payload and wait has a name and a test).
//
// Tests make a copy with small numbers; the product uses these. Times are machine time (decision 8).
#pragma once

#include <chrono>
#include <cstddef>

namespace voorzien::adapters {

struct HttpLimits {
  using ms = std::chrono::milliseconds;

  // One request.
  std::size_t request_line_bytes = 8 * 1024;       // longer: 414
  std::size_t header_bytes = 16 * 1024;            // request line and fields together; more: 431
  std::size_t header_fields = 100;                 // more: 431
  std::size_t body_bytes = 1024 * 1024;            // more: 413
  std::size_t feed_body_bytes = 32 * 1024 * 1024;  // POST /api/feeds/*: whole files of sources
  std::size_t attachment_body_bytes = 25U << 20U;  // POST /api/attachments: a photo or PDF
  std::size_t chunk_line_bytes = 256;              // size line of a chunk, with extensions
  std::size_t trailer_bytes = 4 * 1024;            // after the last chunk; read and thrown away
  // All requests together.
  std::size_t bodies_in_memory = 256 * 1024 * 1024;  // more: 503
  std::size_t read_ahead_bytes = 64 * 1024;          // pipelined bytes kept while an answer is awaited

  // Connections, streams included. Loopback counts for no address: there stands the proxy, or a test.
  std::size_t connections = 16'000;
  std::size_t connections_per_address = 512;
  int accepts_per_turn = 256;

  // Waiting, for the peer or for an answer.
  ms header_wait{10'000};
  ms body_wait{60'000};                           // and one second more for every
  std::size_t body_bytes_per_second = 64 * 1024;  // that the body is long
  ms idle_wait{75'000};
  ms answer_wait{60'000};  // longer: 503
  ms write_wait{30'000};   // no byte taken by the peer for so long
  ms linger_wait{2'000};   // after a refusal: read what was under way, so that the peer sees the answer
  std::size_t linger_bytes = 256 * 1024;
  ms tick{250};  // how often deadlines are looked at

  // Streams.
  std::size_t stream_ring_frames = 1'024;  // behind more than this: caught up by `since`
  std::size_t stream_ring_bytes = 8 * 1024 * 1024;
  std::size_t frames_per_pull = 256;
  std::size_t catch_up_cache = 64;                 // answers to `since` that are shared within one version
  std::size_t catch_up_bytes = 256 * 1024 * 1024;  // under way to all clients; more must wait
  std::size_t client_frame_bytes = 4 * 1024;       // WebSocket message of a browser; more: close 1009
  std::size_t reads_per_client = 4;                // 4 KB reads a turn from one stream client
  ms stream_stall{30'000};                         // takes no byte for so long: dropped
  ms heartbeat{1'000};                             // WebSocket
  ms heartbeat_after_join{50};                     // who joins learns soon what time it is in the region
  ms comment{15'000};                              // SSE
};

}  // namespace voorzien::adapters
