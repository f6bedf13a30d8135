// A backup made while entries are appended is of one moment, whole, and gives the same journal again.
#include "server/backup/backup.h"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "adapters/sqlite/store.h"
#include "engine/entry_core.h"
#include "temporary_folder.h"

using namespace voorzien;

namespace {
journal::Entry entry(std::uint64_t seq) {
  engine::EntryCore core;
  core.seq = seq;
  core.at = Instant{static_cast<std::int64_t>(seq) * 1'000};
  core.kind = "timer";
  engine::Draft draft{std::move(core), "", ""};
  return engine::to_entry(draft, {});
}

void append(journal::Store& store, std::uint64_t seq) {
  journal::Batch batch;
  batch.entries = {entry(seq)};
  REQUIRE(store.append(batch));
}

std::string backup_of(const std::string& folder, const std::string& file) {
  const auto done = server::back_up(folder, "", file, Instant{5});
  REQUIRE_MESSAGE(done, done.error().to_text());
  return file;
}
}  // namespace

TEST_CASE("a_backup_beside_a_writer_is_of_one_moment") {
  const TemporaryFolder folder;
  const std::string from = folder.path + "/from";
  auto store = adapters::open_sqlite_store(from, adapters::StoreAccess::Write);
  REQUIRE(store);
  for (std::uint64_t seq = 1; seq <= 2'000; ++seq) append(**store, seq);
  std::atomic<std::uint64_t> acknowledged = 2'000;
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (std::uint64_t seq = 2'001; !stop; ++seq) {
      append(**store, seq);
      acknowledged = seq;
    }
  });
  while (acknowledged == 2'000) std::this_thread::yield();
  const std::uint64_t before = acknowledged;
  const std::string file = backup_of(from, folder.path + "/backup.db");
  const std::uint64_t after = acknowledged + 1;  // committed, perhaps not yet counted
  stop = true;
  writer.join();

  const auto restored = server::restore_backup({file, folder.path + "/to", ""});
  REQUIRE_MESSAGE(restored, restored.error().to_text());
  CHECK(restored->audit.is_clean());
  CHECK(restored->audit.entries >= before);
  CHECK(restored->audit.entries <= after);
  CHECK(restored->made == Instant{5});
  const auto again = adapters::open_sqlite_store(folder.path + "/to", adapters::StoreAccess::Write);
  REQUIRE(again);
  append(**again, restored->audit.entries + 1);
}

TEST_CASE("a_backup_keeps_the_configuration_and_leaves_secrets_out") {
  const TemporaryFolder folder;
  const std::string from = folder.path + "/from";
  {
    auto store = adapters::open_sqlite_store(from, adapters::StoreAccess::Write);
    REQUIRE(store);
    append(**store, 1);
  }
  std::filesystem::create_directories(from + "/region/basemap");
  std::filesystem::create_directories(from + "/keys");
  std::filesystem::create_directories(from + "/own");
  for (const char* name : {"voorzien.toml", "region/basemap/gm.json", "keys/source.key", "own/themes.toml"})
    std::ofstream(from + "/" + name) << name;
  const auto done = server::back_up(from, from + "/own", folder.path + "/backup.db", Instant{5});
  REQUIRE(done);
  CHECK(done->files == 3);
  REQUIRE(!done->left_out.empty());
  CHECK(done->left_out.front().path == "keys/source.key");
  const std::string to = folder.path + "/to";
  REQUIRE(server::restore_backup({folder.path + "/backup.db", to, ""}));
  CHECK(std::filesystem::exists(to + "/region/basemap/gm.json"));
  CHECK(std::filesystem::exists(to + "/own/themes.toml"));
  CHECK(!std::filesystem::exists(to + "/keys"));
}
