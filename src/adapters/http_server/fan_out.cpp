#include "adapters/http_server/fan_out.h"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <utility>

namespace voorzien::adapters {
namespace {
constexpr std::uint64_t wake_id = ~std::uint64_t{0};
constexpr std::size_t events_per_turn = 512;
constexpr std::uint32_t reading = EPOLLIN | EPOLLRDHUP;
}  // namespace

FanOut::FanOut(const HttpLimits& limits, api::ChangeFeed& feed)
    : limits_(limits), feed_(feed), wake_(std::make_shared<Wake>()), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
  ENSURE(epoll_.open(), "the system gives an epoll");
  const auto now = Clock::now();
  next_heartbeat_ = now + limits_.heartbeat;
  next_comment_ = now + limits_.comment;
  next_tick_ = now + limits_.tick;
  epoll_set(epoll_.get(), EPOLL_CTL_ADD, wake_->fd(), EPOLLIN, wake_id);
  feed_.on_news([wake = wake_] { wake->ring(); });
  thread_ = std::thread([this] { run(); });
}

FanOut::~FanOut() {
  stop_ = true;
  wake_->ring();
  thread_.join();
  feed_.on_news({});
}

void FanOut::adopt(StreamSocket socket) {
  {
    const std::lock_guard lock(inbox_mutex_);
    inbox_.push_back(std::move(socket));
  }
  wake_->ring();
}

int FanOut::wait_ms(Clock::time_point now) const {
  const auto next = std::min({next_heartbeat_, next_comment_, next_tick_});
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(next - now).count();
  return static_cast<int>(std::clamp<std::int64_t>(wait, 0, 1'000));
}

void FanOut::run() {
  std::array<epoll_event, events_per_turn> events;
  while (!stop_) {
    const int count =
        epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), wait_ms(Clock::now()));
    bool news = false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(std::max(count, 0)); ++i) {
      if (events[i].data.u64 == wake_id)
        news = true;
      else
        on_event(static_cast<std::size_t>(events[i].data.u64), events[i].events);
    }
    if (news) {
      wake_->quiet();
      take_inbox();
      pass();
    }
    const auto now = Clock::now();
    if (now >= next_heartbeat_) send_heartbeats();
    if (now >= next_comment_) send_comments();
    if (now >= next_tick_) drop_stalled();
  }
  say_goodbye();
}

void FanOut::take_inbox() {
  std::vector<StreamSocket> fresh;
  {
    const std::lock_guard lock(inbox_mutex_);
    fresh.swap(inbox_);
  }
  for (StreamSocket& socket : fresh) add(std::move(socket));
  if (!fresh.empty())
    next_heartbeat_ = std::min(next_heartbeat_, Clock::now() + limits_.heartbeat_after_join);
}

// An audience gets its ring with its first client: most of them never look.
std::size_t FanOut::ring_of(const std::string& audience) {
  const auto found = std::ranges::find(rings_, audience, &StreamRing::audience);
  if (found != rings_.end()) return static_cast<std::size_t>(found - rings_.begin());
  rings_.emplace_back(audience).pull(feed_, limits_);
  return rings_.size() - 1;
}

void FanOut::add(StreamSocket socket) {
  const std::size_t ring = ring_of(socket.audience);
  if (free_.empty()) {
    free_.push_back(clients_.size());
    clients_.emplace_back();
  }
  const std::size_t slot = free_.back();
  free_.pop_back();
  clients_[slot] = std::make_unique<StreamClient>(std::move(socket), ring);
  clients_[slot]->first_bytes(limits_.client_frame_bytes);
  epoll_set(epoll_.get(), EPOLL_CTL_ADD, clients_[slot]->fd.get(), reading, slot);
  ++counts_.streams;
}

void FanOut::on_event(std::size_t slot, std::uint32_t events) {
  if (slot >= clients_.size() || !clients_[slot]) return;  // ended earlier in this turn
  StreamClient& client = *clients_[slot];
  if ((events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0 &&
      client.read(limits_.reads_per_client, limits_.client_frame_bytes) == StreamClient::Read::Gone)
    return drop(slot);
  if ((events & EPOLLOUT) != 0 || (!client.blocked && client.has_work(rings_[client.ring_index]))) pump(slot);
}

void FanOut::pass() {
  for (StreamRing& ring : rings_) ring.pull(feed_, limits_);
  for (std::size_t slot = 0; slot < clients_.size(); ++slot) {
    const auto& client = clients_[slot];
    if (client && !client->blocked && client->has_work(rings_[client->ring_index])) pump(slot);
  }
}

// Sends what the client may have now; EPOLLOUT is asked for only after the socket took less than that.
void FanOut::pump(std::size_t slot) {
  StreamClient& client = *clients_[slot];
  const StreamRing& ring = rings_[client.ring_index];
  for (;;) {
    const auto sent = client.send(ring);
    if (sent == StreamClient::Sent::Broken) return drop(slot);
    if (sent == StreamClient::Sent::Blocked) {
      if (std::exchange(client.blocked, true)) return;
      client.moved = Clock::now();
      return epoll_set(epoll_.get(), EPOLL_CTL_MOD, client.fd.get(), reading | EPOLLOUT, slot);
    }
    if (!client.needs_catch_up(ring) || !give_catch_up(client)) break;
  }
  if (client.closing) return drop(slot);
  if (std::exchange(client.blocked, false))
    epoll_set(epoll_.get(), EPOLL_CTL_MOD, client.fd.get(), reading, slot);
}

bool FanOut::give_catch_up(StreamClient& client) {
  const auto frame = catch_up_of(client.ring_index, client.version);
  if (!frame) return false;  // too much under way: tried again at the next tick
  if (!client.due) ++counts_.caught_up;
  client.catch_up(*frame);
  return true;
}

// Browsers come back together after a restart, most of them with the same `since`: one answer serves all
// that ask for it, as long as the ring still joins on to it.
std::optional<api::Frame> FanOut::catch_up_of(std::size_t ring, std::uint64_t since) {
  for (const Shared& one : shared_)
    if (one.ring == ring && one.since == since && one.frame.index + 1 >= rings_[ring].first())
      return one.frame;
  if (too_much_under_way()) return std::nullopt;
  api::Frame frame = feed_.catch_up(rings_[ring].audience(), since);
  for (const auto& text : {frame.sse, frame.websocket}) {
    under_way_.emplace_back(text);
    under_way_bytes_ += text->size();
  }
  shared_.push_back({ring, since, frame});
  if (shared_.size() > limits_.catch_up_cache) shared_.pop_front();
  return frame;
}

bool FanOut::too_much_under_way() {
  if (catch_ups_paused_ || under_way_bytes_ <= limits_.catch_up_bytes) return catch_ups_paused_;
  under_way_bytes_ = 0;
  std::erase_if(under_way_, [this](const auto& weak) {
    const auto text = weak.lock();
    if (text) under_way_bytes_ += text->size();
    return !text;
  });
  catch_ups_paused_ = under_way_bytes_ > limits_.catch_up_bytes;
  return catch_ups_paused_;
}

// A heartbeat names a version, so it goes only to those who have everything up to that version: it is asked
// for first, and the ring is read after it.
void FanOut::send_heartbeats() {
  next_heartbeat_ = Clock::now() + limits_.heartbeat;
  const api::Frame beat = feed_.heartbeat();
  pass();
  for (std::size_t slot = 0; slot < clients_.size(); ++slot) {
    const auto& client = clients_[slot];
    if (!client || !client->is_websocket() || client->blocked || client->closing) continue;
    if (client->has_work(rings_[client->ring_index])) continue;
    client->push(beat.websocket);
    pump(slot);
  }
}

void FanOut::send_comments() {
  next_comment_ = Clock::now() + limits_.comment;
  static const auto comment = std::make_shared<const std::string>(":\n\n");
  for (std::size_t slot = 0; slot < clients_.size(); ++slot) {
    const auto& client = clients_[slot];
    if (!client || client->is_websocket() || client->blocked) continue;
    client->push(comment);
    pump(slot);
  }
}

void FanOut::drop_stalled() {
  const auto now = Clock::now();
  next_tick_ = now + limits_.tick;
  shared_.clear();
  catch_ups_paused_ = false;
  for (std::size_t slot = 0; slot < clients_.size(); ++slot) {
    const auto& client = clients_[slot];
    if (!client) continue;
    if (client->blocked && now - client->moved > limits_.stream_stall) {
      ++counts_.dropped_slow;
      drop(slot);
    } else if (!client->blocked && client->has_work(rings_[client->ring_index])) {
      pump(slot);  // waited for catch-ups of others to leave
    }
  }
}

void FanOut::drop(std::size_t slot) {
  epoll_set(epoll_.get(), EPOLL_CTL_DEL, clients_[slot]->fd.get(), 0, 0);
  clients_[slot].reset();
  free_.push_back(slot);
  --counts_.streams;
}

// 1001 "going away" to those who can take it at once; the rest sees the connection end.
void FanOut::say_goodbye() {
  const std::string frame = close_frame(1001, "server stops");
  for (std::size_t slot = 0; slot < clients_.size(); ++slot) {
    const auto& client = clients_[slot];
    if (!client) continue;
    if (client->is_websocket() && !client->blocked && !client->closing) {
      [[maybe_unused]] const auto sent =
          ::send(client->fd.get(), frame.data(), frame.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    drop(slot);
  }
}

}  // namespace voorzien::adapters
