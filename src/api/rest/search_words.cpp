#include "api/rest/search_words.h"

#include <algorithm>

namespace voorzien::api {
namespace {
// U+00C0 to U+00FF without accents; `?` where there is no letter (× and ÷).
constexpr std::string_view latin1_letters =
    "aaaaaaaceeeeiiiidnooooo?ouuuuypsaaaaaaaceeeeiiiidnooooo?ouuuuypy";

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

std::vector<std::string_view> words_of(std::string_view folded_text) {
  std::vector<std::string_view> out;
  std::size_t at = 0;
  while (at < folded_text.size()) {
    if (!is_word(folded_text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < folded_text.size() && is_word(folded_text[end])) ++end;
    out.push_back(folded_text.substr(at, end - at));
    at = end;
  }
  return out;
}
}  // namespace

std::string folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte == 0xC3 && next >= 0x80 && next <= 0xBF) {
      out += latin1_letters[next - 0x80];
      ++i;
    } else {
      out += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : text[i];
    }
  }
  return out;
}

SearchWords::SearchWords(std::string_view question) {
  const std::string text = folded(question);
  for (const std::string_view word : words_of(text)) words_.emplace_back(word);
}

bool SearchWords::all_in(std::string_view text) const {
  if (words_.empty()) return false;
  const std::string where = folded(text);
  const std::vector<std::string_view> there = words_of(where);
  return std::ranges::all_of(words_, [&](const std::string& wanted) {
    return std::ranges::any_of(there, [&](std::string_view one) { return one.starts_with(wanted); });
  });
}
}  // namespace voorzien::api
