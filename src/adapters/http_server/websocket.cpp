#include "adapters/http_server/websocket.h"

#include <openssl/evp.h>

#include <algorithm>

#include "base/ensure.h"

namespace voorzien::adapters {
namespace {
constexpr std::string_view key_suffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // RFC 6455 1.3
constexpr std::size_t control_limit = 125;
constexpr std::uint16_t protocol_error = 1002;
constexpr std::uint16_t too_big = 1009;
constexpr std::uint16_t no_code = 1005;

bool is_base64(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
}

// Codes that a peer may send (RFC 6455 7.4).
bool is_close_code(unsigned code) {
  const bool named = code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
  return named || (code >= 3000 && code <= 4999);
}
}  // namespace

bool is_websocket_key(std::string_view key) {
  return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.end() - 2, is_base64);
}

std::string websocket_accept_of(std::string_view key) {
  std::string text(key);
  text.append(key_suffix);
  std::array<unsigned char, 20> digest{};
  unsigned size = 0;
  const int done = EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  ENSURE(done == 1 && size == digest.size(), "SHA-1 of the WebSocket key");
  std::array<unsigned char, 32> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(digest.size()));
  return {reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(length)};
}

std::string control_frame(Opcode opcode, std::string_view payload) {
  ENSURE(payload.size() <= control_limit, "control frames are short");
  std::string out{static_cast<char>(0x80 | static_cast<unsigned>(opcode)), static_cast<char>(payload.size())};
  return out.append(payload);
}

std::string close_frame(std::uint16_t code, std::string_view reason) {
  if (code == no_code) return control_frame(Opcode::Close, {});
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
  payload.append(reason.substr(0, control_limit - 2));
  return control_frame(Opcode::Close, payload);
}

std::optional<ClientFrameReader::Event> ClientFrameReader::read(std::string_view& bytes) {
  while (!ended_ && (!bytes.empty() || (in_payload_ && position_ == length_))) {
    auto event = in_payload_ ? read_payload(bytes) : read_header(bytes);
    if (event) return event;
  }
  return std::nullopt;
}

std::size_t ClientFrameReader::header_need() const {
  if (header_size_ < 2) return 2;
  const unsigned length = header_[1] & 0x7f;
  return 2u + (length == 126 ? 2u : 0u) + (length == 127 ? 8u : 0u) + 4u;
}

std::optional<ClientFrameReader::Event> ClientFrameReader::read_header(std::string_view& bytes) {
  while (header_size_ < header_need()) {
    if (bytes.empty()) return std::nullopt;
    header_[header_size_++] = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    // Told early, before the peer has sent its mask and payload.
    if (header_size_ == 2)
      if (auto wrong = check_header()) return wrong;
  }
  const unsigned length = header_[1] & 0x7f;
  const std::size_t extended = length == 126 ? 2 : length == 127 ? 8 : 0;
  length_ = extended == 0 ? length : 0;
  for (std::size_t i = 0; i < extended; ++i) length_ = (length_ << 8) | header_[2 + i];
  std::copy_n(header_.begin() + 2 + static_cast<std::ptrdiff_t>(extended), 4, mask_.begin());
  if (!is_control() && (length_ > message_limit_ || message_size_ + length_ > message_limit_))
    return fault(too_big, "message too big");
  header_size_ = 0;
  position_ = 0;
  in_payload_ = true;
  control_.clear();
  return std::nullopt;
}

std::optional<ClientFrameReader::Event> ClientFrameReader::check_header() {
  const bool last = (header_[0] & 0x80) != 0;
  opcode_ = header_[0] & 0x0f;
  if ((header_[0] & 0x70) != 0) return fault(protocol_error, "reserved bits are set");
  if ((header_[1] & 0x80) == 0) return fault(protocol_error, "client frames must be masked");
  if (is_control()) {
    if (opcode_ > 10) return fault(protocol_error, "unknown opcode");
    if (!last || (header_[1] & 0x7f) > control_limit) return fault(protocol_error, "bad control frame");
    return std::nullopt;
  }
  if (opcode_ > 2) return fault(protocol_error, "unknown opcode");
  if ((opcode_ == 0) != in_message_) return fault(protocol_error, "fragments out of order");
  in_message_ = !last;
  if (opcode_ != 0) message_size_ = 0;
  return std::nullopt;
}

std::optional<ClientFrameReader::Event> ClientFrameReader::read_payload(std::string_view& bytes) {
  const std::size_t size =
      static_cast<std::size_t>(std::min<std::uint64_t>(length_ - position_, bytes.size()));
  if (is_control()) {
    for (std::size_t i = 0; i < size; ++i)
      control_ += static_cast<char>(static_cast<unsigned char>(bytes[i]) ^ mask_[(position_ + i) % 4]);
  }
  bytes.remove_prefix(size);
  position_ += size;
  if (position_ < length_) return std::nullopt;
  in_payload_ = false;
  return finish_frame();
}

std::optional<ClientFrameReader::Event> ClientFrameReader::finish_frame() {
  if (!is_control()) {
    message_size_ += static_cast<std::size_t>(length_);
    return std::nullopt;
  }
  switch (static_cast<Opcode>(opcode_)) {
    case Opcode::Ping:
      return Event{Event::Kind::Ping, std::move(control_), 0, {}};
    case Opcode::Close:
      return finish_close();
    default:  // a pong, asked for or not, needs no answer
      return std::nullopt;
  }
}

std::optional<ClientFrameReader::Event> ClientFrameReader::finish_close() {
  ended_ = true;
  if (control_.empty()) return Event{Event::Kind::Close, {}, no_code, {}};
  if (control_.size() == 1) return fault(protocol_error, "bad close frame");
  const unsigned code = static_cast<unsigned>(static_cast<unsigned char>(control_[0])) << 8 |
                        static_cast<unsigned char>(control_[1]);
  if (!is_close_code(code)) return fault(protocol_error, "bad close code");
  return Event{Event::Kind::Close, {}, static_cast<std::uint16_t>(code), {}};
}

ClientFrameReader::Event ClientFrameReader::fault(std::uint16_t code, const char* reason) {
  ended_ = true;
  return Event{Event::Kind::Fault, {}, code, reason};
}

}  // namespace voorzien::adapters
