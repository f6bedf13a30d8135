#include "network/import/decode.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"

namespace voorzien::network {
namespace {
using namespace std::string_view_literals;

// Windows-1252, 0x80 to 0x9f; what it leaves open is the replacement character.
constexpr std::array<char16_t, 32> windows_1252 = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178};

void append(char32_t code, std::string& out) {
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | (code >> shift & 0x3fU)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xc0U | code >> 6U);
    out += tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xe0U | code >> 12U);
    out += tail(6);
    out += tail(0);
  } else {
    out += static_cast<char>(0xf0U | code >> 18U);
    out += tail(12);
    out += tail(6);
    out += tail(0);
  }
}

Error bad_encoding(std::size_t byte, std::string detail) {
  return Error{ErrorCode::BadEncoding, "byte " + std::to_string(byte), std::move(detail)};
}

Result<DecodedText> from_utf16(std::string_view bytes, bool big_endian, std::size_t skipped) {
  if (bytes.size() % 2 != 0) return bad_encoding(skipped + bytes.size(), "half a character at the end");
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8U | second : second << 8U | first);
  };
  DecodedText out{{}, "UTF-16"};
  out.utf8.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size(); at += 2) {
    char32_t code = unit(at);
    if (code >= 0xd800 && code < 0xe000) {
      const char32_t low = at + 2 < bytes.size() ? unit(at + 2) : 0;
      if (code >= 0xdc00 || low < 0xdc00 || low >= 0xe000)
        return bad_encoding(skipped + at, "half of a surrogate pair");
      code = 0x10000 + ((code - 0xd800) << 10U) + (low - 0xdc00);
      at += 2;
    }
    append(code, out.utf8);
  }
  return out;
}

DecodedText from_windows_1252(std::string_view bytes) {
  DecodedText out{{}, "Windows-1252"};
  out.utf8.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append(byte >= 0x80 && byte < 0xa0 ? windows_1252[byte - 0x80U] : byte, out.utf8);
  }
  return out;
}

// A table in UTF-16 without mark begins with a letter of its header: a zero byte beside it.
bool begins_utf16(std::string_view bytes, std::size_t zero_at) {
  return bytes.size() >= 4 && bytes[zero_at] == '\0' && bytes[zero_at + 2] == '\0' &&
         bytes[1 - zero_at] != '\0';
}

Result<DecodedText> decode(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
    bytes.remove_prefix(3);
    if (!is_utf8(bytes)) return bad_encoding(3, "the mark says UTF-8, and the bytes are not");
    return DecodedText{std::string(bytes), "UTF-8"};
  }
  if (bytes.starts_with("\xFF\xFE"sv)) return from_utf16(bytes.substr(2), false, 2);
  if (bytes.starts_with("\xFE\xFF"sv)) return from_utf16(bytes.substr(2), true, 2);
  if (begins_utf16(bytes, 1)) return from_utf16(bytes, false, 0);
  if (begins_utf16(bytes, 0)) return from_utf16(bytes, true, 0);
  if (is_utf8(bytes)) return DecodedText{std::string(bytes), "UTF-8"};
  return from_windows_1252(bytes);
}
}  // namespace

Result<DecodedText> decode_text(std::string_view bytes) {
  ASSIGN_OR_RETURN(DecodedText out, decode(bytes));
  if (const std::size_t zero = out.utf8.find('\0'); zero != std::string::npos)
    return Error{ErrorCode::NotOfFormat, "byte " + std::to_string(zero),
                 "a zero character: this is no table of text. Save it as CSV UTF-8"};
  return out;
}
}  // namespace voorzien::network
