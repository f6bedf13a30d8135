// Words, times and comparisons of a scenario's lines.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"
#include "engine/state.h"

namespace voorzien::scenarios {
namespace {
using Words = std::vector<std::string>;

struct Fail {
  std::string message;
};
[[noreturn]] void fail(std::string message) { throw Fail{std::move(message)}; }

// Words of a line; "quoted words" are one; # begins a comment.
Words words_of(const std::string& line) {
  Words out;
  std::string word;
  bool quoted = false;
  bool is_word = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      is_word = true;
    } else if (!quoted && c == '#') {
      break;
    } else if (!quoted && (c == ' ' || c == '\t')) {
      if (is_word) out.push_back(std::exchange(word, ""));
      is_word = false;
    } else {
      word += c;
      is_word = true;
    }
  }
  if (is_word) out.push_back(word);
  return out;
}

std::string today =
    "2026-06-27";  // NOLINT(*-avoid-non-const-global-variables): the `day` of the story that is told

// HH:MM[:SS] on the clock of the wall; the hour that comes twice is told apart by +02:00 or +01:00 behind it.
Instant time_of(const std::string& word) {
  const std::size_t offset = word.find('+');
  const std::string bare = word.substr(0, offset);
  const std::string clock = bare.size() == 5 ? bare + ":00" : bare;
  const Result<Instant> as_utc = parse_rfc3339(today + "T" + clock + "Z");
  const Result<Instant> exact =
      offset == std::string::npos ? as_utc : parse_rfc3339(today + "T" + clock + word.substr(offset));
  if (!as_utc || !exact) fail("'" + word + "' is no time of day");
  return offset == std::string::npos ? from_amsterdam(to_civil_utc(*as_utc), *as_utc) : *exact;
}

// name=value among the words.
std::string option_of(const Words& words, const std::string& name, const std::string& other = "") {
  for (const std::string& one : words)
    if (one.starts_with(name + "=")) return one.substr(name.size() + 1);
  return other;
}

void same(const std::string& what, const std::string& expected, const std::string& is) {
  if (expected != is) fail(what + ": expected " + expected + ", is " + is);
}

}  // namespace
}  // namespace voorzien::scenarios
