// What erasing promises of every store: the sealed part, its salt and the documents are gone, the leaves are
// not, and of SQLite's files no byte still holds them.
#include "journal/erasure.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "adapters/memory/store.h"
#include "adapters/sqlite/archive.h"
#include "adapters/sqlite/store.h"
#include "engine/audit.h"
#include "engine/entry_core.h"
#include "journal/hash.h"
#include "temporary_folder.h"

using namespace voorzien;

namespace {
const std::string person = "Dorpsstraat 12 Jansen";

journal::Batch page(std::uint64_t seq, const std::string& text, bool is_personal) {
  engine::EntryCore core;
  core.seq = seq;
  core.at = Instant{static_cast<std::int64_t>(seq) * 1'000};
  core.kind = "received";
  core.received = engine::Received{};
  core.received->source = SourceId{"pager"};
  const std::string sha256 = journal::to_hex(journal::sha256(text));
  if (is_personal) {
    picture::ObservationAdded added;
    added.observation.title = text;
    added.observation.personal = true;
    core.happened.push_back({picture::Event{added}, {}, {}});
  }
  journal::Batch out;
  out.raws = {{sha256, text, "pager", core.at, is_personal}};
  engine::Draft draft = engine::to_draft(std::move(core), {sha256, text, is_personal}, "0123456789abcdef");
  out.entries = {engine::to_entry(draft, {"pager"})};
  out.command_ids = {{"c" + std::to_string(seq), journal::sha256(text), seq, "{}", {}}};
  return out;
}

journal::Batch erasing(std::uint64_t seq, std::vector<journal::SeqRange> entries,
                       std::vector<std::string> raws) {
  engine::EntryCore core;
  core.seq = seq;
  core.at = Instant{static_cast<std::int64_t>(seq) * 1'000};
  core.kind = "erased";
  core.erased = engine::Erased{"", "B. Heer", "", "person", "asked for it", entries, 1};
  journal::Batch out;
  engine::Draft draft{std::move(core), "", ""};
  out.entries = {engine::to_entry(draft, {})};
  out.erasures = {{seq, std::move(entries), std::move(raws)}};
  return out;
}

std::string hash_of(const std::string& text) { return journal::to_hex(journal::sha256(text)); }

template <class Store>
void erases_what_is_personal(Store& store) {
  const std::string large = person + std::string(50'000, 'x');  // overflow pages, and deflated as a document
  REQUIRE(store.append(page(1, person, true)));
  REQUIRE(store.append(page(2, "open", false)));
  REQUIRE(store.append(page(3, large, true)));
  REQUIRE(store.append(page(4, "kept", true)));
  CHECK(*store.is_scrubbed());
  CHECK(store.raws_before("pager", Instant{4'000}, 10)->size() == 3);
  CHECK(store.raws_before("pager", Instant{4'000}, 2)->size() == 2);
  CHECK(store.raws_before("knmi", Instant{4'000}, 10)->empty());
  std::size_t personal = 0;
  REQUIRE(store.each_personal_raw([&](const std::string&, std::string_view) { return ++personal < 100; }));
  CHECK(personal == 3);

  REQUIRE(store.append(erasing(5, {{1, 1}, {3, 3}}, {hash_of(person), hash_of(large), hash_of("open")})));
  CHECK(!*store.is_scrubbed());
  REQUIRE(store.scrub());
  CHECK(*store.is_scrubbed());
  std::vector<bool> has_sealed;
  REQUIRE(store.read(1, UINT64_MAX, [&](const journal::Entry& entry) {
    has_sealed.push_back(!entry.sealed.empty());
    CHECK(entry.sealed.empty() == entry.salt.empty());
    CHECK(engine::from_entry(entry));  // its leaf still fits
    return true;
  }));
  // Whoever guesses what was written finds no hash to try it on.
  const auto ids = store.recent_command_ids(10);
  REQUIRE(ids->size() == 4);
  for (const auto& id : *ids) CHECK((id.body_sha256 == journal::Hash{}) == (id.seq == 1 || id.seq == 3));
  CHECK(has_sealed == std::vector<bool>{false, false, false, true, false});
  CHECK(!store.raw(hash_of(person))->has_value());
  CHECK(!store.raw(hash_of("open"))->has_value());
  CHECK(store.raw(hash_of("kept"))->has_value());
  CHECK(*store.raw_erased_by(hash_of("open")) == 5);
  CHECK(!store.raw_erased_by(hash_of(person))->has_value());  // the hash of a personal one went too
  CHECK(!store.raw_erased_by(hash_of("kept"))->has_value());
}

bool stands_in_a_file(const std::string& folder, const std::string& text) {
  for (const auto& one : std::filesystem::recursive_directory_iterator(folder)) {
    if (!one.is_regular_file()) continue;
    std::ifstream in(one.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    if (bytes.find(text) != std::string::npos) return true;
  }
  return false;
}
}  // namespace

TEST_CASE("memory_store_erases_what_is_personal") {
  adapters::MemoryStore store;
  erases_what_is_personal(store);
}

TEST_CASE("sqlite_store_erases_what_is_personal_to_the_last_byte") {
  const TemporaryFolder folder;
  {
    auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
    REQUIRE(store);
    REQUIRE((*store)->append(page(1, "P 1 " + person, true)));
    CHECK(stands_in_a_file(folder.path, person));  // else the test looks for nothing
  }
  std::filesystem::remove_all(folder.path + "/journal.db");
  for (const char* name : {"/journal.db-wal", "/journal.db-shm"}) std::filesystem::remove(folder.path + name);
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  erases_what_is_personal(**store);
  CHECK(!stands_in_a_file(folder.path, person));
  CHECK(!stands_in_a_file(folder.path, hash_of(person)));
  CHECK(stands_in_a_file(folder.path, "kept"));
  const auto archive = adapters::open_archive(folder.path);
  const auto beside = adapters::open_archive(folder.path);
  REQUIRE(archive);
  REQUIRE(beside);
  const engine::AuditReport report = engine::audit(**archive, **beside, {});
  CHECK(report.is_clean());
  CHECK(report.sealed_erased == 2);
}

TEST_CASE("scrubbing_waits_for_who_reads_and_is_asked_again") {
  const TemporaryFolder folder;
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  REQUIRE((*store)->append(page(1, person, true)));
  {
    const auto reader = adapters::open_archive(folder.path);  // one read transaction, as `journal verify` has
    REQUIRE(reader);
    REQUIRE((*store)->append(erasing(2, {{1, 1}}, {hash_of(person)})));
    CHECK(!(*store)->scrub());
    CHECK(!*(*store)->is_scrubbed());
  }
  REQUIRE((*store)->scrub());
  CHECK(*(*store)->is_scrubbed());
  CHECK(!stands_in_a_file(folder.path, person));
}
