#include "feeds/areas.h"

#include <algorithm>
#include <array>

#include "geo/municipalities.h"

namespace voorzien::feeds {
namespace {
// The European part of the Kingdom with its waters, roughly: only to know whether a remark makes sense.
constexpr geo::Box netherlands{3.0, 50.7, 7.3, 53.8};

bool is_code(std::string_view text, std::string_view letters, std::size_t digits) {
  return text.size() == letters.size() + digits && text.starts_with(letters) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(letters.size()), text.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

void grow(geo::Box& box, geo::Point p) {
  box.west = std::min(box.west, p.lon);
  box.east = std::max(box.east, p.lon);
  box.south = std::min(box.south, p.lat);
  box.north = std::max(box.north, p.lat);
}

geo::Box box_around(const geo::Geometry& geometry) {
  geo::Box box{360, 90, -360, -90};
  const auto all = [&box](const std::vector<geo::Point>& points) {
    for (const geo::Point p : points) grow(box, p);
  };
  struct Visit {
    geo::Box& box;
    const decltype(all)& points;
    void operator()(const geo::Point& p) const { grow(box, p); }
    void operator()(const geo::LineString& line) const { points(line.points); }
    void operator()(const geo::MultiLineString& lines) const {
      for (const auto& line : lines.lines) points(line);
    }
    void operator()(const geo::Polygon& polygon) const {
      if (!polygon.rings.empty()) points(polygon.rings.front());
    }
    void operator()(const geo::MultiPolygon& shapes) const {
      for (const geo::Polygon& polygon : shapes.polygons) (*this)(polygon);
    }
  };
  std::visit(Visit{box, all}, geometry);
  return box;
}

bool meet(const geo::Box& a, const geo::Box& b) {
  return a.west <= b.east && a.east >= b.west && a.south <= b.north && a.north >= b.south;
}

}  // namespace

void settle_codes(std::vector<std::string>& codes, const Context& context) {
  const std::size_t given = codes.size();
  for (std::size_t i = 0; i < given; ++i) {
    if (!codes[i].starts_with("GM")) continue;
    codes[i] = geo::municipality_at(codes[i], context.received);
    const geo::Area* known = context.areas == nullptr ? nullptr : context.areas->find(codes[i]);
    const std::string_view region =
        known != nullptr && !known->region.empty() ? known->region : geo::region_around_here(codes[i]);
    if (!region.empty()) codes.emplace_back(region);
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
}

void add_geocode(std::string_view name, std::string_view value, std::vector<std::string>& codes) {
  struct Emma {
    std::string_view id, region;
  };
  constexpr std::array<Emma, 7> provinces = {{{"NL007", "VR01"},
                                              {"NL008", "VR25"},
                                              {"NL010", "VR19"},
                                              {"NL012", "VR23"},
                                              {"NL012", "VR24"},
                                              {"NL015", "VR09"},
                                              {"NL018", "VR03"}}};
  if (is_code(value, "GM", 4) || is_code(value, "VR", 2)) {
    codes.emplace_back(value);
  } else if (name == "GM" && is_code(value, "", 4)) {
    codes.push_back("GM" + std::string(value));
  } else if (name == "EMMA_ID") {
    for (const Emma& province : provinces)
      if (value == province.id) codes.emplace_back(province.region);
  }
}

bool set_areas(observations::Observation& observation, std::vector<std::string> codes,
               const Context& context) {
  const geo::AreaIndex* index = context.areas;
  bool coarse = false;
  if (observation.geometry) {
    const geo::Box box = box_around(*observation.geometry);
    const bool exact = index != nullptr && !index->is_coarse();
    coarse = !exact && meet(box, netherlands);
    if (index != nullptr && meet(box, index->box())) {
      std::vector<std::string> touched = index->touching(*observation.geometry);
      if (exact) codes.clear();  // the geometry says it better
      codes.insert(codes.end(), std::make_move_iterator(touched.begin()),
                   std::make_move_iterator(touched.end()));
    } else if (exact) {
      codes.clear();
    }
  }
  settle_codes(codes, context);
  observation.areas = std::move(codes);
  return coarse;
}

}  // namespace voorzien::feeds
