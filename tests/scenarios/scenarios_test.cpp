// Every *.scenario file in this folder, and the runner itself. One translation unit: the folder's tests are
// globbed by name, the runner lies in runner.inc.h.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "runner.inc.h"

namespace voorzien::scenarios {
namespace {
std::string slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

doctrine::Doctrine region() {
  doctrine::Files files;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(VOORZIEN_SOURCE_DIR) / "doctrine/vru"))
    files[file.path().filename().string()] = slurp(file.path());
  doctrine::Loaded loaded = doctrine::load(files);
  REQUIRE(loaded.faults.empty());
  return std::move(loaded.doctrine);
}
}  // namespace

TEST_CASE("every_scenario_holds_and_its_journal_replays_to_the_same_state") {
  const doctrine::Doctrine doctrine = region();
  int files = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(std::filesystem::path(VOORZIEN_SOURCE_DIR) / "tests/scenarios")) {
    if (file.path().extension() != ".scenario") continue;
    ++files;
    const Outcome outcome = run_scenario(file.path().filename().string(), slurp(file.path()), doctrine);
    CHECK_MESSAGE(outcome.fault.empty(), outcome.fault);
    CHECK_MESSAGE(outcome.expectations > 0, file.path().filename().string() << " expects nothing");
  }
  CHECK(files >= 8);
}

TEST_CASE("a_scenario_that_does_not_hold_names_its_line") {
  const doctrine::Doctrine doctrine = region();
  const Outcome wrong =
      run_scenario("x", "at 15:00 pager \"P 1 BR woning Vianen\"\nexpect signals 2\n", doctrine);
  CHECK(wrong.fault == "x:2: signals: expected 2, is 1");
  const Outcome unknown = run_scenario("x", "at 15:00 dance\n", doctrine);
  CHECK(unknown.fault == "x:1: nobody knows 'dance'");
}
}  // namespace voorzien::scenarios
