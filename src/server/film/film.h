// Film: everything that was received, in order, as the raw bytes that came, so that a replay goes through
// the real parsers. One JSON object a line (JSON Lines, docs/formats/film.md):
//   {"received":"2026-06-27T12:47:20Z","source":"pager","format":"flex","body":"FLEX|..."}
// with `body_base64` in place of `body` for bytes that are not UTF-8. Lines are in order of `received`.
//
// A Film gives any line by its index (0-based) without holding a file in memory: only where each line
// begins. Reading a line never throws; a faulty line is an Error whose `where` is "line N" (1-based), and
// costs no other line. Not thread-safe (a file has one position); give each thread its own.
#pragma once

#include <cstdint>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace voorzien::film {

struct FilmLine {
  Instant received;
  std::string source;
  std::string format;
  std::string body;  // the bytes, decoded
  bool operator==(const FilmLine&) const = default;
};

// `number` is 1-based, for the error's place.
[[nodiscard]] Result<FilmLine> read_line(std::string_view line, std::size_t number);
// Appends the line with its newline; base64 where the body is not UTF-8.
void write_line(const FilmLine& line, std::string& out);

class Film {
 public:
  [[nodiscard]] static Result<Film> open(const std::string& path);
  [[nodiscard]] static Result<Film> from_text(std::string text);

  // Empty lines do not count.
  [[nodiscard]] std::size_t size() const { return starts_.size(); }
  [[nodiscard]] Result<FilmLine> line(std::size_t index) const;
  // The first index whose line was received at or after `at`; size() when there is none. Faulty lines count
  // as not later than their neighbours.
  [[nodiscard]] std::size_t first_at_or_after(Instant at) const;

 private:
  struct Start {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    std::uint64_t number = 0;  // 1-based line of the file
  };
  Film() = default;
  [[nodiscard]] Done add(std::uint64_t offset, std::uint64_t length, std::uint64_t number);

  std::vector<Start> starts_;
  std::string text_;                     // of a film in memory
  std::unique_ptr<std::ifstream> file_;  // or the open file
};

// What `film check` finds: order, known formats, known sources (when a list is given).
struct Fault {
  std::string where;  // "line 12"
  std::string message;
  bool operator==(const Fault&) const = default;
};
struct CheckReport {
  std::size_t lines = 0;
  std::vector<Fault> faults;       // at most limits::check_faults_max
  std::size_t faults_counted = 0;  // all of them
  std::string first, last;         // received, RFC 3339; empty without a good line
};
[[nodiscard]] CheckReport check(const Film& film, const std::vector<std::string>& known_sources);

}  // namespace voorzien::film
