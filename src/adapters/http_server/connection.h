// Connection: one socket of the request loop, its bytes in and out. What to do with a request is decided in
// request_loop.cpp.
//
//   Idle --byte--> Head --empty line--> Body --last byte--> Answering --answer--> Writing --sent--> Idle
//     Head, Body --fault, too late--> Writing (a refusal, then Closing)
//     Answering --a stream--> handed to FanOut
//     Writing --sent, no keep-alive--> Closing: our side is shut, what was under way is read and thrown away
//   until the peer closes too, so that it sees the answer and not a reset.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

#include "adapters/http_server/admission.h"
#include "adapters/http_server/request_reader.h"
#include "adapters/http_server/sockets.h"

namespace voorzien::adapters {

enum class Phase { Idle, Head, Body, Answering, Writing, Closing };

// What must be remembered of a request while its handler has it.
struct Asked {
  bool head_only = false;
  bool keep_alive = true;
  bool http11 = true;
  bool websocket = false;  // asks for an upgrade, in the form RFC 6455 wants
  bool websocket_version = false;
  std::string websocket_key;
  std::string origin;
  std::string last_event_id;
};

struct Connection {
  using Clock = std::chrono::steady_clock;
  enum class Io { Done, Blocked, Gone };

  Connection(std::uint64_t number, Fd socket, Admission::Seat its_seat, std::string its_address)
      : id(number), fd(std::move(socket)), seat(std::move(its_seat)), address(std::move(its_address)) {}

  // One read into `in`; Blocked when nothing was there.
  [[nodiscard]] Io receive();
  // Sends head and body from where it stood.
  [[nodiscard]] Io send();
  void set_output(std::string head, std::shared_ptr<const std::string> its_body);
  void release_output();

  const std::uint64_t id;
  Fd fd;
  Admission::Seat seat;
  std::string address;
  Phase phase = Phase::Idle;
  Clock::time_point deadline{};
  std::uint64_t request = 0;   // number of the request under way
  std::uint32_t interest = 0;  // what epoll was told
  bool peer_done = false;      // the peer has shut its side
  std::string in;
  std::unique_ptr<RequestReader> reader;
  std::size_t counted_body = 0;  // bytes of the body that the loop has counted
  std::size_t lingered = 0;
  Asked asked;

 private:
  std::string head_;
  std::shared_ptr<const std::string> body_;
  std::size_t sent_ = 0;
};

[[nodiscard]] Asked asked_of(const Head& head);

}  // namespace voorzien::adapters
