#include "feeds/xml_encoding.h"

#include <iconv.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/words.h"
#include "feeds/limits.h"

namespace voorzien::feeds {
namespace {
using observations::Remark;

enum class Encoding { Utf8, Ascii, Windows1252, Latin9, ByLibrary, Unknown };

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

// What iconv is asked for: encodings of text that contain ASCII, so that the declaration could be read. Not
// UTF-7 and the like, which hide markup.
bool is_of_the_library(std::string_view name) {
  constexpr std::array whole = {
      std::string_view("koi8-r"),     std::string_view("koi8-u"),     std::string_view("gb2312"),
      std::string_view("gbk"),        std::string_view("gb18030"),    std::string_view("big5"),
      std::string_view("shift_jis"),  std::string_view("big5-hkscs"), std::string_view("windows-31j"),
      std::string_view("euc-jp"),     std::string_view("euc-kr"),     std::string_view("euc-tw"),
      std::string_view("tis-620"),    std::string_view("macintosh"),  std::string_view("viscii"),
      std::string_view("iso-2022-jp")};
  constexpr std::array numbered = {std::string_view("iso-8859-"), std::string_view("iso_8859-"),
                                   std::string_view("iso8859-"),  std::string_view("windows-"),
                                   std::string_view("cp"),        std::string_view("ibm")};
  if (std::ranges::find(whole, name) != whole.end()) return true;
  return std::ranges::any_of(numbered, [name](std::string_view family) {
    constexpr std::size_t digits_max = 4;
    if (!name.starts_with(family)) return false;
    const std::string_view number = name.substr(family.size());
    return !number.empty() && number.size() <= digits_max &&
           std::ranges::all_of(number, [](char c) { return c >= '0' && c <= '9'; });
  });
}

Encoding encoding_of_name(std::string_view name) {
  if (name.empty() || name == "utf-8" || name == "utf8") return Encoding::Utf8;
  if (name == "us-ascii" || name == "ascii") return Encoding::Ascii;
  if (name == "iso-8859-1" || name == "iso8859-1" || name == "iso_8859-1" || name == "latin1" ||
      name == "windows-1252" || name == "cp1252")
    return Encoding::Windows1252;
  if (name == "iso-8859-15" || name == "latin9") return Encoding::Latin9;
  return is_of_the_library(name) ? Encoding::ByLibrary : Encoding::Unknown;
}

Remark bad_encoding(std::string where, std::string message) {
  return {"bad-encoding", std::move(where), std::move(message)};
}

std::string shown(std::string_view name) { return "'" + std::string(name.substr(0, 40)) + "'"; }

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

bool is_utf8(std::string_view text) { return simdjson::validate_utf8(text.data(), text.size()); }

bool is_ascii(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::optional<Remark> keep_utf8(std::string_view bytes, GatedXml& out) {
  if (!is_utf8(bytes))
    return bad_encoding(line_and_column(bytes, first_bad_utf8(bytes)),
                        "bytes that are not UTF-8; the sender must send UTF-8 or declare the encoding");
  out.text.assign(bytes);
  return std::nullopt;
}

std::optional<Remark> decode_utf16(std::string_view bytes, bool big, GatedXml& out) {
  out.converted = true;
  if (!from_utf16(bytes, big, out.text)) return bad_encoding("", "bytes that are not UTF-16");
  const std::string name = declared_name(out.text);
  const bool fits = name.empty() || name.starts_with("utf-16") || name.starts_with("utf16") ||
                    name == "iso-10646-ucs-2" || name == "ucs-2";
  if (!fits) return bad_encoding("1:1", "the document is UTF-16 but declares " + shown(name));
  return std::nullopt;
}

class Converter {
 public:
  explicit Converter(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  [[nodiscard]] bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }  // as POSIX says

  // How many bytes were read; all of them when the text is good.
  std::size_t convert(std::string_view bytes, std::string& out) {
    std::array<char, 1U << 14U> block{};
    std::string input(bytes);  // iconv takes what it does not change as if it did
    char* from = input.data();
    std::size_t left = input.size();
    while (out.size() <= limits::document_bytes_max) {
      char* to = block.data();
      std::size_t room = block.size();
      const std::size_t got = iconv(handle_, left > 0 ? &from : nullptr, &left, &to, &room);
      const int fault = errno;
      out.append(block.data(), block.size() - room);
      if (got == static_cast<std::size_t>(-1) && fault != E2BIG) break;
      if (left == 0 && got != static_cast<std::size_t>(-1)) break;
    }
    return input.size() - left;
  }

 private:
  iconv_t handle_;
};

std::optional<Remark> decode_by_library(std::string_view bytes, const std::string& name, GatedXml& out) {
  Converter converter(name);
  if (!converter.is_open())
    return bad_encoding("1:1", "the encoding " + shown(name) + " is not known on this machine");
  out.converted = true;
  const std::size_t read = converter.convert(bytes, out.text);
  if (read < bytes.size() && out.text.size() <= limits::document_bytes_max)
    return bad_encoding(line_and_column(out.text, out.text.size()),
                        "bytes that are not " + shown(name) + ", which the document declares");
  if (!is_utf8(out.text)) return bad_encoding("1:1", "the encoding " + shown(name) + " gives no text");
  return std::nullopt;
}

void doubt(GatedXml& out, std::string message) {
  out.doubt = Remark{"encoding-doubtful", "1:1", std::move(message)};
}

std::optional<Remark> decode_single_byte(std::string_view bytes, const std::string& name, Encoding encoding,
                                         GatedXml& out) {
  // Sequences of UTF-8 do not come about in Latin text by chance.
  if (!is_ascii(bytes) && is_utf8(bytes)) {
    doubt(out, "the document declares " + shown(name) + " but its bytes are UTF-8; read as UTF-8");
    out.text.assign(bytes);
    return std::nullopt;
  }
  out.converted = true;
  out.text = from_single_byte(bytes, encoding);
  return std::nullopt;
}

std::optional<Remark> decode_marked_utf8(std::string_view bytes, GatedXml& out) {
  out.skipped = 3;
  const std::string name = declared_name(bytes.substr(out.skipped));
  if (encoding_of_name(name) != Encoding::Utf8)
    doubt(out, "the document begins with the mark of UTF-8 but declares " + shown(name) + "; read as UTF-8");
  return keep_utf8(bytes.substr(out.skipped), out);
}

std::optional<Remark> decode_declared(std::string_view bytes, GatedXml& out) {
  const std::string name = declared_name(bytes);
  const Encoding encoding = encoding_of_name(name);
  switch (encoding) {
    case Encoding::Utf8:
      return keep_utf8(bytes, out);
    case Encoding::Ascii:
      if (!is_ascii(bytes)) {
        const auto bad = std::ranges::find_if(bytes, [](char c) { return !is_ascii({&c, 1}); });
        return bad_encoding(line_and_column(bytes, static_cast<std::size_t>(bad - bytes.begin())),
                            "a byte beyond ASCII in a document that declares ASCII");
      }
      return keep_utf8(bytes, out);
    case Encoding::Windows1252:
    case Encoding::Latin9:
      return decode_single_byte(bytes, name, encoding, out);
    case Encoding::ByLibrary:
      return decode_by_library(bytes, name, out);
    case Encoding::Unknown:
      break;
  }
  return bad_encoding("1:1",
                      "the encoding " + shown(name) + " is not read here, or is not what the bytes are");
}

std::optional<Remark> decode(std::string_view bytes, GatedXml& out) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) return decode_marked_utf8(bytes, out);
  if (bytes.starts_with("\x00\x00\xFE\xFF"sv)) return decode_by_library(bytes.substr(4), "utf-32be", out);
  if (bytes.starts_with("\xFF\xFE\x00\x00"sv)) return decode_by_library(bytes.substr(4), "utf-32le", out);
  if (bytes.starts_with("\xFF\xFE"sv)) return decode_utf16(bytes.substr(2), false, out);
  if (bytes.starts_with("\xFE\xFF"sv)) return decode_utf16(bytes.substr(2), true, out);
  if (bytes.starts_with("<\x00\x00\x00"sv)) return decode_by_library(bytes, "utf-32le", out);
  if (bytes.starts_with("\x00\x00\x00<"sv)) return decode_by_library(bytes, "utf-32be", out);
  if (bytes.starts_with("<\x00"sv)) return decode_utf16(bytes, false, out);
  if (bytes.starts_with("\x00<"sv)) return decode_utf16(bytes, true, out);
  return decode_declared(bytes, out);
}
}  // namespace

std::optional<Remark> decode_xml(std::string_view bytes, GatedXml& out) {
  if (auto remark = decode(bytes, out)) return remark;
  if (out.text.size() > limits::document_bytes_max)
    return Remark{"too-large", "",
                  "more than " + std::to_string(limits::document_bytes_max) + " bytes once it is UTF-8"};
  return std::nullopt;
}

}  // namespace voorzien::feeds
