// Characters as XML 1.0 sorts them. Only the scanner of the gate uses it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace voorzien::feeds::xml {

enum : std::uint8_t {
  name_start = 1,
  name_char = 2,
  space = 4,
  text_stop = 8,        // may end or spoil character data
  attribute_stop = 16,  // may end or spoil an attribute value
  quiet_stop = 32,      // may spoil a comment, CDATA section or processing instruction
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> out{};
  const auto set = [&out](unsigned from, unsigned to, unsigned bits) {
    for (unsigned c = from; c <= to; ++c) out[c] = static_cast<std::uint8_t>(out[c] | bits);
  };
  set('A', 'Z', name_start | name_char);
  set('a', 'z', name_start | name_char);
  set('_', '_', name_start | name_char);
  set(':', ':', name_start | name_char);
  set(0x80, 0xff, name_start | name_char);  // looked at closer where they occur
  set('0', '9', name_char);
  set('-', '.', name_char);
  set(0, 0x1f, text_stop | attribute_stop | quiet_stop);
  for (const unsigned c : {0x9U, 0xaU, 0xdU}) out[c] = space;
  out[' '] = space;
  set('<', '<', text_stop | attribute_stop);
  set('&', '&', text_stop | attribute_stop);
  set(']', ']', text_stop | quiet_stop);
  set('"', '"', attribute_stop);
  set('\'', '\'', attribute_stop);
  set('-', '-', quiet_stop);
  set('?', '?', quiet_stop);
  set(0xef, 0xef, text_stop | attribute_stop | quiet_stop);  // U+FFFE and U+FFFF begin with it
  return out;
}
inline constexpr auto classes = make_classes();

inline bool is(char c, unsigned bits) { return (classes[static_cast<unsigned char>(c)] & bits) != 0; }

struct CodeRange {
  char32_t from, to;
};
// Beyond ASCII; a name may go on with the second list too.
inline constexpr CodeRange name_starts[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},
                                            {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D},
                                            {0x2070, 0x218F}, {0x2C00, 0x2FEF}, {0x3001, 0xD7FF},
                                            {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
inline constexpr CodeRange name_goes_on[] = {{0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <std::size_t n>
inline bool within(const CodeRange (&ranges)[n], char32_t c) {
  for (const CodeRange& range : ranges)
    if (c >= range.from && c <= range.to) return true;
  return false;
}

// One character of valid UTF-8.
inline char32_t decode(const char*& p) {
  const auto byte = [&p](int i) { return static_cast<char32_t>(static_cast<unsigned char>(p[i])); };
  const char32_t first = byte(0);
  char32_t c = first;
  int length = 1;
  if (first >= 0xf0) {
    c = (first & 7U) << 18U | (byte(1) & 63U) << 12U | (byte(2) & 63U) << 6U | (byte(3) & 63U);
    length = 4;
  } else if (first >= 0xe0) {
    c = (first & 15U) << 12U | (byte(1) & 63U) << 6U | (byte(2) & 63U);
    length = 3;
  } else if (first >= 0xc0) {
    c = (first & 31U) << 6U | (byte(1) & 63U);
    length = 2;
  }
  p += length;
  return c;
}

inline bool is_xml_char(char32_t c) {
  return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd) ||
         (c >= 0x10000 && c <= 0x10ffff);
}

inline bool is_wide_name(std::string_view name) {
  const char* p = name.data();
  const char* end = p + name.size();
  for (bool first = true; p < end; first = false) {
    if (static_cast<unsigned char>(*p) < 0x80) {
      ++p;
      continue;
    }
    const char32_t c = decode(p);
    if (!within(name_starts, c) && (first || !within(name_goes_on, c))) return false;
  }
  return true;
}

}  // namespace voorzien::feeds::xml
