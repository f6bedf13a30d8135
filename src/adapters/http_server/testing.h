// For the tests of this folder: a blocking peer over a real loopback socket, a handler and a feed that tests
// steer, and waiting for a condition with a deadline instead of sleeping.
#pragma once

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "adapters/http_server/server.h"
#include "adapters/http_server/sockets.h"

namespace voorzien::adapters::testing {

constexpr int patience_ms = 20'000;

inline bool eventually(const std::function<bool()>& condition) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(patience_ms);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::yield();
  }
  return true;
}

class Peer {
 public:
  explicit Peer(std::uint16_t port, int receive_buffer = 0)
      : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (receive_buffer > 0)
      setsockopt(fd_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(fd_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;  // refused meanwhile: the answer tells
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  void finish() { ::shutdown(fd_.get(), SHUT_WR); }
  // More bytes into `in`; false at the end of the stream or out of patience.
  bool more() {
    pollfd wait{fd_.get(), POLLIN, 0};
    if (::poll(&wait, 1, patience_ms) <= 0) return false;
    std::array<char, 16'384> buffer;
    const ssize_t got = ::recv(fd_.get(), buffer.data(), buffer.size(), 0);
    if (got <= 0) return false;
    in.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
  }
  bool read_to(std::string_view mark) {
    while (in.find(mark) == std::string::npos)
      if (!more()) return false;
    return true;
  }
  std::string take(std::size_t size) {
    while (in.size() < size)
      if (!more()) break;
    std::string out = in.substr(0, size);
    in.erase(0, out.size());
    return out;
  }
  std::string take_head() {
    if (!read_to("\r\n\r\n")) return {};
    return take(in.find("\r\n\r\n") + 4);
  }
  // One whole answer: head and body. The body is left out for answers to HEAD.
  std::string take_answer(bool body = true) {
    std::string head = take_head();
    const std::size_t at = head.find("Content-Length: ");
    if (!body || at == std::string::npos) return head;
    return head + take(static_cast<std::size_t>(std::atoll(head.c_str() + at + 16)));
  }
  bool ended() {  // nothing more comes
    while (more()) {
    }
    return true;
  }
  int status() {
    const std::string head = take_answer();
    return head.size() < 12 ? 0 : std::atoi(head.c_str() + 9);
  }

  std::string in;

 private:
  Fd fd_;
};

inline std::string get(std::string_view target, std::string_view fields = {}) {
  return std::string("GET ")
      .append(target)
      .append(" HTTP/1.1\r\nHost: localhost\r\n")
      .append(fields)
      .append("\r\n");
}

// Echoes; /late is kept until `release`, /sse and /ws become streams.
class FakeHandler final : public api::Handler {
 public:
  void handle(api::Request request, api::Respond respond) override {
    api::Response out;
    if (request.path == "/late") {
      const std::lock_guard lock(mutex_);
      late_.push_back(std::move(respond));
      return;
    }
    if (request.path == "/dropped") return;
    if (request.path == "/throws") throw std::runtime_error("on purpose");
    if (request.path == "/sse" || request.path == "/ws") {
      out.stream = request.path == "/sse" ? api::StreamKind::Sse : api::StreamKind::WebSocket;
      out.stream_audience = request.parameter("audience").empty() ? "desk" : request.parameter("audience");
      out.stream_since = static_cast<std::uint64_t>(std::atoll(request.parameter("since").c_str()));
      return respond(out);
    }
    if (request.path == "/big") {
      out.body = std::make_shared<const std::string>(std::string(8'000'000, 'b'));
      return respond(out);
    }
    if (request.path == "/none") {
      out.status = 304;
      return respond(out);
    }
    out.body = std::make_shared<const std::string>(request.method + " " + request.path + "?" + request.query +
                                                   " " + request.body);
    respond(out);
  }
  std::size_t waiting() {
    const std::lock_guard lock(mutex_);
    return late_.size();
  }
  void release(const std::string& body) {
    std::vector<api::Respond> late;
    {
      const std::lock_guard lock(mutex_);
      late.swap(late_);
    }
    for (auto& respond : late) {
      api::Response out;
      out.body = std::make_shared<const std::string>(body);
      respond(std::move(out));
    }
  }

 private:
  std::mutex mutex_;
  std::vector<api::Respond> late_;
};

// Version n is the number n; a frame holds "<n>" and a catch-up "<a><b>...". Keeps `ring` frames.
class FakeFeed final : public api::ChangeFeed {
 public:
  explicit FakeFeed(std::size_t ring = 1'000) : ring_(ring) {}

  void publish(std::string_view padding = {}) {
    std::function<void()> wake;
    {
      const std::lock_guard lock(mutex_);
      ++version_;
      frames_.push_back(
          make(version_, version_, "<" + std::to_string(version_) + ">" + std::string(padding)));
      if (frames_.size() > ring_) frames_.pop_front();
      wake = wake_;
    }
    if (wake) wake();
  }
  std::vector<api::Frame> frames(std::string_view, std::uint64_t after, std::size_t limit,
                                 bool& behind) override {
    const std::lock_guard lock(mutex_);
    std::vector<api::Frame> out;
    behind = !frames_.empty() && after + 1 < frames_.front().index;
    for (const api::Frame& frame : frames_)
      if (frame.index > after && out.size() < limit) out.push_back(frame);
    return out;
  }
  api::Frame catch_up(std::string_view, std::uint64_t since) override {
    const std::lock_guard lock(mutex_);
    ++catch_ups;
    std::string text = "[";
    for (std::uint64_t n = since + 1; n <= version_; ++n) text += "<" + std::to_string(n) + ">";
    return make(version_, version_, text + "]");
  }
  api::Frame heartbeat() override {
    const std::lock_guard lock(mutex_);
    return make(0, version_, "beat");
  }
  void on_news(std::function<void()> wake) override {
    const std::lock_guard lock(mutex_);
    wake_ = std::move(wake);
  }

  std::atomic<int> catch_ups{0};

 private:
  static api::Frame make(std::uint64_t index, std::uint64_t version, const std::string& text) {
    api::Frame out;
    out.index = index;
    out.version = version;
    out.sse =
        std::make_shared<const std::string>("id: " + std::to_string(version) + "\ndata: " + text + "\n\n");
    std::string frame{static_cast<char>(0x81)};
    if (text.size() < 126) {
      frame += static_cast<char>(text.size());
    } else {
      frame += static_cast<char>(127);
      for (int i = 7; i >= 0; --i) frame += static_cast<char>((text.size() >> (8 * i)) & 0xff);
    }
    out.websocket = std::make_shared<const std::string>(frame + text);
    return out;
  }

  std::mutex mutex_;
  std::size_t ring_;
  std::uint64_t version_ = 0;
  std::deque<api::Frame> frames_;
  std::function<void()> wake_;
};

struct Running {
  explicit Running(HttpLimits limits = {}, std::size_t ring = 1'000) : feed(ring) {
    HttpServerOptions options;
    options.port = 0;
    options.limits = limits;
    auto listening = HttpServer::listen(options, handler, feed);
    REQUIRE(listening);
    server = std::move(listening).value();
  }
  [[nodiscard]] Peer peer() const { return Peer(server->port()); }

  FakeHandler handler;
  FakeFeed feed;
  std::unique_ptr<HttpServer> server;
};

inline std::string masked(int opcode, std::string_view payload, bool last = true) {
  std::string out{static_cast<char>((last ? 0x80 : 0) | opcode)};
  if (payload.size() < 126) {
    out += static_cast<char>(0x80 | payload.size());
  } else {
    out += static_cast<char>(0x80 | 126);
    out += static_cast<char>(payload.size() >> 8);
    out += static_cast<char>(payload.size() & 0xff);
  }
  const std::string mask = "\x11\x22\x33\x44";
  out += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) out += static_cast<char>(payload[i] ^ mask[i % 4]);
  return out;
}

constexpr std::string_view upgrade =
    "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

}  // namespace voorzien::adapters::testing
