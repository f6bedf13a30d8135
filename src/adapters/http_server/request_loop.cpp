#include "adapters/http_server/request_loop.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <utility>

#include "adapters/http_server/response.h"

namespace voorzien::adapters {
namespace {
constexpr std::uint64_t listener_id = 0;
constexpr std::uint64_t answers_id = 1;
constexpr std::size_t events_per_turn = 256;
// Files for the store, the films and the rest of the process.
constexpr std::size_t other_files = 256;

std::size_t connections_for(const HttpLimits& limits) {
  const std::size_t files = raise_open_files();
  return std::min(limits.connections, files > 2 * other_files ? files - other_files : files / 2);
}
}  // namespace

RequestLoop::RequestLoop(Parts parts)
    : parts_(std::move(parts)),
      limits_(parts_.limits),
      admission_(std::make_shared<Admission>(connections_for(limits_), limits_.connections_per_address)),
      answers_(std::make_shared<Answers>()),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      next_tick_(Clock::now() + limits_.tick) {
  ENSURE(epoll_.open(), "the system gives an epoll");
  epoll_set(epoll_.get(), EPOLL_CTL_ADD, parts_.listener.get(), EPOLLIN, listener_id);
  epoll_set(epoll_.get(), EPOLL_CTL_ADD, answers_->wake().fd(), EPOLLIN, answers_id);
  thread_ = std::thread([this] { run(); });
}

RequestLoop::~RequestLoop() {
  stop_ = true;
  answers_->wake().ring();
  thread_.join();
}

void RequestLoop::run() {
  answers_->belong_to_this_thread();
  std::array<epoll_event, events_per_turn> events;
  while (!stop_) {
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next_tick_ - Clock::now()).count();
    const int timeout = ready_.empty() ? static_cast<int>(std::clamp<std::int64_t>(wait, 0, 1'000)) : 0;
    const int count = epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), timeout);
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i) {
      if (events[i].data.u64 == listener_id)
        accept_some();
      else if (events[i].data.u64 == answers_id)
        answers_->wake().quiet();
      else
        on_event(events[i].data.u64, events[i].events);
    }
    take_answers();
    continue_ready();
    take_answers();
    if (Clock::now() >= next_tick_) check_deadlines();
    for (const std::uint64_t id : closed_) connections_.erase(id);
    closed_.clear();
  }
}

void RequestLoop::accept_some() {
  for (int i = 0; i < limits_.accepts_per_turn; ++i) {
    Accepted accepted = accept_from(parts_.listener.get());
    if (accepted.fd.open()) {
      admit(std::move(accepted));
      continue;
    }
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      // Out of files: stop asking until the next tick, or this loop would do nothing else.
      listening_ = false;
      epoll_set(epoll_.get(), EPOLL_CTL_MOD, parts_.listener.get(), 0, listener_id);
    }
    if (errno != ECONNABORTED && errno != EINTR) return;
  }
}

void RequestLoop::admit(Accepted accepted) {
  auto seat = admission_->take(accepted.loopback ? std::string{} : accepted.group);
  if (!seat) {
    ++counts_.refused;
    const api::Response full = problem(503, "Too many connections are open.");
    const std::string text = render_head(full, {.keep_alive = false, .date = date()}) + *full.body;
    [[maybe_unused]] const auto sent =
        ::send(accepted.fd.get(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    return;
  }
  const std::uint64_t id = ++last_id_;
  auto connection =
      std::make_unique<Connection>(id, std::move(accepted.fd), *std::move(seat), std::move(accepted.address));
  connection->interest = EPOLLIN;
  epoll_set(epoll_.get(), EPOLL_CTL_ADD, connection->fd.get(), EPOLLIN, id);
  enter(*connection, Phase::Idle, limits_.header_wait);  // a new connection must ask something soon
  connections_.emplace(id, std::move(connection));
}

Connection* RequestLoop::find(std::uint64_t id) {
  const auto found = connections_.find(id);
  return found == connections_.end() || !found->second->fd.open() ? nullptr : found->second.get();
}

void RequestLoop::on_event(std::uint64_t id, std::uint32_t events) {
  Connection* const connection = find(id);
  if (connection == nullptr) return;
  if ((events & EPOLLERR) != 0) return close(*connection);
  if ((events & EPOLLOUT) != 0) write(*connection);
  if (connection->fd.open() && (events & (EPOLLIN | EPOLLHUP)) != 0) on_bytes(*connection);
}

void RequestLoop::on_bytes(Connection& connection) {
  const auto got = connection.receive();
  if (got == Connection::Io::Blocked) return;
  if (got == Connection::Io::Gone) {
    const bool owed = connection.phase == Phase::Answering || connection.phase == Phase::Writing;
    if (!owed || connection.peer_done) return close(connection);
    connection.peer_done = true;  // it may have shut only its own side
    return watch(connection, connection.interest & ~static_cast<std::uint32_t>(EPOLLIN));
  }
  switch (connection.phase) {
    case Phase::Idle:
    case Phase::Head:
    case Phase::Body:
      return read_request(connection);
    case Phase::Answering:
    case Phase::Writing:  // pipelined: kept, up to a bound, until its turn comes
      if (connection.in.size() >= limits_.read_ahead_bytes)
        watch(connection, connection.interest & ~static_cast<std::uint32_t>(EPOLLIN));
      return;
    case Phase::Closing:
      connection.lingered += connection.in.size();
      connection.in.clear();
      if (connection.lingered > limits_.linger_bytes) close(connection);
      return;
  }
}

void RequestLoop::read_request(Connection& connection) {
  if (connection.phase == Phase::Idle) enter(connection, Phase::Head, limits_.header_wait);
  if (!connection.reader) connection.reader = std::make_unique<RequestReader>(limits_);
  RequestReader& reader = *connection.reader;
  connection.in.erase(0, reader.read(connection.in));
  count_body(connection, reader.body_size());
  switch (reader.state()) {
    case RequestReader::State::Head:
      return;
    case RequestReader::State::Body:
      return enter_body(connection);
    case RequestReader::State::Done:
      return dispatch(connection);
    case RequestReader::State::Failed:
      return refuse(connection, reader.failure().status, reader.failure().why);
  }
}

void RequestLoop::enter_body(Connection& connection) {
  if (bodies_ > limits_.bodies_in_memory)
    return refuse(connection, 503, "Too much is being sent to us at once.");
  if (connection.phase != Phase::Body) {
    const auto length = connection.reader->head().content_length;
    const auto extra = HttpLimits::ms(1'000 * length / limits_.body_bytes_per_second);
    enter(connection, Phase::Body, limits_.body_wait + extra);
  }
  if (!connection.reader->take_continue()) return;
  constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
  const auto sent = ::send(connection.fd.get(), go_on.data(), go_on.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (sent != static_cast<ssize_t>(go_on.size())) close(connection);
}

void RequestLoop::count_body(Connection& connection, std::size_t size) {
  bodies_ = bodies_ - connection.counted_body + size;
  connection.counted_body = size;
}

void RequestLoop::dispatch(Connection& connection) {
  connection.asked = asked_of(connection.reader->head());
  api::Request request = connection.reader->take();
  connection.reader.reset();
  count_body(connection, 0);
  if (connection.in.empty()) connection.in.shrink_to_fit();
  if (connection.asked.http11 && !parts_.hosts.knows(request.header("host")))
    return refuse(connection, 421, "This server does not answer for that host name.");
  ++counts_.requests;
  request.remote = connection.address;
  enter(connection, Phase::Answering, limits_.answer_wait);
  auto respond_once = respond_to(answers_, connection.id, ++connection.request);
  try {
    parts_.handler.handle(std::move(request), respond_once);
  } catch (const std::exception&) {
    respond_once(problem(500, "The request failed inside the server."));
  }
}

void RequestLoop::take_answers() {
  for (auto batch = answers_->take(); !batch.empty(); batch = answers_->take()) {
    for (const Answer& answer : batch) {
      Connection* const connection = find(answer.connection);
      const bool awaited = connection != nullptr && connection->phase == Phase::Answering &&
                           connection->request == answer.request;
      if (awaited) respond(*connection, answer.response);
    }
  }
}

void RequestLoop::respond(Connection& connection, const api::Response& response) {
  if (response.stream != api::StreamKind::None && !connection.asked.head_only)
    return start_stream(connection, response);
  connection.asked.keep_alive = connection.asked.keep_alive && !connection.peer_done;
  const HeadOptions options{.keep_alive = connection.asked.keep_alive, .date = date()};
  const bool body = !connection.asked.head_only && response.status != 204 && response.status != 304;
  connection.set_output(render_head(response, options), body ? response.body : nullptr);
  write(connection);
}

void RequestLoop::start_stream(Connection& connection, const api::Response& response) {
  if (response.stream == api::StreamKind::WebSocket) return start_websocket(connection, response);
  hand_over(connection, response, sse_head(response, {.keep_alive = false, .date = date()}));
}

void RequestLoop::start_websocket(Connection& connection, const api::Response& response) {
  const Asked& asked = connection.asked;
  if (!parts_.hosts.welcomes_origin(asked.origin))
    return refuse(connection, 403, "Pages of other sites may not open a socket here.");
  if (!asked.websocket_version) {
    api::Response upgrade = problem(426, "This address speaks WebSocket, version 13.");
    upgrade.headers.emplace_back("Sec-WebSocket-Version", "13");
    return respond(connection, upgrade);
  }
  if (!asked.websocket || !is_websocket_key(asked.websocket_key))
    return refuse(connection, 400, "The WebSocket handshake is not complete.");
  hand_over(connection, response, websocket_head(response, websocket_accept_of(asked.websocket_key)));
}

void RequestLoop::hand_over(Connection& connection, const api::Response& response, std::string head) {
  StreamSocket socket;
  socket.kind = response.stream;
  socket.audience = response.stream_audience;
  socket.since = response.stream_since;
  // A browser that reconnects repeats its first address; what it has seen stands in Last-Event-ID.
  if (socket.kind == api::StreamKind::Sse) {
    const std::string& seen = connection.asked.last_event_id;
    const bool number = !seen.empty() && seen.size() < 20 &&
                        std::all_of(seen.begin(), seen.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number) socket.since = std::stoull(seen);
  }
  socket.head = std::move(head);
  socket.already_read = std::move(connection.in);
  socket.seat = std::move(connection.seat);
  epoll_set(epoll_.get(), EPOLL_CTL_DEL, connection.fd.get(), 0, 0);
  socket.fd = std::move(connection.fd);
  closed_.push_back(connection.id);
  parts_.fan_out.adopt(std::move(socket));
}

void RequestLoop::refuse(Connection& connection, int status, std::string_view why) {
  ++counts_.bad_requests;
  connection.asked.keep_alive = false;
  const api::Response response = problem(status, why);
  connection.reader.reset();
  count_body(connection, 0);
  const bool body = !connection.asked.head_only;
  connection.set_output(render_head(response, {.keep_alive = false, .date = date()}),
                        body ? response.body : nullptr);
  write(connection);
}

void RequestLoop::write(Connection& connection) {
  if (connection.phase != Phase::Writing) enter(connection, Phase::Writing, limits_.write_wait);
  switch (connection.send()) {
    case Connection::Io::Gone:
      return close(connection);
    case Connection::Io::Blocked:
      enter(connection, Phase::Writing, limits_.write_wait);  // it took something, or it just began to wait
      return watch(connection, connection.interest | EPOLLOUT);
    case Connection::Io::Done:
      return after_write(connection);
  }
}

void RequestLoop::after_write(Connection& connection) {
  connection.release_output();
  if (!connection.asked.keep_alive) {
    if (connection.peer_done) return close(connection);
    ::shutdown(connection.fd.get(), SHUT_WR);
    connection.in.clear();
    watch(connection, EPOLLIN);
    return enter(connection, Phase::Closing, limits_.linger_wait);
  }
  watch(connection, EPOLLIN);
  enter(connection, Phase::Idle, limits_.idle_wait);
  if (!connection.in.empty()) ready_.push_back(connection.id);
}

void RequestLoop::continue_ready() {
  const std::vector<std::uint64_t> ready = std::exchange(ready_, {});
  for (const std::uint64_t id : ready) {
    Connection* const connection = find(id);
    if (connection != nullptr && connection->phase == Phase::Idle) read_request(*connection);
  }
}

void RequestLoop::check_deadlines() {
  const auto now = Clock::now();
  next_tick_ = now + limits_.tick;
  if (!std::exchange(listening_, true))
    epoll_set(epoll_.get(), EPOLL_CTL_MOD, parts_.listener.get(), EPOLLIN, listener_id);
  for (const auto& [id, connection] : connections_)
    if (connection->fd.open() && now >= connection->deadline) expire(*connection);
}

void RequestLoop::expire(Connection& connection) {
  switch (connection.phase) {
    case Phase::Head:
    case Phase::Body:
      return refuse(connection, 408, "The request took too long to arrive.");
    case Phase::Answering:
      return refuse(connection, 503, "The answer took too long.");
    case Phase::Idle:
    case Phase::Writing:
    case Phase::Closing:
      return close(connection);
  }
}

void RequestLoop::enter(Connection& connection, Phase phase, HttpLimits::ms wait) {
  connection.phase = phase;
  connection.deadline = Clock::now() + wait;
}

void RequestLoop::watch(Connection& connection, std::uint32_t interest) {
  if (connection.interest == interest) return;
  connection.interest = interest;
  epoll_set(epoll_.get(), EPOLL_CTL_MOD, connection.fd.get(), interest, connection.id);
}

// The object stays until the end of the turn: events and answers of this turn may still name it.
void RequestLoop::close(Connection& connection) {
  if (!connection.fd.open()) return;
  count_body(connection, 0);
  connection.fd.reset();
  connection.seat = {};
  closed_.push_back(connection.id);
}

std::string_view RequestLoop::date() {
  const std::time_t now = std::time(nullptr);
  if (now != date_at_) {
    date_at_ = now;
    date_ = date_line(now);
  }
  return date_;
}

}  // namespace voorzien::adapters
