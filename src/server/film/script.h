// Script: the readable text from which a film is composed (docs/formats/film.md, films/*.film.txt).
//
// A statement begins at the left margin; indented lines belong to the one above. '#' begins a comment line.
//   14:31:05 page 000701131 | P 1 BMD-01 BR woning Kerkstraat Houten 091234
//   15:06 item netbeheer nb-1 kind=outage title="Stroomstoring" value=3100 unit=households
// This part only takes a script apart: words, key=value fields and the raw text; compose.h gives meaning.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace voorzien::film {

struct Statement {
  std::size_t line = 0;  // 1-based, for errors
  std::string text;      // the first line as written
  std::vector<std::string> indented;
  std::vector<std::string> words;             // of the first line and the indented ones, without fields
  std::map<std::string, std::string> fields;  // key=value and key="a value with blanks"

  [[nodiscard]] std::string field(const std::string& key, std::string otherwise = "") const;
  [[nodiscard]] std::string word(std::size_t index) const;
};

struct Script {
  std::vector<Statement> statements;
};

[[nodiscard]] Result<Script> read_script(std::string_view text);
[[nodiscard]] Error script_error(const Statement& statement, std::string detail);

// "14:31" or "14:31:05" as a length of time since midnight; nothing when it is no time. Hours may go over 24
// for the next day.
[[nodiscard]] std::optional<Duration> time_of_day(std::string_view text);
// "90s", "5m", "1h".
[[nodiscard]] std::optional<Duration> length_of(std::string_view text);

}  // namespace voorzien::film
