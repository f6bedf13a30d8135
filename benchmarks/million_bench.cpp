// A journal of a million entries, half of them acts of people: how long a start takes, a replay of all of it,
// and its audit. Goals of the issue: start < 2 s, replay < 20 s, audit >= 300,000 entries/s. The limit beside
// them is reading every row of the same file. Usage: million_bench [entries]
#include <fmt/format.h>
#include <sqlite3.h>
#include <stdlib.h>

#include <chrono>
#include <filesystem>

#include "adapters/sqlite/archive.h"
#include "adapters/sqlite/store.h"
#include "adapters/system/clock.h"
#include "base/ensure.h"
#include "engine/audit.h"
#include "engine/restore.h"
#include "engine/snapshot_rules.h"
#include "journal/hash.h"
#include "server/files.h"

namespace {
using namespace voorzien;
using Clock = std::chrono::steady_clock;

const Instant start = from_civil_utc({2026, 1, 1, 0, 0, 0, 0});
constexpr Duration between = seconds(20);  // a million entries are some eight months
constexpr std::int64_t roads = 2'000;

double seconds_since(Clock::time_point from) {
  return std::chrono::duration<double>(Clock::now() - from).count();
}

const doctrine::Doctrine& doctrine_of_the_region() {
  static const Result<doctrine::Doctrine> loaded = server::load_doctrine("");
  ENSURE(loaded, "the region's own doctrine is whole");
  return *loaded;
}

observations::Delivery report(std::int64_t n, Instant at) {
  observations::Observation one;
  one.source = SourceId{"ndw"};
  one.native_id = "NDW03_" + std::to_string(n % roads);
  one.id = ObservationId{stable_id("ndw|" + one.native_id)};
  one.native_version = std::to_string(n);
  one.kind = "traffic";
  one.theme = "traffic";
  one.title = fmt::format("Wegwerkzaamheden A{} hectometer {}", 2 + n % 28, n % 900);
  one.place = "A" + std::to_string(2 + n % 28);
  one.place_precision = "exact";
  one.areas = {"VR09", "GM0344"};
  one.geometry = geo::Point{4.8 + 0.0007 * static_cast<double>(n % 1'000), 52.1};
  one.native_level = "low";
  one.t_issued = one.t_received = one.valid_from = at;
  one.valid_to = at + days(3);
  observations::Delivery out;
  out.source = one.source;
  out.format = "datex2";
  out.received = at;
  out.understood.observations = {one};
  return out;
}

engine::CommandRequest log_line(std::int64_t n) {
  desk::WriteLog line;
  line.text = fmt::format("Regel {}: dijkwacht meldt kwel bij paal {}, waterschap ter plaatse", n, n % 900);
  return {fmt::format("bench-{}", n),
          journal::sha256(line.text),
          {"terpstra", "R. Terpstra", "caco"},
          desk::Command(std::move(line))};
}

// As the loop does: entries in batches, snapshots when they are due, the superfluous dropped.
std::string fill(journal::Store& store, std::int64_t entries) {
  engine::Core core(doctrine_of_the_region(), [] { return adapters::random_salt(); });
  std::uint64_t newest = 0;
  Instant newest_at;
  for (std::int64_t n = 0; n < entries; ++n) {
    const Instant at = start + Duration{between.us * n};
    if (n % 2 == 0)
      core.deliver(report(n, at));
    else
      (void)core.command(log_line(n), at);
    if (n % 1'000 != 999 && n + 1 != entries) continue;
    ENSURE(store.append(engine::take_batch(core)), "the store takes a batch");
    (void)core.take_publication({});
    const engine::RegionState& state = core.state();
    if (!engine::is_snapshot_due(state.seq - newest, state.at - newest_at)) continue;
    ENSURE(engine::keep_snapshot(store, core.snapshot()), "the store takes a snapshot");
    ENSURE(store.drop_snapshots(engine::superfluous(*store.snapshots())), "and drops some");
    newest = state.seq;
    newest_at = state.at;
  }
  return engine::state_hash(core.state());
}

double read_rows(const std::string& folder) {
  sqlite3* db = nullptr;
  sqlite3_open_v2((folder + "/journal.db").c_str(), &db, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_stmt* all = nullptr;
  sqlite3_prepare_v2(db, "SELECT core, leaf, sealed, salt FROM entry ORDER BY seq", -1, &all, nullptr);
  const auto from = Clock::now();
  std::int64_t bytes = 0;
  while (sqlite3_step(all) == SQLITE_ROW)
    bytes += sqlite3_column_bytes(all, 0) + sqlite3_column_bytes(all, 2);
  const double took = seconds_since(from);
  ENSURE(bytes > 0, "there are rows");
  sqlite3_finalize(all);
  sqlite3_close(db);
  return took;
}

std::string goal(bool holds, std::string_view what) {
  return fmt::format("(goal {}: {})", what, holds ? "reached" : "NOT reached");
}
}  // namespace

int main(int argc, char** argv) {
  const std::int64_t entries = argc > 1 ? std::strtoll(argv[1], nullptr, 10) : 1'000'000;
  const double millions = static_cast<double>(entries) / 1e6;
  std::string folder = (std::filesystem::temp_directory_path() / "voorzien-million-XXXXXX").string();
  ENSURE(::mkdtemp(folder.data()) != nullptr, "there is a folder for temporary files");
  std::string hash;
  auto from = Clock::now();
  {
    auto store = adapters::open_sqlite_store(folder, adapters::StoreAccess::Write);
    hash = fill(**store, entries);
  }
  const auto entry_count = static_cast<double>(entries);
  fmt::print("journal of {} entries, {:.0f} MB, written in {:.0f} s\n", entries,
             static_cast<double>(std::filesystem::file_size(folder + "/journal.db")) / 1e6,
             seconds_since(from));
  const double rows = read_rows(folder);
  bool reached = true;
  {
    from = Clock::now();
    auto store = adapters::open_sqlite_store(folder, adapters::StoreAccess::Write);
    engine::Core core(doctrine_of_the_region(), [] { return adapters::random_salt(); });
    const auto restored = engine::restore(core, **store);
    const double took = seconds_since(from);
    ENSURE(restored && engine::state_hash(core.state()) == hash, "a start gives the same state");
    reached = reached && took < 2 * millions;
    fmt::print(
        "start: {:.2f} s {}, {} entries after the snapshot | reading every row {:.2f} s | ratio {:.2f}\n",
        took, goal(took < 2 * millions, "< 2 s"), restored->replayed, rows, took / rows);
  }
  {
    auto store = adapters::open_sqlite_store(folder, adapters::StoreAccess::Read);
    engine::Core core(doctrine_of_the_region(), [] { return adapters::random_salt(); });
    from = Clock::now();
    const auto replayed = engine::replay_to(core, **store, static_cast<std::uint64_t>(entries));
    const double took = seconds_since(from);
    ENSURE(replayed && engine::state_hash(core.state()) == hash, "a replay gives the same state");
    reached = reached && took < 20 * millions;
    fmt::print("replay: {:.1f} s {} | ratio {:.1f}\n", took, goal(took < 20 * millions, "< 20 s"),
               took / rows);
  }
  from = Clock::now();
  const auto archive = adapters::open_archive(folder);
  const auto beside = adapters::open_archive(folder);
  const engine::AuditReport report = engine::audit(**archive, **beside, {});
  const double took = seconds_since(from);
  ENSURE(report.entries == static_cast<std::uint64_t>(entries) && report.is_clean(),
         "the audit finds nothing");
  const double rate = entry_count / took;
  fmt::print("audit: {:.0f} entries/s {} | ratio {:.1f}\n", rate, goal(rate >= 300'000, ">= 300,000"),
             took / rows);
  std::filesystem::remove_all(folder);
  return reached && rate >= 300'000 ? 0 : 1;
}
