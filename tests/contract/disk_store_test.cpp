// What the store on the fake disk keeps, and names, when the disk does what disks do.
#include "adapters/memory/disk_store.h"

#include <doctest/doctest.h>

#include "engine/audit.h"
#include "engine/entry_core.h"
#include "journal/entry_hash.h"
#include "journal/hash.h"

using namespace voorzien;
using adapters::DiskStore;
using adapters::FakeDisk;

namespace {
journal::Batch batch_of(std::uint64_t first, std::size_t count) {
  journal::Batch out;
  for (std::uint64_t seq = first; seq < first + count; ++seq) {
    engine::EntryCore core;
    core.seq = seq;
    core.at = Instant{static_cast<std::int64_t>(seq) * 1'000};
    core.kind = "timer";
    engine::Draft draft{std::move(core), "", "0123456789abcdef"};
    out.entries.push_back(engine::to_entry(draft, {}));
  }
  return out;
}

std::unique_ptr<DiskStore> opened(FakeDisk& disk) {
  Result<std::unique_ptr<DiskStore>> store = DiskStore::open(disk);
  REQUIRE(store);
  return std::move(*store);
}
}  // namespace

TEST_CASE("a_power_cut_at_any_operation_keeps_whole_batches_and_all_that_were_acknowledged") {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    FakeDisk disk;
    Random random(seed);
    std::uint64_t acknowledged = 0;
    disk.cut_power_at(1 + random.below(12));
    try {
      const auto store = opened(disk);
      for (std::uint64_t first = 1; first <= 16; first += 4)
        if (store->append(batch_of(first, 4))) acknowledged = first + 3;
      CHECK(seed >= 60);  // the power goes before the fourth batch is durable
    } catch (const adapters::PowerCut&) {
      disk.lose_power(random);
    }
    const auto store = opened(disk);
    CHECK(store->last_seq() >= acknowledged);
    CHECK(store->last_seq() <= acknowledged + 4);
    CHECK(store->last_seq() % 4 == 0);
    CHECK(engine::audit(*store, *store, {}).is_clean());
    CHECK(store->append(batch_of(store->last_seq() + 1, 2)));
  }
}

TEST_CASE("a_full_disk_refuses_a_batch_whole_and_takes_it_once_there_is_room") {
  FakeDisk disk;
  const auto store = opened(disk);
  REQUIRE(store->append(batch_of(1, 2)));
  disk.faults.capacity = disk.size(DiskStore::log_file) + 10;
  const Done done = store->append(batch_of(3, 2));
  REQUIRE(!done);
  CHECK(done.error().code == ErrorCode::StoreFailed);
  CHECK(store->last_seq() == 2);
  disk.faults.capacity = SIZE_MAX;
  CHECK(store->append(batch_of(3, 2)));
  CHECK(opened(disk)->last_seq() == 4);
}

TEST_CASE("a_disk_that_cannot_be_read_is_an_error_and_nothing_is_cut_off") {
  FakeDisk disk;
  REQUIRE(opened(disk)->append(batch_of(1, 3)));
  disk.faults.refuses_reads = true;
  CHECK(!DiskStore::open(disk));
  disk.faults.refuses_reads = false;
  CHECK(opened(disk)->last_seq() == 3);
}

TEST_CASE("a_flipped_bit_of_an_entry_stays_and_is_named") {
  FakeDisk disk;
  const auto store = opened(disk);
  for (std::uint64_t first = 1; first <= 9; first += 3) REQUIRE(store->append(batch_of(first, 3)));
  for (std::uint64_t seq = 1; seq <= 6; ++seq) {
    const DiskStore::EntryPlace place = store->place_of(seq);
    for (const DiskStore::Span span : {place.core, place.leaf}) {
      disk.flip_bit(DiskStore::log_file, span.at + span.size / 2, 3);
      const auto again = opened(disk);
      CHECK(again->last_seq() == 9);
      const engine::AuditReport report = engine::audit(*again, *again, {});
      REQUIRE(!report.faults.empty());
      CHECK(report.faults.front().where == "entry " + std::to_string(seq));
      disk.flip_bit(DiskStore::log_file, span.at + span.size / 2, 3);
    }
  }
  CHECK(engine::audit(*store, *store, {}).is_clean());
}

TEST_CASE("a_snapshot_that_was_not_durable_is_gone_and_costs_nothing_else") {
  FakeDisk disk;
  Random random(3);
  const auto store = opened(disk);
  REQUIRE(store->append(batch_of(1, 3)));
  disk.cut_power_at(2);  // after the write, before it is durable
  CHECK_THROWS_AS((void)store->save_snapshot({2, Instant{2}, std::string(5'000, 's'), "hash"}),
                  adapters::PowerCut);
  disk.lose_power(random);
  const auto again = opened(disk);
  CHECK(again->last_seq() == 3);
  const auto marks = again->snapshots();
  REQUIRE(marks);
  for (const journal::SnapshotMark& mark : *marks) CHECK((*again->snapshot(mark.seq))->state.size() == 5'000);
}
