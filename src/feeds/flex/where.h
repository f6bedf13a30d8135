// Where a page is about: the town named in its text, else the region of its vehicles or of its capcodes.
// Remembers the names it looked up, for the length of one document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "feeds/feed.h"
#include "feeds/flex/grammar.h"

namespace voorzien::feeds::flex {

class Where {
 public:
  explicit Where(const Context& context) : context_(context) {}
  // Sets geometry, place, place_precision and areas.
  void fill(const Grammar& grammar, std::string_view codes, observations::Observation& out);

 private:
  struct Found {
    std::string name;
    geo::Point point;
    std::vector<std::string> areas;
  };
  [[nodiscard]] const Found* town(std::string_view name);
  [[nodiscard]] const Found* town_in(std::string_view body);
  [[nodiscard]] bool hectometre(std::string_view body, observations::Observation& out) const;

  const Context& context_;
  std::unordered_map<std::string, std::optional<Found>> known_;  // looked up only, never walked
  std::string key_;
};

}  // namespace voorzien::feeds::flex
