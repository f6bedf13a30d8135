#include "server/film/script.h"

#include <algorithm>
#include <charconv>

#include "server/film/limits.h"

namespace voorzien::film {
namespace {
bool is_blank(char c) { return c == ' ' || c == '\t'; }

// One word: up to a blank, where quotes keep blanks together and are dropped.
std::string next_word(std::string_view& rest) {
  while (!rest.empty() && is_blank(rest.front())) rest.remove_prefix(1);
  std::string word;
  bool quoted = false;
  while (!rest.empty() && (quoted || !is_blank(rest.front()))) {
    if (rest.front() == '"') {
      quoted = !quoted;
    } else {
      word += rest.front();
    }
    rest.remove_prefix(1);
  }
  return word;
}

bool is_key(std::string_view key) {
  if (key.empty()) return false;
  for (const char c : key)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) return false;
  return true;
}

void take_words(std::string_view line, Statement& out) {
  while (!line.empty()) {
    const std::string word = next_word(line);
    if (word.empty()) continue;
    const std::size_t equals = word.find('=');
    if (equals != std::string::npos && is_key(std::string_view(word).substr(0, equals))) {
      out.fields[word.substr(0, equals)] = word.substr(equals + 1);
    } else {
      out.words.push_back(word);
    }
  }
}

bool number(std::string_view text, int& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out >= 0;
}
}  // namespace

std::string Statement::field(const std::string& key, std::string otherwise) const {
  const auto found = fields.find(key);
  return found == fields.end() ? std::move(otherwise) : found->second;
}

std::string Statement::word(std::size_t index) const {
  return index < words.size() ? words[index] : std::string();
}

Error script_error(const Statement& statement, std::string detail) {
  return {ErrorCode::BadValue, "line " + std::to_string(statement.line), std::move(detail)};
}

Result<Script> read_script(std::string_view text) {
  if (text.size() > limits::script_bytes_max)
    return Error{ErrorCode::TooLarge, "", std::to_string(text.size()) + " bytes of script"};
  Script out;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    while (!line.empty() && (is_blank(line.back()) || line.back() == '\r')) line.remove_suffix(1);
    if (line.size() > limits::script_line_bytes_max)
      return Error{ErrorCode::TooLarge, "line " + std::to_string(number), "the line is too long"};
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string_view::npos || line[start] == '#') continue;
    if (start == 0) {
      out.statements.push_back({number, std::string(line), {}, {}, {}});
    } else if (out.statements.empty()) {
      return Error{ErrorCode::Malformed, "line " + std::to_string(number),
                   "indented, but nothing stands above it"};
    } else {
      out.statements.back().indented.emplace_back(line.substr(start));
    }
  }
  for (Statement& statement : out.statements) {
    take_words(statement.text, statement);
    for (const std::string& line : statement.indented) take_words(line, statement);
  }
  return out;
}

std::optional<Duration> time_of_day(std::string_view text) {
  int parts[3] = {0, 0, 0};
  std::size_t count = 0;
  while (count < 3) {
    const std::size_t end = std::min(text.find(':'), text.size());
    if (!number(text.substr(0, end), parts[count])) return std::nullopt;
    ++count;
    if (end == text.size()) break;
    text.remove_prefix(end + 1);
    if (count == 3) return std::nullopt;
  }
  if (count < 2 || parts[0] > 72 || parts[1] > 59 || parts[2] > 59) return std::nullopt;
  return hours(parts[0]) + minutes(parts[1]) + seconds(parts[2]);
}

std::optional<Duration> length_of(std::string_view text) {
  int count = 0;
  if (text.size() < 2 || !number(text.substr(0, text.size() - 1), count) || count == 0) return std::nullopt;
  switch (text.back()) {
    case 's':
      return seconds(count);
    case 'm':
      return minutes(count);
    case 'h':
      return hours(count);
    default:
      return std::nullopt;
  }
}

}  // namespace voorzien::film
