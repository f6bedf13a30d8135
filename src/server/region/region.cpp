#include "server/region/region.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "geo/boundaries.h"
#include "geo/builtin.h"
#include "geo/limits.h"

namespace voorzien::server {
namespace {

namespace fs = std::filesystem;

// Only these names are read from a basemap folder and served again.
constexpr std::string_view basemap_names[] = {"gm.json",     "vr.json",    "regions.json", "lakes.json",
                                              "rivers.json", "roads.json", "places.json"};

Result<std::string> read_file(const fs::path& path) {
  std::error_code code;
  const auto size = fs::file_size(path, code);
  if (code) return Error{ErrorCode::NotFound, path.string(), code.message()};
  if (size > geo::limits::boundary_bytes_max)
    return Error{ErrorCode::TooLarge, path.string(), fmt::format("{} bytes", size)};
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in && !in.eof()) return Error{ErrorCode::NotFound, path.string(), "cannot be read"};
  return bytes;
}

Done write_file(const fs::path& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.flush();
  if (!out) return Error{ErrorCode::StoreFailed, path.string(), "cannot be written"};
  return Nothing{};
}

Error in_file(const fs::path& path, Error error) {
  error.where = error.where.empty() ? path.string() : fmt::format("{}: {}", path.string(), error.where);
  return error;
}

struct Checked {
  std::string boundaries, names;
  std::map<std::string, std::string> basemap;
  std::vector<geo::Area> areas;
  ImportedRegion summary;
};

Done check_boundaries(const RegionFiles& files, Checked& checked) {
  ASSIGN_OR_RETURN(checked.boundaries, read_file(files.boundaries));
  auto read = geo::read_boundaries(checked.boundaries);
  if (!read) return in_file(files.boundaries, read.error());
  checked.areas = std::move(read->areas);
  checked.summary.left_out = read->without_code;
  checked.summary.was_rd = read->was_rd;
  if (!files.names.empty()) {
    ASSIGN_OR_RETURN(checked.names, read_file(files.names));
    auto names = geo::apply_names(checked.names, checked.areas);
    if (!names) return in_file(files.names, names.error());
    checked.summary.named = names->applied;
    checked.summary.names_without_area = std::move(names->without_area);
  }
  geo::complete(checked.areas);
  for (const geo::Area& area : checked.areas) {
    const bool region = area.code.starts_with("VR");
    ++(region ? checked.summary.regions : checked.summary.municipalities);
    if (!region && area.region.empty()) checked.summary.without_region.push_back(area.code);
  }
  return Nothing{};
}

Done check_basemap(const fs::path& folder, Checked& checked) {
  if (folder.empty()) return Nothing{};
  if (!fs::is_directory(folder)) return Error{ErrorCode::NotFound, folder.string(), "no such folder"};
  for (const std::string_view name : basemap_names) {
    const fs::path path = folder / name;
    if (!fs::exists(path)) continue;
    ASSIGN_OR_RETURN(std::string bytes, read_file(path));
    const auto count = geo::count_features(bytes);
    if (!count) return in_file(path, count.error());
    checked.basemap.emplace(name, std::move(bytes));
    checked.summary.basemap.emplace_back(name);
  }
  if (checked.basemap.empty())
    return Error{ErrorCode::NotFound, folder.string(), "holds no base map file (gm.json, vr.json, ...)"};
  return Nothing{};
}

Done write_all(const Checked& checked, const fs::path& folder) {
  std::error_code code;
  fs::remove_all(folder, code);
  fs::create_directories(folder / "basemap", code);
  if (code) return Error{ErrorCode::StoreFailed, folder.string(), code.message()};
  RETURN_IF_ERROR(write_file(folder / "boundaries.json", checked.boundaries));
  if (!checked.names.empty()) RETURN_IF_ERROR(write_file(folder / "names.json", checked.names));
  for (const auto& [name, bytes] : checked.basemap)
    RETURN_IF_ERROR(write_file(folder / "basemap" / name, bytes));
  return Nothing{};
}

// The new folder takes the old one's place; a crash in between leaves one of the two whole.
Done swap_in(const fs::path& fresh, const fs::path& place) {
  std::error_code code;
  const fs::path old = place.string() + ".old";
  fs::remove_all(old, code);
  if (fs::exists(place)) fs::rename(place, old, code);
  if (!code) fs::rename(fresh, place, code);
  if (code) return Error{ErrorCode::StoreFailed, place.string(), code.message()};
  fs::remove_all(old, code);
  return Nothing{};
}

}  // namespace

Result<ImportedRegion> import_region(const RegionFiles& files, const fs::path& data) {
  Checked checked;
  RETURN_IF_ERROR(check_boundaries(files, checked));
  RETURN_IF_ERROR(check_basemap(files.basemap, checked));
  const fs::path fresh = data / "region.new";
  RETURN_IF_ERROR(write_all(checked, fresh));
  RETURN_IF_ERROR(swap_in(fresh, data / "region"));
  return std::move(checked.summary);
}

std::string to_text(const ImportedRegion& imported) {
  std::string text =
      fmt::format("imported {} municipalities and {} safety regions{}\n", imported.municipalities,
                  imported.regions, imported.was_rd ? " (turned from RD into WGS84)" : "");
  const auto list = [&text](std::string_view what, const std::vector<std::string>& names) {
    if (names.empty()) return;
    text += fmt::format("{} {}:", names.size(), what);
    for (std::size_t i = 0; i < names.size() && i < 10; ++i) text += " " + names[i];
    text += names.size() > 10 ? " ...\n" : "\n";
  };
  if (imported.named > 0) text += fmt::format("{} municipalities named\n", imported.named);
  if (imported.left_out > 0)
    text += fmt::format("{} features without CBS code left out\n", imported.left_out);
  list("names without boundary", imported.names_without_area);
  list("municipalities without known region", imported.without_region);
  list("files of the base map taken over", imported.basemap);
  return text;
}

Result<LoadedRegion> load_region(const fs::path& data) {
  fs::path folder = data / "region";
  if (!fs::exists(folder) && fs::exists(data / "region.old"))
    folder = data / "region.old";  // a crash between two renames
  if (!fs::exists(folder / "boundaries.json")) {
    return LoadedRegion{geo::builtin_areas(), geo::builtin_gazetteer(), false, {}};
  }
  RegionFiles files{folder / "boundaries.json", folder / "names.json", folder / "basemap"};
  if (!fs::exists(files.names)) files.names.clear();
  if (!fs::is_directory(files.basemap) || fs::is_empty(files.basemap)) files.basemap.clear();
  Checked checked;
  RETURN_IF_ERROR(check_boundaries(files, checked));
  RETURN_IF_ERROR(check_basemap(files.basemap, checked));
  if (checked.summary.municipalities > 0)
    checked.basemap.try_emplace("gm.json", geo::to_geojson(checked.areas, "GM"));
  if (checked.summary.regions > 0)
    checked.basemap.try_emplace("vr.json", geo::to_geojson(checked.areas, "VR"));
  geo::AreaIndex areas = geo::AreaIndex::build(std::move(checked.areas), false);
  geo::Gazetteer places = geo::gazetteer_with(areas);
  return LoadedRegion{std::move(areas), std::move(places), true, std::move(checked.basemap)};
}

}  // namespace voorzien::server
