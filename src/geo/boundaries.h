// Reads boundaries of municipalities and safety regions as they are published: GeoJSON or TopoJSON.
//
// A feature counts when its properties hold a CBS code (GM.... or VR..) in `code` or `statcode` (or `c`, the
// base map's short form); `statnaam`, `name` or `n` is its name. Others are counted and left out. The system
// follows from the numbers: WGS84 degrees or RD metres; a mixture is an error. Errors name the feature by its
// place in the file and its code. Pure; bounded by geo/limits.h. docs/formats/region.md tells the formats.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "geo/areas.h"

namespace voorzien::geo {

struct Boundaries {
  std::vector<Area> areas;
  std::size_t without_code = 0;     // features left out
  std::size_t collapsed_rings = 0;  // rings without inside, left out
  bool was_rd = false;
};

[[nodiscard]] Result<Boundaries> read_boundaries(std::string_view json);

struct NamesRead {
  std::size_t applied = 0;
  std::vector<std::string> without_area;  // codes in the names file that no boundary has
};
// `[{"gm":"GM0344","name":"Utrecht","vr":"VR09"}]` sets names and regions of the areas.
[[nodiscard]] Result<NamesRead> apply_names(std::string_view json, std::vector<Area>& areas);
// Gives each municipality without region the VR area that holds its middle, and each VR its official name.
void complete(std::vector<Area>& areas);
// The number of features of a GeoJSON FeatureCollection; an error when it is none.
[[nodiscard]] Result<std::size_t> count_features(std::string_view json);
// Areas whose code starts with the prefix as GeoJSON with `code` and `name`, five decimals, for the map.
[[nodiscard]] std::string to_geojson(const std::vector<Area>& areas, std::string_view prefix);

}  // namespace voorzien::geo
