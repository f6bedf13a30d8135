#include "codec/write.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/ensure.h"
#include "codec/json.h"

namespace voorzien::codec {
namespace {
// Bytes that cannot be copied as they stand: control characters, quote, backslash, and everything above ASCII
// (whose encoding is checked).
constexpr std::array<bool, 256> is_special = [] {
  std::array<bool, 256> out{};
  for (std::size_t c = 0; c < 0x20; ++c) out[c] = true;
  for (std::size_t c = 0x80; c < 0x100; ++c) out[c] = true;
  out['"'] = true;
  out['\\'] = true;
  return out;
}();

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (byte_at(text, at) & 0xC0U) == 0x80U;
}

// Length of the well-formed UTF-8 sequence at `at` (Unicode 15, table 3-7), or 0.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  const std::uint8_t second = at + 1 < text.size() ? byte_at(text, at + 1) : std::uint8_t{0};
  if (lead < 0x80) return 1;
  if (!is_continuation(text, at + 1) || lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) {
    const bool overlong = lead == 0xE0 && second < 0xA0;
    const bool surrogate = lead == 0xED && second >= 0xA0;
    return !overlong && !surrogate && is_continuation(text, at + 2) ? 3 : 0;
  }
  const bool overlong = lead == 0xF0 && second < 0x90;
  const bool beyond = lead == 0xF4 && second >= 0x90;
  return !overlong && !beyond && is_continuation(text, at + 2) && is_continuation(text, at + 3) ? 4 : 0;
}

void append_escape(std::uint8_t c, std::string& out) {
  static constexpr char digits[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += digits[c >> 4];
      out += digits[c & 15];
  }
}

char* put(char* at, int value, int width) {
  for (int i = width - 1; i >= 0; --i) {
    at[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  return at + width;
}
}  // namespace

void append_string(std::string_view text, std::string& out) {
  out += '"';
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && !is_special[byte_at(text, end)]) ++end;
    out.append(text, at, end - at);
    at = end;
    if (at == text.size()) break;
    const std::uint8_t c = byte_at(text, at);
    if (c < 0x80) {
      append_escape(c, out);
      ++at;
    } else if (const std::size_t length = sequence_length(text, at); length != 0) {
      out.append(text, at, length);
      at += length;
    } else {
      out += "\xEF\xBF\xBD";
      ++at;
    }
  }
  out += '"';
}

void append_number(double value, std::string& out) {
  if (!std::isfinite(value)) {
    out += "null";
    return;
  }
  char text[32];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void append_integer(std::int64_t value, std::string& out) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void append_unsigned(std::uint64_t value, std::string& out) {
  char text[24];
  out.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

void append_instant(Instant at, std::string& out) {
  const Civil c = to_civil_utc(at);
  ENSURE(c.year >= 1 && c.year <= 9'999, "a moment has four digits for its year");
  char text[29];
  char* end = text;
  *end++ = '"';
  end = put(end, c.year, 4);
  *end++ = '-';
  end = put(end, c.month, 2);
  *end++ = '-';
  end = put(end, c.day, 2);
  *end++ = 'T';
  end = put(end, c.hour, 2);
  *end++ = ':';
  end = put(end, c.minute, 2);
  *end++ = ':';
  end = put(end, c.second, 2);
  *end++ = '.';
  end = put(end, c.microsecond, 6);
  *end++ = 'Z';
  *end++ = '"';
  out.append(text, end);
}

std::string kebab(std::string_view pascal) {
  std::string out;
  for (const char c : pascal) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty()) out += '-';
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}
}  // namespace voorzien::codec
