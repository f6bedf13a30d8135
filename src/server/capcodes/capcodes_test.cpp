#include "server/capcodes/capcodes.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <fstream>

#include "journal/hash.h"
#include "server/backup/kept_files.h"

using namespace voorzien;
using namespace voorzien::server;
namespace fs = std::filesystem;

namespace {
struct Folder {
  fs::path path = fs::temp_directory_path() / ("voorzien-capcodes-test-" + std::to_string(::getpid()));
  Folder() { fs::create_directories(path / "data"); }
  ~Folder() { fs::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] fs::path data() const { return path / "data"; }
  api::ImportCapcodes put(std::string_view text, std::string source, std::string date, bool apply) const {
    const fs::path file = path / "list.txt";
    std::ofstream(file, std::ios::binary) << text;
    return {file.string(), journal::to_hex(journal::sha256(text)), std::move(source), std::move(date), "test",
            apply};
  }
  Result<std::string> take(std::string_view text, std::string source, std::string date,
                           bool apply = true) const {
    return import_capcodes(put(text, std::move(source), std::move(date), apply), data(),
                           *parse_rfc3339("2026-06-27T12:00:00Z"));
  }
};

bool says(const Result<std::string>& told, std::string_view text) {
  return told && told->find(text) != std::string::npos;
}

constexpr std::string_view two =
    "000700001 = CaCo / Brandweer / Utrecht\n0700002 = Piket / Politie / Utrecht\n";
}  // namespace

TEST_CASE("a_dry_run_changes_nothing_and_an_import_is_loaded_again") {
  const Folder folder;
  CHECK(says(folder.take(two, "bommel", "2024-01-01", false), "2 codes: 2 new"));
  CHECK_FALSE(fs::exists(folder.data() / "capcodes"));
  CHECK(says(folder.take(two, "bommel", "2024-01-01"), "new 0700001 CaCo, Brandweer, Utrecht\n"));
  const LoadedCapcodes loaded = load_capcodes(folder.data());
  CHECK(loaded.faults.empty());
  REQUIRE(loaded.book.find("0700001").size() == 1);
  CHECK(loaded.book.lists().front().source == "bommel");
  const auto mode = fs::status(folder.data() / "capcodes/bommel@2024-01-01.txt").permissions();
  CHECK(mode == (fs::perms::owner_read | fs::perms::owner_write));
  const auto kept = files_to_keep(folder.data().string(), "");
  REQUIRE(kept);
  CHECK(kept->kept == std::vector<std::string>{"capcodes/bommel@2024-01-01.txt"});
}

TEST_CASE("lists_are_kept_side_by_side_and_one_of_the_same_day_is_replaced") {
  const Folder folder;
  REQUIRE(folder.take(two, "bommel", "2024-01-01"));
  const auto other = folder.take("0700001 = Hoofdofficier / Brandweer / Utrecht\n", "ander", "2020-01-01");
  CHECK(says(other,
             "conflict 0700001 Hoofdofficier, Brandweer, Utrecht against CaCo, Brandweer, Utrecht "
             "(bommel, 2024-01-01)\n"));
  CHECK(load_capcodes(folder.data()).book.find("0700001").size() == 2);
  const auto again = folder.take("0700001 = CaCo nacht / Brandweer / Utrecht\n", "bommel", "2024-01-01");
  CHECK(says(again, "changed 0700001 CaCo nacht, Brandweer, Utrecht was CaCo, Brandweer, Utrecht"));
  CHECK(says(again, "not in it any more 0700002\n"));
  CHECK(says(again, "takes the place of the list of bommel of that day\n"));
  CHECK(load_capcodes(folder.data()).book.lists().size() == 2);
  CHECK(says(folder.take(two, "bommel", "2025-01-01"), "beside the list of bommel of 2024-01-01"));
  CHECK(load_capcodes(folder.data()).book.find("0700001").size() == 3);
}

TEST_CASE("a_list_is_taken_back_by_its_source_and_date_and_the_others_stay") {
  const Folder folder;
  REQUIRE(folder.take(two, "bommel", "2024-01-01"));
  REQUIRE(folder.take(two, "ander", "2020-01-01"));
  api::RemoveCapcodes asked{"bommel", "2024-01-01", "test", false};
  CHECK(
      says(remove_capcodes(asked, folder.data()), "2 lines about codes; 1 lists stay\nnothing was changed"));
  CHECK(load_capcodes(folder.data()).book.lists().size() == 2);
  asked.apply = true;
  CHECK(says(remove_capcodes(asked, folder.data()), "removed\n"));
  const LoadedCapcodes loaded = load_capcodes(folder.data());
  REQUIRE(loaded.book.lists().size() == 1);
  CHECK(loaded.book.lists().front().source == "ander");
  CHECK(remove_capcodes(asked, folder.data()).error().code == ErrorCode::NotFound);
  for (const char* wrong : {"../x", "", "Ander"}) {
    asked.source = wrong;
    CHECK(remove_capcodes(asked, folder.data()).error().code == ErrorCode::BadUse);
  }
}

TEST_CASE("wrong_use_and_a_file_without_a_code_write_nothing") {
  const Folder folder;
  CHECK(folder.take(two, "Bommel!", "2024-01-01").error().where == "--source");
  CHECK(folder.take(two, "../x", "2024-01-01").error().code == ErrorCode::BadUse);
  for (const char* date : {"2024-1-1", "2024-02-30", "01-01-2024", "2024-01-01x", "2024--1-01", "2030-01-01"})
    CHECK(folder.take(two, "bommel", date).error().where == "--date");
  CHECK(says(folder.take("<html>\n", "bommel", "2024-01-01"), "nothing was changed"));
  api::ImportCapcodes asked = folder.put(two, "bommel", "2024-01-01", true);
  asked.sha256 = "other";
  CHECK(import_capcodes(asked, folder.data(), Instant{}).error().code == ErrorCode::BadUse);  // of the future
  CHECK(import_capcodes(asked, folder.data(), *parse_rfc3339("2026-06-27T12:00:00Z")).error().code ==
        ErrorCode::BadValue);
  CHECK_FALSE(fs::exists(folder.data() / "capcodes"));
}

TEST_CASE("a_file_that_is_no_list_is_told_and_the_others_are_in_use") {
  const Folder folder;
  REQUIRE(folder.take(two, "bommel", "2024-01-01"));
  std::ofstream(folder.data() / "capcodes/README") << "x";
  std::ofstream(folder.data() / "capcodes/leeg@2024-01-01.txt") << "x";
  const LoadedCapcodes loaded = load_capcodes(folder.data());
  CHECK(loaded.faults.size() == 2);
  CHECK(loaded.book.find("0700002").size() == 1);
  CHECK(load_capcodes(folder.path / "nowhere").faults.empty());
}
