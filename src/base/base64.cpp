#include "base/base64.h"

#include <array>
#include <cstdint>

namespace voorzien {
namespace {
constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> make_values() {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < letters.size(); ++i)
    values[static_cast<unsigned char>(letters[i])] = static_cast<std::int8_t>(i);
  return values;
}
constexpr auto values = make_values();

std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}
}  // namespace

void append_base64(std::string_view bytes, std::string& out) {
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::uint32_t group =
        byte_at(bytes, at) << 16U | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2);
    out += letters[group >> 18U];
    out += letters[group >> 12U & 63U];
    out += at + 1 < bytes.size() ? letters[group >> 6U & 63U] : '=';
    out += at + 2 < bytes.size() ? letters[group & 63U] : '=';
  }
}

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  std::uint32_t group = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool pad = at >= text.size() - padding;
    const std::int8_t value = pad ? std::int8_t{0} : values[static_cast<unsigned char>(text[at])];
    if (value < 0) return std::nullopt;
    group = group << 6U | static_cast<std::uint32_t>(value);
    if (at % 4 != 3) continue;
    const std::size_t keep = at + 1 == text.size() ? 3 - padding : 3;
    for (std::size_t i = 0; i < 3; ++i) {
      const char byte = static_cast<char>(group >> (16U - 8U * i) & 255U);
      if (i < keep) {
        out += byte;
      } else if (byte != 0) {
        return std::nullopt;
      }
    }
    group = 0;
  }
  return out;
}
}  // namespace voorzien
