// Composer: what the parts of composing share: the day, the sources, the words, and the lines made so far.
// Only the compose_*.cpp files include it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "server/film/compose.h"
#include "server/film/film.h"
#include "server/film/script.h"

namespace voorzien::film {

// A line of values through points in time; level before the first and after the last.
struct Curve {
  std::vector<std::pair<Instant, double>> points;
  [[nodiscard]] double at(Instant moment) const;
};

struct Span {
  Instant from;
  Instant to;
};

class Composer {
 public:
  Composed out;
  std::vector<FilmLine> lines;
  std::uint64_t seed = 1;
  std::map<std::string, std::string> formats;             // source -> format
  std::map<std::string, std::vector<std::string>> words;  // for {name} in generated lines

  [[nodiscard]] Instant midnight() const { return midnight_; }
  void set_day(Instant midnight_local) { midnight_ = midnight_local; }
  // "14:31" on the day of the film, local time.
  [[nodiscard]] std::optional<Instant> moment(std::string_view text) const;
  // Each subject draws from its own generator, so that a change in one place does not shift another.
  [[nodiscard]] Random random_of(const Statement& statement) const;
  void emit(Instant received, const std::string& source, std::string body);
  // The fields `every`, `at`, `from`, `to` of a statement: the moments they name.
  [[nodiscard]] Result<std::vector<Instant>> moments(const Statement& statement) const;
  // "curve 12:00 18, 14:00 24" in one of the indented lines that begins with `keyword`.
  [[nodiscard]] Result<Curve> curve(const Statement& statement, std::string_view keyword) const;

 private:
  Instant midnight_;
};

// Each takes the whole script and adds its lines; statements of others are passed over.
[[nodiscard]] Done compose_pager(const Script& script, Composer& composer);
[[nodiscard]] Done compose_warnings(const Script& script, Composer& composer);
[[nodiscard]] Done compose_traffic(const Script& script, Composer& composer);
[[nodiscard]] Done compose_water(const Script& script, Composer& composer);
[[nodiscard]] Done compose_items(const Script& script, Composer& composer);
[[nodiscard]] Done compose_cap(const Script& script, Composer& composer);

// Text for the inside of an XML element.
[[nodiscard]] std::string xml_text(std::string_view text);
// "2026-06-27T14:31:05+02:00": local with offset and without fraction, as CAP wants it.
[[nodiscard]] std::string local_time(Instant at);
// "lon,lat lon,lat ..."; empty when one of them is no pair of numbers.
[[nodiscard]] std::vector<std::pair<double, double>> points_of(std::string_view text);
[[nodiscard]] std::optional<double> number_of(std::string_view text);

}  // namespace voorzien::film
