#include "geo/builtin.h"

#include <cstdlib>

#include "base/ensure.h"
#include "geo/boundaries.h"
#include "geo/data/data.h"

namespace voorzien::geo {
namespace {

std::string joined(const std::vector<std::string_view>& pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

template <class Take>
void each_line(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::vector<std::string> fields(1);
    for (const char c : text.substr(0, end)) {
      if (c == '\t') {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    take(fields);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

std::vector<NamedPlace> places() {
  std::vector<NamedPlace> result;
  each_line(joined(data::places_tsv()), [&result](const std::vector<std::string>& f) {
    ENSURE(f.size() == 5, "a line of the built-in places has five fields");
    result.push_back({f[0], {number(f[1]), number(f[2])}, f[3], static_cast<int>(number(f[4]))});
  });
  return result;
}

std::vector<Road> roads() {
  std::vector<Road> result;
  each_line(joined(data::roads_tsv()), [&result](const std::vector<std::string>& f) {
    ENSURE(f.size() == 4, "a line of the built-in roads has four fields");
    Road road{f[0], {}, number(f[1]), number(f[2])};
    const char* at = f[3].c_str();
    while (*at != '\0') {
      char* next = nullptr;
      const double lon = std::strtod(at, &next);
      ENSURE(*next == ',', "a way-point is lon,lat");
      const double lat = std::strtod(next + 1, &next);
      road.line.push_back({lon, lat});
      at = *next == ' ' ? next + 1 : next;
    }
    result.push_back(std::move(road));
  });
  return result;
}

}  // namespace

AreaIndex builtin_areas() {
  Result<Boundaries> read = read_boundaries(joined(data::coarse_regions_json()));
  ENSURE(read, "the built-in outlines are well-formed");
  complete(read->areas);
  return AreaIndex::build(std::move(read->areas), true);
}

Gazetteer builtin_gazetteer() { return Gazetteer::build(places(), roads()); }

Gazetteer gazetteer_with(const AreaIndex& areas) {
  std::vector<NamedPlace> all = places();
  // GeoNames' municipality codes are older than the imported boundaries: these win.
  for (NamedPlace& place : all) {
    for (const std::string& code : areas.at(place.point)) {
      if (code.starts_with("GM")) place.municipality = code;
    }
  }
  for (const Area& area : areas.areas()) {
    if (area.code.starts_with("GM") && !area.name.empty()) {
      all.push_back({area.name, middle_of(area.shape), area.code, -1});
    }
  }
  return Gazetteer::build(std::move(all), roads());
}

}  // namespace voorzien::geo
