#include "adapters/http_server/stream_client.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>
#include <utility>

namespace voorzien::adapters {
namespace {
constexpr std::size_t pieces_per_call = 32;
constexpr std::size_t waiting_buffers = 8;  // pongs beyond this are left out: the newest ping is enough
constexpr std::size_t read_bytes = 4'096;
}  // namespace

struct StreamClient::Pieces {
  std::array<iovec, pieces_per_call> at{};
  std::size_t count = 0;
  std::size_t bytes = 0;

  [[nodiscard]] bool full() const { return count == at.size(); }
  void add(const std::string& text, std::size_t from) {
    // iovec is not const, but sendmsg only reads.
    at[count++] = {const_cast<char*>(text.data()) + from, text.size() - from};
    bytes += text.size() - from;
  }
};

StreamClient::StreamClient(StreamSocket socket, std::size_t index)
    : fd(std::move(socket.fd)),
      ring_index(index),
      version(socket.since),
      websocket_(socket.kind == api::StreamKind::WebSocket),
      early_(std::move(socket.already_read)),
      seat_(std::move(socket.seat)) {
  push(std::make_shared<const std::string>(std::move(socket.head)));
}

void StreamClient::gather(const StreamRing& from, Pieces& pieces) const {
  for (std::size_t i = 0; i < first_.size() && !pieces.full(); ++i)
    pieces.add(*first_[i], i == 0 ? offset_ : 0);
  if (closing || due || next < from.first()) return;
  for (std::uint64_t index = next; index < from.end() && !pieces.full(); ++index)
    pieces.add(*bytes_of(from.at(index)), 0);
}

void StreamClient::consume(const StreamRing& from, std::size_t bytes) {
  std::size_t done = 0;
  while (done < first_.size() && first_[done]->size() - offset_ <= bytes) {
    bytes -= first_[done]->size() - offset_;
    offset_ = 0;
    ++done;
  }
  first_.erase(first_.begin(), first_.begin() + static_cast<std::ptrdiff_t>(done));
  if (first_.empty() && first_.capacity() > waiting_buffers) first_.shrink_to_fit();
  if (!first_.empty()) {
    offset_ += bytes;
    return;
  }
  while (bytes > 0) {
    const api::Frame& frame = from.at(next);
    const Buffer& text = bytes_of(frame);
    version = frame.version;
    ++next;
    if (text->size() > bytes) {  // torn: the rest goes first next time, whatever the ring does
      first_.push_back(text);
      offset_ = bytes;
      return;
    }
    bytes -= text->size();
  }
}

StreamClient::Sent StreamClient::send(const StreamRing& from) {
  for (;;) {
    Pieces pieces;
    gather(from, pieces);
    if (pieces.count == 0) return Sent::All;
    msghdr message{};
    message.msg_iov = pieces.at.data();
    message.msg_iovlen = pieces.count;
    const ssize_t sent = ::sendmsg(fd.get(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno == EINTR) continue;
      return errno == EAGAIN || errno == EWOULDBLOCK ? Sent::Blocked : Sent::Broken;
    }
    moved = Clock::now();
    consume(from, static_cast<std::size_t>(sent));
    if (static_cast<std::size_t>(sent) < pieces.bytes) return Sent::Blocked;
  }
}

void StreamClient::catch_up(const api::Frame& frame) {
  push(bytes_of(frame));
  version = frame.version;
  next = frame.index + 1;
  due = false;
}

StreamClient::Read StreamClient::read(std::size_t turns, std::size_t message_limit) {
  std::array<char, read_bytes> buffer;
  for (std::size_t turn = 0; turn < turns; ++turn) {
    const ssize_t got = ::recv(fd.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got == 0) return Read::Gone;
    if (got < 0) {
      if (errno == EINTR) continue;
      return errno == EAGAIN || errno == EWOULDBLOCK ? Read::Open : Read::Gone;
    }
    take_bytes({buffer.data(), static_cast<std::size_t>(got)}, message_limit);
  }
  return Read::Open;
}

void StreamClient::first_bytes(std::size_t message_limit) {
  const std::string bytes = std::exchange(early_, {});
  take_bytes(bytes, message_limit);
}

// What an SSE client sends is nothing to us; it is only read so that its end is seen.
void StreamClient::take_bytes(std::string_view bytes, std::size_t message_limit) {
  if (!websocket_ || closing || bytes.empty()) return;
  if (!reader_) reader_ = std::make_unique<ClientFrameReader>(message_limit);
  while (!closing) {
    const auto event = reader_->read(bytes);
    if (!event) break;
    react(*event);
  }
  if (reader_->between_frames()) reader_.reset();
}

void StreamClient::react(const ClientFrameReader::Event& event) {
  switch (event.kind) {
    case ClientFrameReader::Event::Kind::Ping:
      if (first_.size() < waiting_buffers)
        push(std::make_shared<const std::string>(control_frame(Opcode::Pong, event.payload)));
      return;
    case ClientFrameReader::Event::Kind::Close:
    case ClientFrameReader::Event::Kind::Fault:
      push(std::make_shared<const std::string>(close_frame(event.code, event.reason)));
      closing = true;
      return;
  }
}

}  // namespace voorzien::adapters
