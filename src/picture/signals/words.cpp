#include "picture/signals/words.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace voorzien::picture {
namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || byte >= 0x80;
}
}  // namespace

std::string lowered(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool has_words(std::string_view text, std::string_view words) {
  if (words.empty()) return false;
  for (std::size_t at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
    const std::size_t end = at + words.size();
    const bool starts = at == 0 || !is_word(text[at - 1]) || !is_word(words.front());
    const bool ends = end == text.size() || !is_word(text[end]) || !is_word(words.back());
    if (starts && ends) return true;
  }
  return false;
}

bool has_any(std::string_view text, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const std::string& one) { return has_words(text, one); });
}

std::vector<std::string> units_in(std::string_view text) {
  std::vector<std::string> numbers;
  std::vector<std::string> out;
  std::size_t at = 0;
  while (at < text.size()) {
    if (!is_word(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_word(text[end])) ++end;
    const std::string_view token = text.substr(at, end - at);
    const bool six = token.size() == 6 && std::ranges::all_of(token, is_digit);
    numbers.emplace_back(six ? token : std::string_view{});
    at = end;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i].empty()) continue;
    const int value = std::atoi(numbers[i].c_str());
    const int next =
        i + 1 < numbers.size() && !numbers[i + 1].empty() ? std::atoi(numbers[i + 1].c_str()) : 0;
    if (value < 300'000 && next >= 300'000 && next <= 620'000) {  // RD x and y
      ++i;
      continue;
    }
    const int region = value / 10'000;
    if (region >= 1 && region <= 25 && std::ranges::find(out, numbers[i]) == out.end())
      out.push_back(numbers[i]);
  }
  return out;
}

std::string road_in(std::string_view text) {
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    if ((text[at] != 'a' && text[at] != 'A') || !is_digit(text[at + 1])) continue;
    if (at > 0 && is_word(text[at - 1])) continue;
    std::size_t end = at + 1;
    while (end < text.size() && is_digit(text[end])) ++end;
    const bool whole = end == text.size() || !is_word(text[end]);
    if (!whole || end - at > 4) continue;
    // A1 and A2 are ambulance priorities too: those stand at the very beginning of a page.
    if (at == 0 && end - at == 2) continue;
    return "A" + std::string(text.substr(at + 1, end - at - 1));
  }
  return {};
}

std::string direction_in(std::string_view text) {
  if (has_words(text, "re")) return "re";
  if (has_words(text, "li")) return "li";
  const std::size_t at = text.find("richting ");
  if (at == std::string_view::npos) return {};
  std::size_t end = at + 9;
  while (end < text.size() && is_word(text[end])) ++end;
  return std::string(text.substr(at, end - at));
}

std::string fill(std::string_view pattern, const std::map<std::string, std::string>& values) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const std::size_t end = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += pattern[at];
      continue;
    }
    const auto value = values.find(std::string(pattern.substr(at + 1, end - at - 1)));
    if (value != values.end()) out += value->second;
    at = end;
  }
  std::string tidy;
  for (const char c : out) {
    const bool joins = c == ' ' || c == ',' || c == '.' || c == ';' || c == ':';
    if (joins && c != ' ')
      while (!tidy.empty() && tidy.back() == ' ') tidy.pop_back();
    if (tidy.empty() && joins) continue;
    if (c == ' ' && tidy.back() == ' ') continue;
    tidy += c;
  }
  while (!tidy.empty() && (tidy.back() == ' ' || tidy.back() == ',')) tidy.pop_back();
  if (!tidy.empty() && tidy[0] >= 'a' && tidy[0] <= 'z') tidy[0] = static_cast<char>(tidy[0] - 'a' + 'A');
  return tidy;
}

std::string dutch_number(double value) {
  const long long tenths = std::llround(std::fabs(value) * 10);
  const bool is_small = tenths < 100 && tenths % 10 != 0;  // a magnitude; of thousands nobody asks the tenth
  const std::string digits = std::to_string(is_small ? tenths / 10 : std::llround(std::fabs(value)));
  std::string out = value < 0 ? "-" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    out += digits[i];
    const std::size_t left = digits.size() - 1 - i;
    if (left > 0 && left % 3 == 0) out += '.';
  }
  if (is_small) out += "," + std::to_string(tenths % 10);
  return out;
}

namespace {
std::string meters(double value) {
  const std::string cents = std::to_string(static_cast<long long>(value * 100 + (value < 0 ? -0.5 : 0.5)));
  if (cents.size() < 3) return "0," + std::string(2 - cents.size(), '0') + cents;
  return cents.substr(0, cents.size() - 2) + "," + cents.substr(cents.size() - 2);
}
}  // namespace

std::string in_unit(double value, std::string_view unit) {
  return unit.starts_with("m") ? meters(value) : dutch_number(value);
}

std::string local_time(std::optional<Instant> at) {
  if (!at) return {};
  const Civil civil = to_amsterdam(*at);
  const auto two_digits = [](int n) { return std::string(n < 10 ? "0" : "") + std::to_string(n); };
  return two_digits(civil.hour) + ":" + two_digits(civil.minute);
}

std::string cut(std::string text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  text.resize(bytes);
  return text;
}
}  // namespace voorzien::picture
