// WebSocket (RFC 6455) as a server needs it: the accept key, control frames, and a reader of client frames.
//
// Browsers send us next to nothing: pings are answered, closes echoed, small messages read and thrown away.
// Whatever breaks the protocol (no mask, reserved bits, a long or torn control frame) ends the connection
// with the close code that says why.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace voorzien::adapters {

[[nodiscard]] bool is_websocket_key(std::string_view key);  // 16 bytes in base64
[[nodiscard]] std::string websocket_accept_of(std::string_view key);

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };
[[nodiscard]] std::string control_frame(Opcode opcode, std::string_view payload);  // payload <= 125 bytes
[[nodiscard]] std::string close_frame(std::uint16_t code, std::string_view reason);

class ClientFrameReader {
 public:
  struct Event {
    enum class Kind { Ping, Close, Fault } kind;
    std::string payload;     // of a ping; at most 125 bytes
    std::uint16_t code = 0;  // of a close (1005: none given) or the code to close with after a fault
    std::string reason;      // of a fault
  };

  explicit ClientFrameReader(std::size_t message_limit) : message_limit_(message_limit) {}
  // Reads until there is something to react to, or until `bytes` is used up; removes what it read from the
  // front of `bytes`. After Close or Fault nothing more is read.
  [[nodiscard]] std::optional<Event> read(std::string_view& bytes);
  [[nodiscard]] bool between_frames() const { return header_size_ == 0 && !in_payload_ && !in_message_; }

 private:
  [[nodiscard]] std::optional<Event> read_header(std::string_view& bytes);
  [[nodiscard]] std::optional<Event> check_header();
  [[nodiscard]] std::optional<Event> read_payload(std::string_view& bytes);
  [[nodiscard]] std::optional<Event> finish_frame();
  [[nodiscard]] std::optional<Event> finish_close();
  [[nodiscard]] Event fault(std::uint16_t code, const char* reason);
  [[nodiscard]] std::size_t header_need() const;
  [[nodiscard]] bool is_control() const { return opcode_ >= 8; }

  std::size_t message_limit_;
  std::size_t message_size_ = 0;
  std::array<unsigned char, 14> header_{};
  std::uint8_t header_size_ = 0;
  std::uint8_t opcode_ = 0;
  bool in_payload_ = false;
  bool in_message_ = false;  // between the first and the last fragment
  bool ended_ = false;
  std::uint64_t length_ = 0;
  std::uint64_t position_ = 0;
  std::array<unsigned char, 4> mask_{};
  std::string control_;
};

}  // namespace voorzien::adapters
