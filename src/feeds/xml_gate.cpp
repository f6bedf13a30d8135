#include "feeds/xml_gate.h"

#include <simdjson.h>

#include "feeds/limits.h"
#include "feeds/xml_scan.h"

namespace voorzien::feeds {
namespace {
using observations::Remark;

enum class Encoding { Utf8, Ascii, Windows1252, Latin9, Utf16Little, Utf16Big, Unknown };

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0U | c >> 6U);
    put(0x80U | (c & 0x3fU));
  } else if (c < 0x10000) {
    put(0xe0U | c >> 12U);
    put(0x80U | (c >> 6U & 0x3fU));
    put(0x80U | (c & 0x3fU));
  } else {
    put(0xf0U | c >> 18U);
    put(0x80U | (c >> 12U & 0x3fU));
    put(0x80U | (c >> 6U & 0x3fU));
    put(0x80U | (c & 0x3fU));
  }
}

// 0x80-0x9F of windows-1252; senders that say ISO-8859-1 mean this too (so does every browser).
constexpr char16_t windows_1252[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                       0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

char32_t latin_9(unsigned char byte) {
  switch (byte) {
    case 0xA4:
      return 0x20AC;
    case 0xA6:
      return 0x160;
    case 0xA8:
      return 0x161;
    case 0xB4:
      return 0x17D;
    case 0xB8:
      return 0x17E;
    case 0xBC:
      return 0x152;
    case 0xBD:
      return 0x153;
    case 0xBE:
      return 0x178;
    default:
      return byte;
  }
}

std::string from_single_byte(std::string_view bytes, Encoding encoding) {
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out += c;
    } else if (encoding == Encoding::Latin9) {
      append_utf8(out, latin_9(byte));
    } else {
      append_utf8(out, byte < 0xA0 ? static_cast<char32_t>(windows_1252[byte - 0x80U]) : char32_t{byte});
    }
  }
  return out;
}

// False when the surrogates do not pair or a byte is left over.
bool from_utf16(std::string_view bytes, bool big, std::string& out) {
  if (bytes.size() % 2 != 0) return false;
  out.reserve(bytes.size());
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big ? first << 8U | second : second << 8U | first);
  };
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c < 0xDC00) {
      if (i + 2 >= bytes.size()) return false;
      const char32_t low = unit(i + 2);
      if (low < 0xDC00 || low > 0xDFFF) return false;
      c = 0x10000 + ((c - 0xD800) << 10U) + (low - 0xDC00);
      i += 2;
    } else if (c >= 0xDC00 && c <= 0xDFFF) {
      return false;
    }
    append_utf8(out, c);
  }
  return true;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The name in the XML declaration, lower case; empty without one.
std::string declared_name(std::string_view text) {
  constexpr std::size_t declaration_bytes_max = 256;
  if (!text.starts_with("<?xml")) return "";
  std::string_view head = text.substr(0, declaration_bytes_max);
  head = head.substr(0, head.find('>'));
  std::size_t at = head.find("encoding");
  if (at == std::string_view::npos) return "";
  at = head.find_first_of("\"'", at);
  if (at == std::string_view::npos) return "";
  const std::size_t to = head.find(head[at], at + 1);
  if (to == std::string_view::npos) return "";
  std::string name;
  for (const char c : head.substr(at + 1, to - at - 1)) name += lower(c);
  return name;
}

Encoding encoding_of_name(std::string_view name) {
  if (name.empty() || name == "utf-8" || name == "utf8") return Encoding::Utf8;
  if (name == "us-ascii" || name == "ascii") return Encoding::Ascii;
  if (name == "iso-8859-1" || name == "iso8859-1" || name == "iso_8859-1" || name == "latin1" ||
      name == "windows-1252" || name == "cp1252")
    return Encoding::Windows1252;
  if (name == "iso-8859-15" || name == "latin9") return Encoding::Latin9;
  return Encoding::Unknown;
}

Remark bad_encoding(std::string where, std::string message) {
  return {"bad-encoding", std::move(where), std::move(message)};
}

std::size_t first_bad_utf8(std::string_view text) {
  // Only for the message: the longest prefix that is valid, found by halving.
  std::size_t good = 0;
  std::size_t bad = text.size();
  while (bad - good > 1) {
    const std::size_t middle = good + (bad - good) / 2;
    std::size_t cut = middle;  // never cut inside a character
    while (cut > good && (static_cast<unsigned char>(text[cut]) & 0xc0U) == 0x80U) --cut;
    if (cut == good) break;
    if (simdjson::validate_utf8(text.data(), cut)) {
      good = cut;
    } else {
      bad = cut;
    }
  }
  return good;
}

std::optional<Remark> keep_utf8(std::string_view bytes, GatedXml& out) {
  if (!simdjson::validate_utf8(bytes.data(), bytes.size()))
    return bad_encoding(line_and_column(bytes, first_bad_utf8(bytes)),
                        "bytes that are not UTF-8; the sender must send UTF-8 or declare the encoding");
  out.text.assign(bytes);
  return std::nullopt;
}

std::optional<Remark> decode_utf16(std::string_view bytes, bool big, GatedXml& out) {
  out.converted = true;
  if (!from_utf16(bytes, big, out.text)) return bad_encoding("", "bytes that are not UTF-16");
  const std::string name = declared_name(out.text);
  if (!name.empty() && !name.starts_with("utf-16") && !name.starts_with("utf16"))
    return bad_encoding("1:1", "the document is UTF-16 but declares '" + name + "'");
  return std::nullopt;
}

std::optional<Remark> to_text(std::string_view bytes, GatedXml& out) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) {
    out.skipped = 3;
    return keep_utf8(bytes.substr(3), out);
  }
  if (bytes.starts_with("\x00\x00\xFE\xFF"sv) || bytes.starts_with("\xFF\xFE\x00\x00"sv))
    return bad_encoding("1:1", "UTF-32 is not read; ask the sender for UTF-8");
  if (bytes.starts_with("\xFF\xFE"sv)) return decode_utf16(bytes.substr(2), false, out);
  if (bytes.starts_with("\xFE\xFF"sv)) return decode_utf16(bytes.substr(2), true, out);
  if (bytes.starts_with("<\x00"sv)) return decode_utf16(bytes, false, out);
  if (bytes.starts_with("\x00<"sv)) return decode_utf16(bytes, true, out);
  const std::string name = declared_name(bytes);
  const Encoding encoding = encoding_of_name(name);
  if (encoding == Encoding::Unknown)
    return bad_encoding(
        "1:1", "the encoding '" + name.substr(0, 40) + "' is not read here, or is not what the bytes are");
  if (encoding == Encoding::Utf8) return keep_utf8(bytes, out);
  if (encoding == Encoding::Ascii) {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      if (static_cast<unsigned char>(bytes[i]) >= 0x80)
        return bad_encoding(line_and_column(bytes, i),
                            "a byte beyond ASCII in a document that declares ASCII");
    return keep_utf8(bytes, out);
  }
  out.converted = true;
  out.text = from_single_byte(bytes, encoding);
  return std::nullopt;
}

// What the bytes are when they are no XML at all, so that the remark helps.
std::optional<Remark> other_kind(std::string_view text) {
  std::size_t at = text.find_first_not_of(" \t\r\n");
  if (at == std::string_view::npos) return Remark{"not-of-format", "1:1", "the document is empty"};
  std::string head;
  for (const char c : text.substr(at, 16)) head += lower(c);
  const std::string where = line_and_column(text, at);
  if (head.starts_with("<!doctype html") || head.starts_with("<html"))
    return Remark{"html-page", where, "an HTML page where XML was expected; check the address of the source"};
  if (head[0] == '{' || head[0] == '[')
    return Remark{"not-of-format", where, "this looks like JSON, not XML; check the format of the source"};
  if (head[0] != '<') return Remark{"not-of-format", where, "this is not XML: it does not begin with <"};
  if (at > 0 && head.starts_with("<?xml") && head.size() > 5 && (head[5] == ' ' || head[5] == '\t'))
    return Remark{"xml-malformed", where, "there is space before the XML declaration"};
  return std::nullopt;
}
}  // namespace

std::string line_and_column(std::string_view text, std::size_t offset) {
  if (offset > text.size()) offset = text.size();
  std::size_t line = 1;
  std::size_t from = 0;
  for (std::size_t i = 0; i < offset; ++i)
    if (text[i] == '\n') {
      ++line;
      from = i + 1;
    }
  std::size_t column = 1;
  for (std::size_t i = from; i < offset; ++i)
    column += (static_cast<unsigned char>(text[i]) & 0xc0U) != 0x80U ? 1U : 0U;
  return std::to_string(line) + ':' + std::to_string(column);
}

std::optional<Remark> pass_gate(std::string_view bytes, GatedXml& out) {
  out = {};
  if (bytes.size() > limits::document_bytes_max)
    return Remark{
        "too-large", "",
        std::to_string(bytes.size()) + " bytes; the limit is " + std::to_string(limits::document_bytes_max)};
  if (auto remark = to_text(bytes, out)) return remark;
  if (auto remark = other_kind(out.text)) return remark;
  if (auto fault = scan_xml(out.text))
    return Remark{fault->code, line_and_column(out.text, fault->offset), std::move(fault->message)};
  return std::nullopt;
}

}  // namespace voorzien::feeds
