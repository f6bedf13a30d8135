// Pushing changes to many clients: deliveries a second, latency, memory and processor time, through the hub
// and the HTTP server, beside the least that any server must do: one sendmsg of the same bytes a client.
//
// The clients are a child process (as browsers are), so that this process's counters are the server's alone.
// Usage: push_bench [clients] [changes a second] [seconds]; without arguments 2,000 and 50 for 5 s.
//        push_bench serve PORT: the same hub and server alone, for a load client that is not ours
//        (fanout_bench.py); each body that is posted to /pub is a change.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "adapters/http_server/server.h"
#include "adapters/http_server/sockets.h"
#include "api/push/hub.h"

namespace {
using namespace voorzien;
using adapters::Fd;

constexpr std::size_t entity_bytes = 200;

std::int64_t now_ns(clockid_t clock = CLOCK_MONOTONIC) {
  timespec at{};
  clock_gettime(clock, &at);
  return at.tv_sec * 1'000'000'000 + at.tv_nsec;
}

struct Plan {
  int clients = 2'000;
  int rate = 50;
  int seconds = 5;
  bool websocket = false;
  std::uint16_t port = 0;
};

struct Outcome {
  std::uint64_t delivered = 0;
  double p50_ms = 0, p99_ms = 0;
  int connected = 0;
};

// ---- the clients

int connect_to(const Plan& plan) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(plan.port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return -1;
  std::string ask =
      plan.websocket ? "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                       "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
                     : "GET /sse HTTP/1.1\r\nHost: localhost\r\n\r\n";
  [[maybe_unused]] const auto sent = ::send(fd, ask.data(), ask.size(), MSG_NOSIGNAL);
  return fd;
}

// A change carries at":"~<16 hex digits: when it was published>. It is found in the bytes, whatever frames
// them (a WebSocket header may hold a bare ~); one that is cut by a read is put together from the tail kept
// of the read before.
constexpr std::string_view mark = "at\":\"~";
constexpr std::size_t stamp_digits = 16;

struct Client {
  Fd fd;
  std::string tail;
};

// How many of the bytes were read to the end.
std::size_t scan(std::string_view bytes, std::int64_t now, std::vector<float>& waits) {
  std::size_t done = 0;
  for (std::size_t at = bytes.find(mark); at != std::string_view::npos; at = bytes.find(mark, done)) {
    if (at + mark.size() + stamp_digits > bytes.size()) return at;
    const std::string stamp(bytes.substr(at + mark.size(), stamp_digits));
    waits.push_back(static_cast<float>(now - std::strtoll(stamp.c_str(), nullptr, 16)) / 1e6F);
    done = at + mark.size() + stamp_digits;
  }
  return std::max(done, bytes.size() - std::min(bytes.size(), mark.size() - 1));
}

void read_client(Client& client, std::vector<float>& waits, std::vector<char>& buffer) {
  const ssize_t got = ::recv(client.fd.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (got <= 0) return;
  std::string_view bytes(buffer.data(), static_cast<std::size_t>(got));
  std::string joined;
  if (!client.tail.empty()) {
    joined = client.tail + std::string(bytes);
    bytes = joined;
  }
  client.tail = std::string(bytes.substr(scan(bytes, now_ns(), waits)));
}

Outcome run_clients(const Plan& plan, int ready, int stop) {
  adapters::raise_open_files();
  std::vector<Client> clients;
  const Fd poller(epoll_create1(EPOLL_CLOEXEC));
  for (int i = 0; i < plan.clients; ++i) {
    const int fd = connect_to(plan);
    if (fd < 0) break;
    clients.push_back({Fd(fd), {}});
    adapters::epoll_set(poller.get(), EPOLL_CTL_ADD, fd, EPOLLIN, static_cast<std::uint64_t>(i));
  }
  adapters::epoll_set(poller.get(), EPOLL_CTL_ADD, stop, EPOLLIN, ~std::uint64_t{0});
  std::vector<float> waits;
  waits.reserve(static_cast<std::size_t>(plan.clients) * static_cast<std::size_t>(plan.rate * plan.seconds));
  std::vector<char> buffer(1 << 18);
  [[maybe_unused]] const auto told = ::write(ready, "r", 1);
  std::vector<epoll_event> events(1'024);
  for (bool running = true; running;) {
    const int count = epoll_wait(poller.get(), events.data(), static_cast<int>(events.size()), 1'000);
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i) {
      if (events[i].data.u64 == ~std::uint64_t{0})
        running = false;
      else
        read_client(clients[events[i].data.u64], waits, buffer);
    }
  }
  std::sort(waits.begin(), waits.end());
  const auto part = [&waits](double share) {
    return waits.empty()
               ? 0.0
               : static_cast<double>(
                     waits[static_cast<std::size_t>(share * static_cast<double>(waits.size() - 1))]);
  };
  return {waits.size(), part(0.5), part(0.99), static_cast<int>(clients.size())};
}

// ---- the server

class StreamsOnly final : public api::Handler {
 public:
  void publish_to(api::Hub* hub) { hub_ = hub; }
  void handle(api::Request request, api::Respond respond) override {
    api::Response out;
    if (request.path == "/pub" && hub_ != nullptr) {
      views::LogLine line;
      line.version = ++published_;
      line.id = std::to_string(line.version % 1'000);
      line.text = std::move(request.body);
      const std::uint64_t version = line.version;
      hub_->publish({version, {std::move(line)}, {}});
      out.body = body_;
    } else if (request.path == "/get") {
      out.body = body_;
    } else {
      out.stream = request.path == "/ws" ? api::StreamKind::WebSocket : api::StreamKind::Sse;
      out.stream_audience = "desk";
    }
    respond(std::move(out));
  }

 private:
  std::shared_ptr<const std::string> body_ = std::make_shared<const std::string>(R"({"version":1})");
  api::Hub* hub_ = nullptr;
  std::uint64_t published_ = 0;  // the request thread's
};

std::string encode(const views::Entity& entity) { return std::get<views::LogLine>(entity).text; }

// One audience, which sees all.
api::HubTools tools() {
  return {encode,
          {doctrine::Audience::of_everything()},
          [](const doctrine::Audience&, const views::Entity&) { return views::Form{}; },
          [](const doctrine::Audience&, views::Entity entity) { return std::optional(std::move(entity)); },
          [] {
            return api::Beat{"2026-06-27T14:00:00.000000Z", 1};
          }};
}

std::string change() {
  std::string out = fmt::format("{{\"type\":\"log\",\"at\":\"~{:016x}\",\"text\":\"", now_ns());
  out.append(entity_bytes - out.size() - 2, 'x');
  return out.append("\"}");
}

double process_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

long resident_kb() {
  std::ifstream file("/proc/self/statm");
  long pages = 0;
  file >> pages >> pages;
  return pages * (sysconf(_SC_PAGESIZE) / 1'024);
}

void publish_for(api::Hub& hub, const Plan& plan) {
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t base = hub.version();
  for (int i = 0; i < plan.rate * plan.seconds; ++i) {
    std::this_thread::sleep_until(start + std::chrono::microseconds(std::int64_t{1'000'000} * i / plan.rate));
    views::LogLine line;
    line.id = std::to_string(i % 1'000);
    line.version = base + static_cast<std::uint64_t>(i) + 1;
    line.text = change();
    const std::uint64_t version = line.version;
    hub.publish({version, {std::move(line)}, {}});
  }
}

// What any server must do a frame and client: one sendmsg of its bytes. Readers empty the sockets between
// passes, outside the clock.
double bare_us_per_send(int clients, std::size_t bytes) {
  std::vector<std::pair<Fd, Fd>> pairs;
  for (int i = 0; i < clients; ++i) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) break;
    pairs.emplace_back(Fd(ends[0]), Fd(ends[1]));
  }
  const std::string text(bytes, 'x');
  std::vector<char> sink(bytes * 2);
  std::int64_t spent = 0;
  constexpr int passes = 20;
  for (int pass = 0; pass < passes; ++pass) {
    const std::int64_t before = now_ns(CLOCK_THREAD_CPUTIME_ID);
    for (const auto& [from, to] : pairs) {
      iovec piece{const_cast<char*>(text.data()), text.size()};
      msghdr message{};
      message.msg_iov = &piece;
      message.msg_iovlen = 1;
      [[maybe_unused]] const auto sent = ::sendmsg(from.get(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    spent += now_ns(CLOCK_THREAD_CPUTIME_ID) - before;
    for (const auto& [from, to] : pairs) [[maybe_unused]]
      const auto got = ::recv(to.get(), sink.data(), sink.size(), 0);
  }
  return static_cast<double>(spent) / 1e3 / passes /
         static_cast<double>(std::max<std::size_t>(pairs.size(), 1));
}

void measure(Plan plan) {
  StreamsOnly handler;
  int ready[2];
  int stop[2];
  int result[2];
  int port[2];
  if (pipe(ready) != 0 || pipe(stop) != 0 || pipe(result) != 0 || pipe(port) != 0) return;
  std::fflush(stdout);
  const pid_t child = fork();  // before any thread
  if (child == 0) {
    [[maybe_unused]] const auto got = ::read(port[0], &plan.port, sizeof plan.port);
    const Outcome outcome = run_clients(plan, ready[1], stop[0]);
    [[maybe_unused]] const auto told = ::write(result[1], &outcome, sizeof outcome);
    _exit(0);
  }
  api::Hub hub(tools());
  adapters::HttpServerOptions options;
  options.port = 0;
  auto server = std::move(adapters::HttpServer::listen(options, handler, hub)).value();
  const long before_kb = resident_kb();
  plan.port = server->port();
  [[maybe_unused]] auto moved = ::write(port[1], &plan.port, sizeof plan.port);
  char byte = 0;
  moved = ::read(ready[0], &byte, 1);
  while (server->counts().streams < static_cast<std::uint64_t>(plan.clients)) std::this_thread::yield();
  const long after_kb = resident_kb();
  const double cpu = process_seconds();
  publish_for(hub, plan);
  std::this_thread::sleep_for(std::chrono::seconds(1));  // the last ones arrive
  const double used = process_seconds() - cpu;
  const auto dropped = server->counts().dropped_slow + server->counts().caught_up;
  moved = ::write(stop[1], "s", 1);
  Outcome outcome;
  moved = ::read(result[0], &outcome, sizeof outcome);
  waitpid(child, nullptr, 0);
  const auto expected =
      static_cast<std::uint64_t>(plan.clients) * static_cast<std::uint64_t>(plan.rate * plan.seconds);
  const double each = used * 1e6 / static_cast<double>(std::max<std::uint64_t>(outcome.delivered, 1));
  const double batch = std::max(1.0, plan.rate * 0.05);
  const double bare =
      bare_us_per_send(plan.clients, static_cast<std::size_t>(batch * (entity_bytes + 1)) + 60) / batch;
  fmt::print(
      "push {} {} clients x {}/s: {:.0f} deliveries/s ({} of {}), p50 {:.0f} ms, p99 {:.0f} ms, {:.2f} KB a "
      "connection, {:.2f} us each; limit (bare sendmsg) {:.2f} us; ratio {:.1f}; behind {}\n",
      plan.websocket ? "websocket" : "sse", outcome.connected, plan.rate,
      static_cast<double>(outcome.delivered) / plan.seconds, outcome.delivered, expected, outcome.p50_ms,
      outcome.p99_ms, static_cast<double>(after_kb - before_kb) / plan.clients, each, bare, each / bare,
      dropped);
}

// Small requests one after another on 16 connections, beside an echo of as many bytes over a socket pair.
void measure_requests() {
  StreamsOnly handler;
  api::Hub hub(tools());
  adapters::HttpServerOptions options;
  options.port = 0;
  auto server = std::move(adapters::HttpServer::listen(options, handler, hub)).value();
  constexpr int connections = 16;
  constexpr int rounds = 4'000;
  const std::string ask = "GET /get HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n";
  std::vector<Fd> fds;
  Plan plan;
  plan.port = server->port();
  for (int i = 0; i < connections; ++i) {
    fds.emplace_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(plan.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fds.back().get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) return;
  }
  std::vector<char> buffer(4'096);
  const std::int64_t start = now_ns();
  for (int round = 0; round < rounds; ++round) {
    for (const Fd& fd : fds) [[maybe_unused]]
      const auto sent = ::send(fd.get(), ask.data(), ask.size(), MSG_NOSIGNAL);
    for (const Fd& fd : fds) [[maybe_unused]]
      const auto got = ::recv(fd.get(), buffer.data(), buffer.size(), 0);
  }
  const double ours = connections * rounds / (static_cast<double>(now_ns() - start) / 1e9);
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return;
  const Fd near(ends[0]);
  std::thread echo([far = ends[1]] {
    const Fd end(far);
    std::vector<char> bytes(4'096);
    for (ssize_t got = 1; (got = ::recv(end.get(), bytes.data(), bytes.size(), 0)) > 0;) [[maybe_unused]]
      const auto sent = ::send(end.get(), bytes.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL);
  });
  const std::int64_t begin = now_ns();
  constexpr int echoes = 20'000;
  for (int i = 0; i < echoes; ++i) {
    [[maybe_unused]] auto moved = ::send(near.get(), ask.data(), ask.size(), MSG_NOSIGNAL);
    moved = ::recv(near.get(), buffer.data(), buffer.size(), 0);
  }
  const double bare = echoes / (static_cast<double>(now_ns() - begin) / 1e9);
  ::shutdown(near.get(), SHUT_RDWR);
  echo.join();
  fmt::print(
      "GET {:.0f} requests/s on {} connections; limit (bare echo, one at a time) {:.0f}/s; ratio {:.2f}\n",
      ours, connections, bare, ours / bare);
}
void serve(std::uint16_t port) {
  adapters::raise_open_files();
  StreamsOnly handler;
  api::Hub hub(tools());
  handler.publish_to(&hub);
  adapters::HttpServerOptions options;
  options.port = port;
  const auto server = std::move(adapters::HttpServer::listen(options, handler, hub)).value();
  fmt::print("listening {}\n", server->port());
  std::fflush(stdout);
  char byte = 0;
  while (::read(STDIN_FILENO, &byte, 1) > 0) continue;  // until whoever started it goes
}
}  // namespace

int main(int argc, char** argv) {
  if (argc > 2 && std::string_view(argv[1]) == "serve") {
    serve(static_cast<std::uint16_t>(std::atoi(argv[2])));
    return 0;
  }
  Plan plan;
  if (argc > 1) plan.clients = std::atoi(argv[1]);
  if (argc > 2) plan.rate = std::atoi(argv[2]);
  if (argc > 3) plan.seconds = std::atoi(argv[3]);
  fmt::print("{} processors; clients run on the same machine\n", std::thread::hardware_concurrency());
  measure(plan);
  plan.websocket = true;
  measure(plan);
  measure_requests();
}
