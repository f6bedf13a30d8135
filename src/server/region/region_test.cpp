#include "server/region/region.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

using namespace voorzien;
using namespace voorzien::server;
namespace fs = std::filesystem;

namespace {

struct Folder {
  fs::path path = fs::temp_directory_path() / ("voorzien-region-test-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path / "data"); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path put(const std::string& name, std::string_view text) const {
    fs::create_directories((path / name).parent_path());
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
  [[nodiscard]] fs::path data() const { return path / "data"; }
};

constexpr std::string_view two = R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"statcode":"GM0001"},"geometry":{"type":"Polygon","coordinates":[[[5,52],[5.1,52],[5.1,52.1],[5,52.1],[5,52]]]}},
 {"type":"Feature","properties":{"code":"VR09"},"geometry":{"type":"Polygon","coordinates":[[[4.9,51.9],[5.3,51.9],[5.3,52.3],[4.9,52.3],[4.9,51.9]]]}}]})";

}  // namespace

TEST_CASE("without_import_the_coarse_outlines_serve") {
  const Folder folder;
  const auto region = load_region(folder.data());
  REQUIRE(region);
  CHECK_FALSE(region->imported);
  CHECK(region->areas.is_coarse());
  CHECK(region->basemap.empty());
  CHECK(region->places.exact("Houten").has_value());
}

TEST_CASE("an_import_is_loaded_again_with_names_and_map") {
  const Folder folder;
  RegionFiles files;
  files.boundaries = folder.put("b.json", two);
  files.names = folder.put("n.json", R"([{"gm":"GM0001","name":"Verzonnen \"Dorp\"","vr":"VR09"}])");
  const auto imported = import_region(files, folder.data());
  REQUIRE(imported);
  CHECK(to_text(*imported) == "imported 1 municipalities and 1 safety regions\n1 municipalities named\n");
  const auto region = load_region(folder.data());
  REQUIRE(region);
  CHECK(region->imported);
  CHECK(region->areas.at({5.05, 52.05}) == std::vector<std::string>{"GM0001", "VR09"});
  CHECK(region->areas.find("VR09")->name == "Utrecht");
  CHECK(region->places.exact("verzonnen dorp")->municipality == "GM0001");
  REQUIRE(region->basemap.contains("gm.json"));
  CHECK(region->basemap.at("gm.json").find(R"("name":"Verzonnen \"Dorp\"")") != std::string::npos);
}

TEST_CASE("a_failed_import_changes_nothing_and_names_the_file") {
  const Folder folder;
  RegionFiles files;
  files.boundaries = folder.put("b.json", two);
  REQUIRE(import_region(files, folder.data()));
  files.boundaries =
      folder.put("bad.json", R"({"type":"FeatureCollection","features":[{"properties":{"code":"GM0002"}}]})");
  const auto failed = import_region(files, folder.data());
  REQUIRE_FALSE(failed);
  CHECK(failed.error().where.find("bad.json: /features/0 (GM0002)") != std::string::npos);
  CHECK(load_region(folder.data())->areas.find("GM0001") != nullptr);
  files.boundaries = folder.path / "missing.json";
  CHECK(import_region(files, folder.data()).error().code == ErrorCode::NotFound);
}

TEST_CASE("a_basemap_folder_is_taken_over_when_it_is_geojson") {
  const Folder folder;
  RegionFiles files;
  files.boundaries = folder.put("b.json", two);
  files.basemap = folder.path / "map";
  folder.put("map/lakes.json", R"({"type":"FeatureCollection","features":[]})");
  folder.put("map/passwd", "not taken");
  REQUIRE(import_region(files, folder.data()));
  const auto region = load_region(folder.data());
  CHECK(region->basemap.contains("lakes.json"));
  CHECK(region->basemap.contains("vr.json"));
  CHECK_FALSE(region->basemap.contains("passwd"));
  folder.put("map/roads.json", "{}");
  CHECK(import_region(files, folder.data()).error().code == ErrorCode::NotOfFormat);
}
