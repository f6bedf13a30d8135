// The geography that is compiled in, as text in pieces; written by tools/basemap/*.py, read by
// geo/builtin.cpp.
//
// Pieces are to be joined in order. regions: GeoJSON. places: name, lon, lat, municipality, population, with
// tabs. roads: ref, first km, last km, "lon,lat lon,lat ...", with tabs.
#pragma once

#include <string_view>
#include <vector>

namespace voorzien::geo::data {
[[nodiscard]] std::vector<std::string_view> coarse_regions_json();
[[nodiscard]] std::vector<std::string_view> places_tsv();
[[nodiscard]] std::vector<std::string_view> roads_tsv();
}  // namespace voorzien::geo::data
