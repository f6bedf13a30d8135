// The audit of a journal beside bare SHA-256 over the same bytes in the same run; the start of the notary on
// that journal; one checkpoint beside one commit of the same disk.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "adapters/sqlite/archive.h"
#include "adapters/sqlite/store.h"
#include "engine/audit.h"
#include "engine/entry_core.h"
#include "journal/hash.h"
#include "journal/notary.h"

using namespace voorzien;

namespace {
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

journal::SigningKey key() { return {"voorzien/bench", {}}; }

// A warning that changed something: one observation with texts, a polygon and areas, as most entries are.
journal::Entry entry(std::uint64_t seq) {
  engine::EntryCore core;
  core.seq = seq;
  core.at = Instant{static_cast<std::int64_t>(1'782'571'640'000'000 + seq * 1'000)};
  core.kind = "received";
  core.received = engine::Received{};
  core.received->source = SourceId{"knmi"};
  core.received->format = "cap";
  core.received->received = core.at;
  observations::Observation one;
  one.id.value = "01J1EXAMPLE000000000" + std::to_string(1'000'000 + seq);
  one.source = core.received->source;
  one.title = "Code oranje voor zware onweersbuien in Utrecht";
  one.texts = {
      {"nl", "Zware onweersbuien", "Vanaf 16.00 uur zware onweersbuien met hagel.", "Blijf binnen."}};
  one.geometry = geo::Polygon{{{{5.02, 52.01}, {5.31, 52.02}, {5.29, 52.21}, {5.01, 52.19}, {5.02, 52.01}}}};
  one.areas = {"GM0344", "GM0321", "VR09"};
  engine::Happened happened;
  happened.picture = picture::ObservationAdded{std::move(one), false, false, "", false};
  core.happened.push_back(std::move(happened));
  core.received->raw_sha256 = journal::to_hex(journal::sha256(std::to_string(seq)));
  engine::Draft draft{std::move(core), "", ""};
  return engine::to_entry(draft, {});
}

void fill(adapters::SqliteJournal& store, std::uint64_t count) {
  constexpr std::uint64_t at_once = 10'000;
  for (std::uint64_t seq = 1; seq <= count; seq += at_once) {
    journal::Batch batch;
    for (std::uint64_t n = seq; n < std::min(seq + at_once, count + 1); ++n)
      batch.entries.push_back(entry(n));
    ENSURE(store.append(batch), "the disk takes the journal of the benchmark");
  }
}

void audit_beside_sha256(const std::string& folder) {
  std::vector<std::string> cores;
  std::size_t bytes = 0;
  const auto archive = adapters::open_archive(folder);
  ENSURE((*archive)->each_entry([&](const journal::EntryRow& row) {
    cores.emplace_back(row.core);
    bytes += row.core.size();
  }),
         "the journal reads");
  auto start = Clock::now();
  std::uint8_t mixed = 0;
  for (const std::string& core : cores) mixed ^= journal::leaf_hash(core)[0];
  const double bare = static_cast<double>(cores.size()) / seconds_since(start);
  start = Clock::now();
  const auto opened = adapters::open_archive(folder);
  const auto beside = adapters::open_archive(folder);
  const engine::AuditReport report = engine::audit(**opened, **beside, {key().public_key()});
  const double audited = static_cast<double>(report.entries) / seconds_since(start);
  ENSURE(report.is_clean() && report.entries == cores.size(), "the journal of the benchmark is whole");
  fmt::print(
      "audit of {} entries of {} bytes: {:.0f} entries/s | bare SHA-256 {:.0f}/s (check {}) | ratio {:.2f}\n",
      report.entries, bytes / cores.size(), audited, bare, mixed, audited / bare);
}

void notary_beside_commit(const std::string& folder, std::uint64_t count) {
  auto store = adapters::open_sqlite_store(folder, adapters::StoreAccess::Write);
  auto start = Clock::now();
  auto notary = journal::Notary::open(**store, key());
  fmt::print("notary opens on {} entries in {:.1f} ms (goal: no part of a 2 s start)\n", count,
             seconds_since(start) * 1e3);
  double commit = 0;
  double checkpoint = 0;
  constexpr int rounds = 50;
  for (int n = 1; n <= rounds; ++n) {
    journal::Batch batch;
    batch.entries.push_back(entry(count + static_cast<std::uint64_t>(n)));
    start = Clock::now();
    ENSURE((*store)->append(batch), "the disk takes an entry");
    commit += seconds_since(start);
    start = Clock::now();
    ENSURE(notary->sign((*store)->last_seq(), Instant{n}), "the disk takes a checkpoint");
    checkpoint += seconds_since(start);
  }
  fmt::print("checkpoint {:.2f} ms | commit of one entry {:.2f} ms | ratio {:.2f}\n",
             checkpoint / rounds * 1e3, commit / rounds * 1e3, checkpoint / commit);
  start = Clock::now();
  constexpr std::uint64_t proofs = 2'000;
  for (std::uint64_t n = 0; n < proofs; ++n)
    ENSURE(notary->prove(1 + n * 7'919 % count), "every entry can be proven");
  fmt::print("inclusion proof {:.2f} ms\n", seconds_since(start) / proofs * 1e3);
}
}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 400'000;
  std::string folder = (std::filesystem::temp_directory_path() / "voorzien-journal-XXXXXX").string();
  ENSURE(::mkdtemp(folder.data()) != nullptr, "there is a folder for temporary files");
  {
    auto store = adapters::open_sqlite_store(folder, adapters::StoreAccess::Write);
    fill(**store, count);
    ENSURE(journal::Notary::open(**store, key())->sign(count, Instant{}), "the journal is signed");
  }
  audit_beside_sha256(folder);
  audit_beside_sha256(folder);
  notary_beside_commit(folder, count);
  std::filesystem::remove_all(folder);
}
