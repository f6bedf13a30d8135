// The region's geography in the data folder: `voorzien region import` puts it there, start-up reads it.
//
// DIR/region/ holds boundaries.json and names.json as they were given, and basemap/*.json for the map. An
// import is checked whole before anything is replaced, and replaced in one step; a failed one changes
// nothing. Without an import the built-in coarse outlines serve. docs/formats/region.md.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "geo/areas.h"
#include "geo/gazetteer.h"

namespace voorzien::server {

struct RegionFiles {
  std::filesystem::path boundaries;
  std::filesystem::path names;    // empty: names and regions as the boundaries tell
  std::filesystem::path basemap;  // empty: made from the boundaries
};

struct ImportedRegion {
  std::size_t municipalities = 0;
  std::size_t regions = 0;
  std::size_t left_out = 0;  // features without CBS code
  std::size_t named = 0;
  std::vector<std::string> names_without_area;
  std::vector<std::string> without_region;  // municipalities of which no region is known
  std::vector<std::string> basemap;         // files taken over
  bool was_rd = false;
};

[[nodiscard]] Result<ImportedRegion> import_region(const RegionFiles& files,
                                                   const std::filesystem::path& data);
// What was imported, for the operator: a few lines.
[[nodiscard]] std::string to_text(const ImportedRegion& imported);

struct LoadedRegion {
  geo::AreaIndex areas;
  geo::Gazetteer places;
  bool imported = false;
  // For GET /api/basemap/<name>: file name -> GeoJSON. Empty without import (the web app then has its own).
  std::map<std::string, std::string> basemap;
};
[[nodiscard]] Result<LoadedRegion> load_region(const std::filesystem::path& data);

}  // namespace voorzien::server
