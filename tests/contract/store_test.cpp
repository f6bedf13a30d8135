// The contract of the Store port, run on every adapter that fulfils it.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "adapters/memory/disk_store.h"
#include "adapters/memory/store.h"
#include "adapters/sqlite/store.h"
#include "journal/hash.h"
#include "temporary_folder.h"

using namespace voorzien;
using journal::Batch;
using journal::Entry;

namespace {
Entry entry(std::uint64_t seq, std::string core) {
  Entry out;
  out.seq = seq;
  out.at = Instant{static_cast<std::int64_t>(seq) * 1'000};
  out.core = std::move(core);
  out.leaf_hash = journal::leaf_hash(out.core);
  return out;
}

void keeps_its_promises(journal::Store& store) {
  CHECK(store.last_seq() == 0);
  Batch first;
  first.entries = {entry(1, R"({"a":1})"), entry(2, R"({"a":2})")};
  first.entries[1].sealed = "secret";
  first.entries[1].salt = "0123456789abcdef";
  const std::string large(100'000, 'x');
  first.raws = {{"h1", "bytes", "knmi", Instant{5}, false}, {"h2", large, "pager", Instant{6}, true}};
  first.command_ids = {{"c1", journal::sha256("b1"), 2, "{}", Instant{7}},
                       {"c2", journal::sha256("b2"), 2, "", Instant{8}}};
  REQUIRE(store.append(first));
  CHECK(store.last_seq() == 2);

  std::vector<Entry> seen;
  REQUIRE(store.read(1, UINT64_MAX, [&](const Entry& e) { return seen.push_back(e), true; }));
  CHECK(seen == first.entries);
  seen.clear();
  REQUIRE(store.read(2, 2, [&](const Entry& e) { return seen.push_back(e), true; }));
  CHECK(seen.size() == 1);

  const auto raw = store.raw("h2");
  REQUIRE(raw);
  REQUIRE(raw->has_value());
  CHECK((*raw)->bytes == large);
  CHECK((*raw)->personal);
  CHECK(!store.raw("none")->has_value());

  Batch again;  // the same raw bytes once more, and no entry: a delivery without news
  again.raws = {{"h1", "bytes", "knmi", Instant{9}, false}};
  REQUIRE(store.append(again));
  CHECK((*store.raw("h1"))->received == Instant{5});
  Batch answered;
  answered.command_ids = {{"c3", journal::sha256("b3"), 2, "{}", Instant{9}}};
  REQUIRE(store.append(answered));
  CHECK(*store.recent_command_ids(10) ==
        std::vector{first.command_ids[0], first.command_ids[1], answered.command_ids[0]});
  CHECK(*store.recent_command_ids(2) == std::vector{first.command_ids[1], answered.command_ids[0]});

  CHECK(*store.seq_at(Instant{999}) == 0);
  CHECK(*store.seq_at(Instant{1'000}) == 1);
  CHECK(*store.seq_at(Instant{1'999}) == 1);
  CHECK(*store.seq_at(Instant{INT64_MAX}) == 2);
  Batch same_moment;
  same_moment.entries = {entry(3, "{}"), entry(4, "{}")};
  same_moment.entries[0].at = same_moment.entries[1].at = Instant{2'000};
  REQUIRE(store.append(same_moment));
  CHECK(*store.seq_at(Instant{2'000}) == 4);

  CHECK(store.snapshots()->empty());
  for (std::uint64_t seq = 1; seq <= 3; ++seq)
    REQUIRE(store.save_snapshot({seq, Instant{static_cast<std::int64_t>(seq)}, large, "hash"}));
  CHECK(*store.snapshots() ==
        std::vector<journal::SnapshotMark>{{1, Instant{1}}, {2, Instant{2}}, {3, Instant{3}}});
  CHECK((*store.snapshot(2))->state == large);
  CHECK((*store.snapshot(2))->state_sha256 == "hash");
  REQUIRE(store.drop_snapshots({1, 3, 99}));
  CHECK(store.snapshots()->size() == 1);
  CHECK(!store.snapshot(3)->has_value());
}
}  // namespace

TEST_CASE("memory_store_keeps_the_promises_of_the_port") {
  adapters::MemoryStore store;
  keeps_its_promises(store);
}

TEST_CASE("disk_store_keeps_the_promises_of_the_port_and_after_opening_again") {
  adapters::FakeDisk disk;
  {
    auto store = adapters::DiskStore::open(disk);
    REQUIRE(store);
    keeps_its_promises(**store);
  }
  auto again = adapters::DiskStore::open(disk);
  REQUIRE(again);
  CHECK((*again)->last_seq() == 4);
  CHECK((*again)->recent_command_ids(10)->size() == 3);
  CHECK((*again)->raw("h2")->has_value());
  CHECK((*again)->snapshots()->size() == 1);
}

TEST_CASE("sqlite_store_keeps_the_promises_of_the_port") {
  const TemporaryFolder folder;
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  keeps_its_promises(**store);
}

TEST_CASE("sqlite_store_is_the_same_after_opening_again") {
  const TemporaryFolder folder;
  {
    auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
    REQUIRE(store);
    Batch batch;
    batch.entries = {entry(1, "{}")};
    REQUIRE((*store)->append(batch));
    const auto second = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
    REQUIRE(!second);
    CHECK(second.error().code == ErrorCode::StoreLocked);
  }
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Read);
  REQUIRE(store);
  CHECK((*store)->last_seq() == 1);
}

TEST_CASE("a_ruined_snapshot_file_is_begun_anew_and_costs_nothing_else") {
  const TemporaryFolder folder;
  {
    auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
    REQUIRE(store);
    Batch batch;
    batch.entries = {entry(1, "{}")};
    REQUIRE((*store)->append(batch));
    REQUIRE((*store)->save_snapshot({1, Instant{1}, "state", "hash"}));
  }
  std::ofstream(folder.path + "/snapshots.db", std::ios::trunc) << std::string(20'000, 'x');
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  CHECK((*store)->last_seq() == 1);
  CHECK((*store)->snapshots()->empty());
  REQUIRE((*store)->save_snapshot({1, Instant{1}, "state", "hash"}));
  CHECK((*store)->snapshots()->size() == 1);
  std::filesystem::remove(folder.path + "/snapshots.db");
  const auto reader = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Read);
  REQUIRE(reader);
  CHECK((*reader)->snapshots()->empty());
}

TEST_CASE("a_failed_append_keeps_nothing_of_its_batch") {
  adapters::MemoryStore store;
  store.set_capacity(1);
  Batch batch;
  batch.entries = {entry(1, "{}"), entry(2, "{}")};
  batch.raws = {{"h", "bytes", "knmi", Instant{1}, false}};
  const Done done = store.append(batch);
  REQUIRE(!done);
  CHECK(done.error().code == ErrorCode::StoreFailed);
  CHECK(store.last_seq() == 0);
  CHECK(!store.raw("h")->has_value());
}

TEST_CASE("a_folder_that_cannot_be_made_is_a_clear_error") {
  const auto store = adapters::open_sqlite_store("/proc/no-such-folder", adapters::StoreAccess::Write);
  REQUIRE(!store);
  CHECK(store.error().code == ErrorCode::StoreFailed);
  CHECK(!store.error().where.empty());
}
