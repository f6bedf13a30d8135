// The index of readings: what it promises, and that it follows the journal and no other.
#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "adapters/sqlite/readings_file.h"
#include "adapters/sqlite/store.h"
#include "engine/entry_core.h"
#include "engine/readings/buckets.h"
#include "engine/readings/follower.h"
#include "raw_sql.h"
#include "temporary_folder.h"

using namespace voorzien;
using namespace voorzien::engine;

namespace {
constexpr const char* culemborg = "rws/culemborg/water-level";
const Instant start = *parse_rfc3339("2026-06-27T00:00:00Z");

// One entry: ten-minute readings of `station` from `first` on.
void append(journal::Store& store, const std::string& station, std::int64_t first,
            const std::vector<double>& values, bool is_past = false) {
  EntryCore core;
  core.seq = store.last_seq() + 1;
  core.at = start;
  core.kind = "received";
  std::vector<picture::Point> points;
  for (const double value : values) points.push_back({start + minutes(10 * first++), value});
  Happened one;
  if (is_past)
    one.picture = picture::ReadingsTaken{station, points, "test"};
  else
    one.picture = picture::ReadingsAdded{station, points, {}};
  core.happened.push_back(std::move(one));
  journal::Batch batch;
  Draft draft = to_draft(std::move(core), {}, "");
  batch.entries = {to_entry(draft, {})};
  REQUIRE(store.append(batch));
}

std::vector<double> values(ReadingsIndex& index, const std::string& station,
                           std::uint64_t until = UINT64_MAX) {
  std::vector<double> out;
  REQUIRE(index.read({station, start - days(1'000), start + days(1'000), until},
                     [&](Instant, double value) { return out.push_back(value), true; }));
  return out;
}

template <class T>
std::unique_ptr<T> opened(Result<std::unique_ptr<T>> one) {
  REQUIRE(one);
  return std::move(*one);
}

struct Region {
  TemporaryFolder folder;
  std::unique_ptr<adapters::SqliteJournal> store =
      opened(adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write));
  std::unique_ptr<ReadingsIndex> index = opened(adapters::open_readings(folder.path));
};
}  // namespace

TEST_CASE("the_index_holds_what_the_journal_brought_and_goes_on_where_it_was") {
  Region region;
  append(*region.store, culemborg, 0, {1, 2, 3});
  append(*region.store, "rws/lobith/water-level", 0, {9});
  append(*region.store, culemborg, -3, {-3, -2}, true);
  CHECK(*catch_up(*region.store, *region.index) == 6);
  CHECK(*catch_up(*region.store, *region.index) == 0);
  CHECK(values(*region.index, culemborg) == std::vector<double>{-3, -2, 1, 2, 3});
  CHECK(values(*region.index, "rws/lobith/water-level") == std::vector<double>{9});
  CHECK(values(*region.index, "nowhere").empty());
  CHECK(*region.index->oldest(culemborg, UINT64_MAX) == start - minutes(30));
  CHECK(!region.index->oldest("nowhere", UINT64_MAX)->has_value());
  region.index.reset();
  region.index = opened(adapters::open_readings(region.folder.path));
  append(*region.store, culemborg, 3, {4});
  CHECK(*catch_up(*region.store, *region.index) == 1);
  CHECK(values(*region.index, culemborg).back() == 4);
}

TEST_CASE("a_look_back_sees_what_was_known_then_and_a_correction_later") {
  Region region;
  append(*region.store, culemborg, 0, {1, 2});
  append(*region.store, culemborg, 1, {2.5});
  append(*region.store, culemborg, -1, {0}, true);
  REQUIRE(catch_up(*region.store, *region.index));
  CHECK(values(*region.index, culemborg, 1) == std::vector<double>{1, 2});
  CHECK(values(*region.index, culemborg, 2) == std::vector<double>{1, 2.5});
  CHECK(values(*region.index, culemborg) == std::vector<double>{0, 1, 2.5});
  CHECK(*region.index->oldest(culemborg, 2) == start);
}

TEST_CASE("what_was_heard_is_not_overruled_by_what_is_taken_over_and_that_may_be_taken_over_again") {
  Region region;
  append(*region.store, culemborg, 0, {1});
  append(*region.store, culemborg, 0, {7, 8}, true);
  append(*region.store, culemborg, 1, {9}, true);
  REQUIRE(catch_up(*region.store, *region.index));
  CHECK(values(*region.index, culemborg) == std::vector<double>{1, 9});
  append(*region.store, culemborg, 1, {2});
  REQUIRE(catch_up(*region.store, *region.index));
  CHECK(values(*region.index, culemborg) == std::vector<double>{1, 2});
}

TEST_CASE("an_index_of_another_journal_or_of_a_longer_one_is_begun_anew") {
  Region region;
  append(*region.store, culemborg, 0, {1, 2});
  append(*region.store, culemborg, 2, {3});
  REQUIRE(catch_up(*region.store, *region.index));
  Region other;
  append(*other.store, culemborg, 0, {7});
  CHECK(*catch_up(*other.store, *region.index) == 1);  // shorter
  CHECK(values(*region.index, culemborg) == std::vector<double>{7});
  Region third;
  append(*third.store, culemborg, 5, {8});
  CHECK(*catch_up(*third.store, *region.index) == 1);  // as long, with another leaf
  CHECK(values(*region.index, culemborg) == std::vector<double>{8});
}

TEST_CASE("an_index_that_cannot_be_read_is_begun_anew_and_one_of_a_newer_version_too") {
  for (const bool is_newer : {false, true}) {
    CAPTURE(is_newer);
    Region region;
    append(*region.store, culemborg, 0, {1, 2});
    REQUIRE(catch_up(*region.store, *region.index));
    region.index.reset();
    if (is_newer)
      run_sql(region.folder.path, "PRAGMA user_version = 9", "/readings.db");
    else
      std::ofstream(region.folder.path + "/readings.db", std::ios::trunc) << std::string(20'000, 'x');
    region.index = opened(adapters::open_readings(region.folder.path));
    CHECK(*catch_up(*region.store, *region.index) == 2);
    CHECK(values(*region.index, culemborg) == std::vector<double>{1, 2});
  }
}

TEST_CASE("a_damaged_entry_is_passed_over") {
  Region region;
  append(*region.store, culemborg, 0, {1});
  EntryCore core;
  core.seq = 2;
  core.at = start;
  journal::Batch batch;
  Draft draft = to_draft(std::move(core), {}, "");
  batch.entries = {to_entry(draft, {})};
  batch.entries[0].core = R"({"happened":[{"picture":{"kind":"readings-added")";  // its leaf fits no more
  REQUIRE(region.store->append(batch));
  append(*region.store, culemborg, 1, {2});
  CHECK(*catch_up(*region.store, *region.index) == 2);
  CHECK(values(*region.index, culemborg) == std::vector<double>{1, 2});
}

TEST_CASE("a_year_becomes_as_few_points_as_are_asked_for") {
  Region region;
  std::vector<double> day(144);
  for (std::size_t k = 0; k < day.size(); ++k) day[k] = static_cast<double>(k % 6);
  for (std::int64_t n = 0; n < 365; ++n) append(*region.store, culemborg, 144 * (n - 365), day, true);
  REQUIRE(catch_up(*region.store, *region.index));
  const ReadingsAsked year{culemborg, start - days(365), start, UINT64_MAX};
  const auto found = history(*region.index, year, 400);
  REQUIRE(found);
  CHECK(found->step_s == 86'400);
  REQUIRE(found->list.size() == 365);
  CHECK(found->list[7].at == start - days(358));
  CHECK(found->list[7].count == 144);
  CHECK(found->list[7].low == 0);
  CHECK(found->list[7].high == 5);
  CHECK(found->list[7].mean == doctest::Approx(2.5));
  const auto hour = history(*region.index, {culemborg, start - hours(1), start, UINT64_MAX}, 400);
  CHECK(hour->step_s == 0);
  CHECK(hour->list.size() == 6);
  for (const std::size_t points : {2U, 3U, 4U, 50U, 2'000U}) {
    CAPTURE(points);
    const auto few = history(*region.index, year, points);
    REQUIRE(few);
    CHECK(few->list.size() <= points);
    std::int64_t rows = 0;
    for (const Bucket& one : few->list) rows += one.count;
    CHECK(rows == 365 * 144);
  }
}

TEST_CASE("the_follower_goes_behind_the_journal_by_itself") {
  Region region;
  append(*region.store, culemborg, 0, {1});
  std::atomic<int> told = 0;
  ReadingsFollower follower(*region.store, *region.index, [&](const Error&) { ++told; });
  for (std::int64_t n = 1; n <= 2; ++n) {  // what is there, and what comes later
    while (values(*region.index, culemborg).size() < static_cast<std::size_t>(n)) std::this_thread::yield();
    append(*region.store, culemborg, n, {2});
  }
  CHECK(told == 0);
}
