#include "doctrine/doctrine.h"

#include <algorithm>

#include "doctrine/testing.h"

namespace voorzien::doctrine {
namespace {
Files region_files() { return testing::files_of("vru"); }

// The faults after one text is replaced once in one file.
std::vector<Fault> faults_after(const std::string& file, const std::string& from, const std::string& to) {
  Files files = region_files();
  std::string& text = files[file];
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  return load(files).faults;
}

bool has(const std::vector<Fault>& faults, std::string_view words) {
  return std::ranges::any_of(faults, [&](const Fault& one) {
    return one.to_text().find(words) != std::string::npos && one.line > 0 && one.column > 0;
  });
}
}  // namespace

TEST_CASE("the_doctrine_of_the_region_loads_without_a_fault") {
  const Loaded loaded = load(region_files());
  for (const Fault& fault : loaded.faults) MESSAGE(fault.to_text());
  REQUIRE(loaded.faults.empty());
  const Doctrine& it = loaded.doctrine;
  CHECK(it.region_code == "VR09");
  CHECK(it.region_codes == std::vector<std::string>{"VR09", "VR14", "VR25"});
  CHECK(it.themes.size() == 20);
  CHECK(it.source("pager")->silent_after_s == 720);
  CHECK(it.source("pager")->personal);
  REQUIRE(it.rules.climb.size() == 3);
  CHECK(it.rules.climb[2].after_s == 600);
  CHECK(it.rules.signal("F-2")->theme.value == "fire");
  CHECK(it.rules.station("HW-1")->thresholds.front().value == doctest::Approx(3.5));
}

TEST_CASE("the_sources_to_switch_on_are_good_tables") {
  Files files = region_files();
  std::istringstream lines(files["sources.toml"]);
  std::string switched_on, line;
  bool inside = false;
  while (std::getline(lines, line)) {
    inside = line.starts_with("# [[source]]") || (inside && line.starts_with("# "));
    switched_on += (inside ? line.substr(2) : line) + "\n";
  }
  const std::size_t before = load(files).doctrine.sources.size();
  files["sources.toml"] = switched_on;
  const Loaded loaded = load(files);
  for (const Fault& fault : loaded.faults) MESSAGE(fault.to_text());
  CHECK(loaded.faults.empty());
  CHECK(loaded.doctrine.sources.size() == before + 7);
  REQUIRE(loaded.doctrine.source("nl-alert") != nullptr);
  CHECK(loaded.doctrine.source("nl-alert")->poll_s == 60);
  REQUIRE(loaded.doctrine.source("rws-verwachting") != nullptr);
  CHECK(loaded.doctrine.source("rws-verwachting")->body.find("{now+48h}") != std::string::npos);
}

TEST_CASE("every_theme_of_the_decision_exists") {
  const Doctrine it = load(region_files()).doctrine;
  std::istringstream ids(
      "fire events weather traffic energy rail high-water air wildfire flooding care order cyber telecom "
      "drinking-water health animals radiation unrest own-organisation");
  for (std::string id; ids >> id;) {
    CAPTURE(id);
    REQUIRE(it.theme(id) != nullptr);
    CHECK(!it.theme(id)->name.empty());
    CHECK(!it.theme(id)->name_en.empty());
  }
}

TEST_CASE("a_fault_names_file_line_and_column") {
  const auto faults = faults_after("sources.toml", "expected_s = 300", "expectd_s = 300");
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].to_text() == "sources.toml:12:1: unknown key 'expectd_s'");
}

TEST_CASE("each_kind_of_fault_is_named") {
  CHECK(has(faults_after("sources.toml", "expected_s = 300", "expected_s = \"soon\""), "whole number"));
  CHECK(has(faults_after("sources.toml", "theme = \"weather\"", "theme = \"fires\""),
            "'fires' does not exist"));
  CHECK(has(faults_after("sources.toml", "format = \"flex\"", "format = \"morse\""), "must be one of"));
  CHECK(
      has(faults_after("sources.toml", "silent_after_s = 720", "silent_after_s = 720\nhour_at = \"middle\""),
          "must be one of"));
  CHECK(has(faults_after("sources.toml", "silent_after_s = 720", "silent_after_s = 7"), "less than"));
  CHECK(has(faults_after("sources.toml", "id = \"knmi\"", "id = \"pager\""), "named twice"));
  CHECK(has(faults_after("themes.toml", "level = \"yellow\"", "level = \"purple\""), "'purple'"));
  CHECK(has(faults_after("themes.toml", "id = \"F-4\"", "id = \"F-2\""), "used twice"));
  CHECK(has(faults_after("themes.toml", "id = \"weather\"", "id = \"weer\""), "'weather' that does not"));
  CHECK(has(faults_after("themes.toml", "version = \"1\"", ""), "'version' is missing"));
  CHECK(has(faults_after("themes.toml", "kinds = [\"page\"]", "kinds = [1]"), "only texts"));
  CHECK(has(faults_after("themes.toml", "[[theme]]", "[theme"), "themes.toml:"));
  CHECK(has(faults_after("access.toml", "[\"feed.push\"]", "[\"feed.pusch\"]"), "not in 'acts'"));
  CHECK(has(faults_after("region.toml", "shown = [\"VR09\", ", "shown = ["), "own code"));
  CHECK(has(faults_after("region.toml", "after_s = 360", "after_s = 60"), "later than"));
  CHECK(has(faults_after("region.toml", "lower_max_s = 14400", "lower_max_s = 0"), "between"));
}

TEST_CASE("each_fault_of_what_is_counted_is_named_at_its_place") {
  const auto unknown = faults_after("detection.toml", "source = \"pager\"", "source = \"pagers\"");
  REQUIRE(has(unknown, "'pagers' does not exist"));
  const std::string text = region_files().at("detection.toml");
  const auto line =
      1 + std::count(text.begin(),
                     text.begin() + static_cast<std::ptrdiff_t>(text.find("source = \"pager\"")), '\n');
  CHECK(unknown.front().to_text().starts_with("detection.toml:" + std::to_string(line) + ":"));
  const auto after = [](const char* from, const char* to) {
    return faults_after("detection.toml", from, to);
  };
  CHECK(has(after("budget = 2 ", "budget = 50 "), "0.1 to 20"));
  CHECK(has(after("budget = 2 ", "budget = nan "), "0.1 to 20"));
  CHECK(has(after("warmup_weeks = 8", "warmup_weeks = 3"), "between"));
  CHECK(has(after("id = \"count-area\"", "id = \"counts\""), "must be one of"));
  CHECK(has(after("id = \"care\"", "id = \"zorg\""), "theme 'zorg' does not exist"));
  CHECK(has(after("id = \"order\"", "id = \"rail\""), "takes observations of kind 'finding'"));
  CHECK(has(after("kinds = [\"page\"]", ""), "'kinds' is missing"));
  CHECK(has(after("area = \"GM0308\"", "area = \"GM0307\""), "named twice"));
  CHECK(has(after("neighbours = [\"GM0308\"", "neighbours = [\"GM9999\""), "'GM9999' does not exist"));
  CHECK(has(after("neighbours = [\"GM0308\", ", "neighbours = ["), "does not name 'GM0308'"));
  CHECK(has(after("cluster_share = 0.1", "cluster_share = 1"), "0 to 0.9"));
  CHECK(has(after("kind = \"water-level\"\nevery_s", "kind = \"waves\"\nevery_s"),
            "no [[station]] has limits for kind 'waves'"));
  CHECK(has(after("warn_chance = 0.5", "warn_chance = 50"), "0.05 to 0.99"));
  CHECK(has(after("lasting = 0.9", "lasting = 9"), "a share an hour"));
  CHECK(has(after("ahead_h = 6", "ahead_h = 0.5"), "by rising 'ahead_h'"));
  CHECK(has(after("error = 0.03", "error = 0"), "above 0"));
  CHECK(has(faults_after("themes.toml", "theme = \"high-water\"\nkinds = [\"finding\"]",
                         "theme = \"high-water\"\nkinds = [\"note\"]"),
            "no [[rule]] of theme 'high-water'"));
  CHECK(has(after("factor = 3", "factor = 0"), "0.1 to 20"));
  CHECK(has(after("themes = [\"fire\"]", "themes = [\"rail\"]"), "theme 'rail' is not counted"));
  CHECK(has(after("from_level = \"red\"", "from_level = \"purple\""), "must be one of"));
  CHECK(has(after("name = \"Amersfoort\"", "naam = \"Amersfoort\""), "naam"));
}

TEST_CASE("each_fault_of_a_load_is_named_at_its_place") {
  const auto after = [](const char* from, const char* to) {
    return faults_after("detection.toml", from, to);
  };
  const auto unknown = after("theme = \"care\"\nname", "theme = \"rail\"\nname");
  REQUIRE(unknown.size() == 1);
  const std::string text = region_files().at("detection.toml");
  const auto load = static_cast<std::ptrdiff_t>(text.find("[[load]]"));
  const auto line = 3 + std::count(text.begin(), text.begin() + load, '\n');
  CHECK(unknown.front().to_text() ==
        "detection.toml:" + std::to_string(line) + ":9: theme 'rail' is not counted of source 'pager'");
  CHECK(has(after("source = \"pager\"\ntheme", "source = \"knmi\"\ntheme"), "source 'knmi' is not counted"));
  CHECK(has(after("regions = [\"VR09\"]", "regions = [\"VR01\"]"), "no [[place]] lies in region 'VR01'"));
  CHECK(has(after("regions = [\"VR09\"]", ""), "'regions' is missing"));
  CHECK(has(after("regions = [\"VR09\"]", "regions = []"), "at least one region"));
  CHECK(has(after("horizon_h = 48\n\n[[load]]", "horizon_h = 96\n\n[[load]]"), "between"));
  CHECK(has(after("theme = \"care\"\nname", "theme = \"order\"\nname"), "foretold twice"));
  CHECK(has(after("name_en = \"Ambulance calls\"", ""), "'name_en' is missing"));
  std::string many = "[[load]]\n";
  for (int k = 0; k < 4; ++k) many += "\n[[load]]\n";
  CHECK(has(after("[[load]]\n", many.c_str()), "at most 6 loads"));
}

TEST_CASE("a_missing_file_and_an_unknown_file_are_faults") {
  Files files = region_files();
  files.erase("themes.toml");
  files["extra.toml"] = "";
  const auto faults = load(files).faults;
  CHECK(has(faults, "themes.toml:1:1: the file is missing"));
  CHECK(has(faults, "extra.toml:1:1: this file name is not known"));
}

TEST_CASE("a_reader_may_read_and_nothing_else") {
  const Access access = load(region_files()).doctrine.access;
  const Role* reader = access.find("reader");
  REQUIRE(reader != nullptr);
  CHECK(reader->audience == "general");
  for (const std::string& act : reader->may) CHECK(act.starts_with("read."));
  CHECK_FALSE(access.may("reader", "read.raw-personal"));
  CHECK(access.may("caco", "signal.verify"));
  CHECK(access.may("vic", "read.raw-personal"));
  CHECK_FALSE(access.may("burgemeester", "read.raw-personal"));
  CHECK_FALSE(access.may("nobody", "read.picture"));
  CHECK_FALSE(access.may("caco", "admin.users"));
  CHECK(access.who_may("admin.users") == std::vector<std::string>{"Beheerder"});
  CHECK(access.may("source", "feed.push"));
  CHECK_FALSE(access.may("source", "read.picture"));
}
}  // namespace voorzien::doctrine
