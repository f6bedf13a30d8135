#include "adapters/sqlite/accounts.h"

#include <filesystem>

#include "access/accounts_contract.h"

using namespace voorzien;

namespace {
struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "voorzien-accounts-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string path;
};
}  // namespace

TEST_CASE("accounts_in_sqlite_keep_the_contract") {
  const Folder folder;
  auto accounts = adapters::open_accounts(folder.path);
  REQUIRE(accounts);
  access::check_accounts_contract(**accounts);
}

TEST_CASE("sessions_survive_a_restart_and_the_file_is_its_owners_only") {
  const Folder folder;
  const Instant now{5'000'000};
  {
    auto accounts = adapters::open_accounts(folder.path);
    REQUIRE((*accounts)->put({"anna", "A", "caco", "h", false, now}));
    REQUIRE((*accounts)->open_session({"t", "anna", now, now + hours(1)}));
  }
  auto again = adapters::open_accounts(folder.path);
  CHECK((*again)->session("t")->has_value());
  const auto rights = std::filesystem::status(folder.path + "/accounts.db").permissions();
  CHECK((rights & std::filesystem::perms::group_read) == std::filesystem::perms::none);
  CHECK((rights & std::filesystem::perms::others_read) == std::filesystem::perms::none);
}

TEST_CASE("a_second_process_sees_what_the_first_wrote") {
  const Folder folder;
  auto server = adapters::open_accounts(folder.path);
  auto command_line = adapters::open_accounts(folder.path);
  REQUIRE((*command_line)->put({"anna", "A", "caco", "h", true, Instant{1}}));
  CHECK((**(*server)->find("anna")).disabled);
}

TEST_CASE("a_folder_that_is_not_there_is_an_error") {
  CHECK(!adapters::open_accounts("/nonexistent/voorzien"));
}

TEST_CASE("a_reader_sees_what_is_there_and_makes_nothing") {
  const Folder folder;
  const auto none = adapters::read_accounts(folder.path);
  REQUIRE(none);
  CHECK(none->empty());
  CHECK(std::filesystem::is_empty(folder.path));
  auto accounts = adapters::open_accounts(folder.path);
  REQUIRE(accounts);
  REQUIRE((*accounts)->put({"caco", "R. Terpstra", "caco", "#", false, Instant{1}}));
  const auto beside = adapters::read_accounts(folder.path);
  REQUIRE(beside);
  CHECK(*beside == *(*accounts)->all());
  CHECK(adapters::read_accounts("/nonexistent/voorzien").error().code == ErrorCode::NotFound);
}
