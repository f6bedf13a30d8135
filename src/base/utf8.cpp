#include "base/utf8.h"

#include <algorithm>
#include <cstddef>

namespace voorzien {
namespace {
// What may follow a lead byte: how many bytes, and the range of the first of them. The rest are 80..BF.
struct Form {
  std::size_t following = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

bool form_of(unsigned char lead, Form& out) {
  if (lead < 0x80) return out = {0}, true;
  if (lead < 0xC2) return false;
  if (lead < 0xE0) return out = {1}, true;
  if (lead == 0xE0) return out = {2, 0xA0, 0xBF}, true;
  if (lead == 0xED) return out = {2, 0x80, 0x9F}, true;
  if (lead < 0xF0) return out = {2}, true;
  if (lead == 0xF0) return out = {3, 0x90, 0xBF}, true;
  if (lead < 0xF4) return out = {3}, true;
  return lead == 0xF4 && (out = {3, 0x80, 0x8F}, true);
}
}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    Form form;
    if (!form_of(static_cast<unsigned char>(bytes[at]), form) || bytes.size() - at <= form.following)
      return false;
    for (std::size_t n = 1; n <= form.following; ++n) {
      const auto byte = static_cast<unsigned char>(bytes[at + n]);
      if (byte < (n == 1 ? form.low : 0x80) || byte > (n == 1 ? form.high : 0xBF)) return false;
    }
    at += form.following + 1;
  }
  return true;
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}
}  // namespace voorzien
