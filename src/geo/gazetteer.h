// Gazetteer: names of towns, municipalities, motorway hectometres and typed coordinates -> places.
//
// Answers "Houten", "houten zuid", "A27 66,2" / "A28 Re 34,5", "136000 455000" (RD) and "52.03, 5.16".
// Fuzzy (prefix, then one typo), best first, at most `limit`. Immutable after building; thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/geometry.h"

namespace voorzien::geo {

enum class PlaceKind { Town, Municipality, Hectometre, Coordinates, Water };
DESCRIBE_ENUM(PlaceKind, Town, Municipality, Hectometre, Coordinates, Water)

struct Place {
  std::string name;
  PlaceKind kind = PlaceKind::Town;
  Point point;
  std::string municipality;  // GM code or empty
  double score = 0;          // 1 = exact; lower = weaker
};
DESCRIBE(Place, name, kind, point, municipality, score)

struct NamedPlace {
  std::string name;
  Point point;
  std::string municipality;
  int population = 0;  // -1: a municipality, not a town
};
// A road as way-points with hectometre marks in between: km grows along the line from km_first.
struct Road {
  std::string ref;  // "A27"
  std::vector<Point> line;
  double km_first = 0;
  double km_last = 0;
};

class Gazetteer {
 public:
  [[nodiscard]] static Gazetteer build(std::vector<NamedPlace> places, std::vector<Road> roads);
  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();
  [[nodiscard]] std::vector<Place> find(std::string_view text, std::size_t limit) const;
  // The town whose name is exactly this (case and diacritics folded), for pager lines.
  [[nodiscard]] std::optional<Place> exact(std::string_view name) const;
  [[nodiscard]] std::optional<Place> nearest(Point point) const;

 private:
  struct Inside;
  explicit Gazetteer(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace voorzien::geo
