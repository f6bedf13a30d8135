// RequestLoop: accepts connections, reads requests, hands them to the Handler, writes answers, and hands
// sockets that become streams to FanOut. One thread with one epoll; handlers answer from any thread.
#pragma once

#include <atomic>
#include <ctime>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "adapters/http_server/answers.h"
#include "adapters/http_server/connection.h"
#include "adapters/http_server/fan_out.h"
#include "adapters/http_server/hosts.h"

namespace voorzien::adapters {

class RequestLoop {
 public:
  struct Parts {
    Fd listener;
    Hosts hosts;
    HttpLimits limits;
    api::Handler& handler;
    FanOut& fan_out;
  };
  struct Counts {
    std::atomic<std::uint64_t> requests{0}, refused{0}, bad_requests{0};
  };

  explicit RequestLoop(Parts parts);
  ~RequestLoop();
  RequestLoop(const RequestLoop&) = delete;
  RequestLoop& operator=(const RequestLoop&) = delete;
  [[nodiscard]] const Counts& counts() const { return counts_; }
  [[nodiscard]] std::size_t open() const { return admission_->open(); }

 private:
  using Clock = Connection::Clock;

  void run();
  void accept_some();
  void admit(Accepted accepted);
  void on_event(std::uint64_t id, std::uint32_t events);
  void on_bytes(Connection& connection);
  void read_request(Connection& connection);
  void enter_body(Connection& connection);
  void dispatch(Connection& connection);
  void take_answers();
  void respond(Connection& connection, const api::Response& response);
  void start_stream(Connection& connection, const api::Response& response);
  void start_websocket(Connection& connection, const api::Response& response);
  void hand_over(Connection& connection, const api::Response& response, std::string head);
  void refuse(Connection& connection, int status, std::string_view why);
  void write(Connection& connection);
  void after_write(Connection& connection);
  void continue_ready();
  void check_deadlines();
  void expire(Connection& connection);
  void enter(Connection& connection, Phase phase, HttpLimits::ms wait);
  void watch(Connection& connection, std::uint32_t interest);
  void count_body(Connection& connection, std::size_t size);
  void close(Connection& connection);
  [[nodiscard]] Connection* find(std::uint64_t id);
  [[nodiscard]] std::string_view date();

  Parts parts_;
  const HttpLimits& limits_;
  std::shared_ptr<Admission> admission_;
  std::shared_ptr<Answers> answers_;
  Fd epoll_;
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;  // never iterated for output
  std::vector<std::uint64_t> ready_;   // answered, with bytes of a next request already here
  std::vector<std::uint64_t> closed_;  // to be forgotten at the end of the turn
  std::uint64_t last_id_ = 1;          // 0 listener, 1 answers
  std::size_t bodies_ = 0;             // bytes of bodies being read
  bool listening_ = true;
  std::time_t date_at_ = 0;
  std::string date_;
  Clock::time_point next_tick_;
  Counts counts_;
  std::atomic<bool> stop_{false};
  std::thread thread_;
};

}  // namespace voorzien::adapters
