// Small things about words that several rooms need. Case is that of A to Z only: names with accents are found
// as they are written.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace voorzien {

[[nodiscard]] constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline bool holds_folded(std::string_view text, std::string_view words) {
  return words.empty() || !std::ranges::search(text, words, {}, lower, lower).empty();
}

[[nodiscard]] inline bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// "a, b, c"
[[nodiscard]] inline std::string list_of(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& one : words) out += (out.empty() ? "" : ", ") + one;
  return out;
}

}  // namespace voorzien
