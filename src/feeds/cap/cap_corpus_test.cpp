// The shared corpus of real CAP messages against the verdicts of three XSD engines. Needs VOORZIEN_SHARED.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "feeds/cap/cap.h"

namespace voorzien::feeds {
namespace {
using observations::Verdict;

std::string file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> columns(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string part; std::getline(in, part, '\t');) out.push_back(part);
  return out;
}

bool has_schema_remark(const observations::Understood& got) {
  for (const auto& remark : got.remarks)
    if (remark.code.starts_with("schema-")) return true;
  return false;
}

std::string told(const observations::Understood& got) {
  std::string out;
  for (const auto& remark : got.remarks)
    out += remark.code + " " + remark.where + " " + remark.message + "; ";
  return out.substr(0, 500);
}
}  // namespace

TEST_CASE("the_corpus_gets_the_verdicts_of_three_schema_engines") {
  const char* shared = std::getenv("VOORZIEN_SHARED");
  if (shared == nullptr) {
    std::cout << "SKIPPED the_corpus_gets_the_verdicts_of_three_schema_engines: VOORZIEN_SHARED is not set\n";
    return;
  }
  const std::filesystem::path folder = std::filesystem::path(shared) / "data" / "cap";
  const std::filesystem::path bulk = std::filesystem::temp_directory_path() / "voorzien-cap-bulk";
  std::filesystem::create_directories(bulk);
  const std::string untar = "tar xzf '" + (folder / "bulk.tar.gz").string() + "' -C '" + bulk.string() + "'";
  REQUIRE(std::system(untar.c_str()) == 0);
  std::ifstream verdicts(folder / "VERDICTS.tsv");
  std::string line;
  std::getline(verdicts, line);
  int checked = 0;
  while (std::getline(verdicts, line)) {
    const std::vector<std::string> row = columns(line);
    REQUIRE(row.size() >= 6);
    std::filesystem::path path = folder / row[0];
    if (!std::filesystem::exists(path)) path = bulk / row[0];
    if (!std::filesystem::exists(path)) continue;
    const std::string bytes = file(path);
    const observations::Understood got = parse_cap(bytes, Context{});
    INFO(row[0] << ": " << told(got));
    if (row[2] == "no") {
      CHECK(got.verdict == Verdict::Rejected);
    } else if (row[3] == "valid" && row[4] == "valid" && row[5] == "valid") {
      CHECK(got.verdict != Verdict::Rejected);
      CHECK_FALSE(has_schema_remark(got));
      CHECK(got.observations.size() >= 1);
    } else if (row[3] == "invalid" && row[4] == "invalid" && row[5] == "invalid") {
      CHECK(got.verdict != Verdict::Accepted);
      CHECK((got.verdict == Verdict::Rejected || has_schema_remark(got)));
    }
    ++checked;
  }
  CHECK(checked > 2'500);
}

}  // namespace voorzien::feeds
