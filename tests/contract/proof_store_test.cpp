// The contract of the ProofStore port, the notary on both adapters, and the store's versions.
#include <doctest/doctest.h>

#include "adapters/memory/store.h"
#include "adapters/sqlite/archive.h"
#include "adapters/sqlite/store.h"
#include "journal/hash.h"
#include "journal/notary.h"
#include "raw_sql.h"
#include "temporary_folder.h"

using namespace voorzien;
using namespace voorzien::journal;

namespace {
SigningKey key(std::uint8_t first = 1) {
  Ed25519Bytes seed{};
  seed[0] = first;
  return {"voorzien/contract", seed};
}

void grow(Store& store, std::uint64_t by) {
  Batch batch;
  for (std::uint64_t n = 1; n <= by; ++n) {
    Entry entry;
    entry.seq = store.last_seq() + n;
    entry.core = "{\"seq\":" + std::to_string(entry.seq) + "}";
    entry.leaf_hash = leaf_hash(entry.core);
    batch.entries.push_back(std::move(entry));
  }
  REQUIRE(store.append(batch));
}

Checkpoint head_of(const SignedCheckpoint& stored) {
  const Result<Note> note = parse_note(stored.note);
  REQUIRE(note);
  CHECK(key().public_key().has_signed(*note));
  return *parse_checkpoint(note->text);
}

void proves(const Notary& notary, std::uint64_t seq) {
  CAPTURE(seq);
  const Result<InclusionProof> proof = notary.prove(seq);
  REQUIRE(proof);
  CHECK(proof->leaf == leaf_hash("{\"seq\":" + std::to_string(seq) + "}"));
  const Checkpoint head = head_of(proof->under);
  CHECK(is_included(seq - 1, head.size, proof->leaf, proof->path, head.root));
}

void a_notary_follows(Store& store, ProofStore& proofs) {
  Result<Notary> notary = Notary::open(proofs, key());
  REQUIRE(notary);
  CHECK(!notary->prove(1));
  CHECK(!*notary->sign(store.last_seq(), Instant{1}));  // nothing to sign in an empty journal
  std::vector<Checkpoint> heads;
  for (const std::uint64_t by : {1U, 254U, 1U, 1U, 700U}) {
    grow(store, by);
    const auto signed_head = notary->sign(store.last_seq(), Instant{static_cast<std::int64_t>(by)});
    REQUIRE(signed_head);
    REQUIRE(signed_head->has_value());
    CHECK(*proofs.last_checkpoint() == *signed_head);
    heads.push_back(head_of(**signed_head));
    CHECK(heads.back().size == store.last_seq());
  }
  CHECK(!*notary->sign(store.last_seq(), Instant{9}));  // nothing was added
  CHECK(proofs.tiles()->size() == 3);
  for (const std::uint64_t seq : {1U, 2U, 256U, 257U, 512U, 768U, 769U, 957U}) proves(*notary, seq);
  for (const std::uint64_t seq : {std::uint64_t{0}, std::uint64_t{958}, UINT64_MAX})
    CHECK(!notary->prove(seq));

  Result<Notary> again = Notary::open(proofs, key());  // from tiles and the leaves after them
  REQUIRE(again);
  proves(*again, 300);
  grow(store, 400);
  REQUIRE(again->sign(store.last_seq(), Instant{10}));
  proves(*again, 1'357);
  proves(*again, 3);
  CHECK(proofs.tiles()->size() == 5);
  CHECK(prove_from_leaves(proofs, 77)->path == again->prove(77)->path);
  Tree whole;
  const auto leaves = proofs.leaves(0, 1'357);
  for (const Hash& leaf : *leaves) whole.add(leaf);
  for (const Checkpoint& head : heads) {
    const auto proof = consistency_proof(
        head.size, 1'357,
        whole.nodes([&](std::uint64_t from, std::uint64_t to) { return proofs.leaves(from, to); }));
    REQUIRE(proof);
    CHECK(is_consistent(head.size, 1'357, head.root, whole.root(), *proof));
  }
}
}  // namespace

TEST_CASE("a_notary_follows_a_journal_in_memory") {
  adapters::MemoryStore store;
  a_notary_follows(store, store);
}

TEST_CASE("a_notary_follows_a_journal_in_sqlite") {
  const TemporaryFolder folder;
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  a_notary_follows(**store, **store);
}

TEST_CASE("damaged_tiles_are_made_again_and_a_changed_leaf_stops_the_notary") {
  const TemporaryFolder folder;
  {
    auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
    REQUIRE(store);
    grow(**store, 600);
    REQUIRE(Notary::open(**store, key())->sign(600, Instant{1}));
  }
  run_sql(folder.path, "UPDATE tile SET root = randomblob(32) WHERE n = 1");
  {
    auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
    REQUIRE(store);
    Result<Notary> notary = Notary::open(**store, key());
    REQUIRE(notary);
    proves(*notary, 300);
    grow(**store, 1);
    REQUIRE(notary->sign(601, Instant{2}));
    Frontier second;
    const auto leaves = (*store)->leaves(256, 512);
    for (const Hash& leaf : *leaves) second.add(leaf);
    CHECK((*store)->tiles()->at(1) == second.root());
  }
  run_sql(folder.path, "UPDATE entry SET leaf = randomblob(32) WHERE seq = 601");
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  const Result<Notary> notary = Notary::open(**store, key());
  REQUIRE(!notary);
  CHECK(notary.error().code == ErrorCode::StoreCorrupt);
  CHECK(prove_from_leaves(**store, 3).error().code == ErrorCode::StoreCorrupt);
}

TEST_CASE("a_gap_in_the_entries_is_named_by_the_notary") {
  const TemporaryFolder folder;
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  grow(**store, 10);
  run_sql(folder.path, "DELETE FROM entry WHERE seq = 10");
  const auto signed_head = Notary::open(**store, key())->sign(10, Instant{1});
  REQUIRE(!signed_head);
  CHECK(signed_head.error().where == "entry 10");
}

TEST_CASE("old_checkpoints_are_thinned_to_one_an_hour") {
  const TemporaryFolder folder;
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  for (std::int64_t minute = 0; minute < 180; ++minute)
    REQUIRE((*store)->save_checkpoint(
        {static_cast<std::uint64_t>(minute), Instant{} + minutes(minute), "note"}, 0, {}));
  REQUIRE((*store)->save_checkpoint({180, Instant{} + days(31) + minutes(120), "note"}, 0, {}));
  const auto all = (*adapters::open_archive(folder.path))->checkpoints();
  REQUIRE(all);
  CHECK(all->size() == 2 + 60 + 1);  // two whole hours are older; the third is not
  CHECK(all->at(0).size == 59);
  CHECK(all->at(1).size == 119);
}

namespace {
const std::string version_1_tables = R"sql(
    PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;
    CREATE TABLE entry (seq INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, core BLOB NOT NULL, leaf BLOB NOT NULL,
                        sealed BLOB, salt BLOB) STRICT;
    CREATE INDEX entry_at ON entry (at_us);
    CREATE TABLE raw (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, source TEXT NOT NULL, received_us INTEGER NOT NULL,
                      personal INTEGER NOT NULL, deflated_from INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE INDEX raw_sha256 ON raw (sha256);
    CREATE TABLE command_id (n INTEGER PRIMARY KEY, id TEXT NOT NULL, body_sha256 TEXT NOT NULL, seq INTEGER NOT NULL,
                             answer TEXT NOT NULL, at_us INTEGER NOT NULL) STRICT;
    CREATE TABLE snapshot (seq INTEGER PRIMARY KEY, state BLOB NOT NULL, state_sha256 TEXT NOT NULL) STRICT;
)sql";
}  // namespace

TEST_CASE("a_store_of_version_1_is_brought_up_to_date_and_keeps_what_it_holds") {
  const TemporaryFolder folder;
  run_sql(folder.path, version_1_tables + R"sql(
    INSERT INTO entry VALUES (1, 5, CAST('{"seq":1}' AS BLOB), zeroblob(32), NULL, NULL);
    INSERT INTO raw VALUES (1, 'h1', 'knmi', 7, 0, 0, CAST('bytes' AS BLOB));
    INSERT INTO command_id VALUES (1, 'c1', 'b1', 1, '{}', 7);
    PRAGMA user_version = 1;)sql");
  {
    auto reader = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Read);  // as it is
    REQUIRE(reader);
    CHECK((*reader)->last_seq() == 1);
    CHECK(!(*reader)->last_checkpoint()->has_value());
    CHECK((*reader)->tiles()->empty());
  }
  for (int opened = 0; opened < 2; ++opened) {
    auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
    REQUIRE(store);
    CHECK((*store)->last_seq() == static_cast<std::uint64_t>(1 + opened));
    CHECK((*(*store)->raw("h1"))->bytes == "bytes");
    const auto ids = (*store)->recent_command_ids(10);
    REQUIRE(ids->size() == 1);
    CHECK(ids->front() == journal::Batch::CommandId{"c1", journal::sha256("b1"), 1, "{}", Instant{7}});
    grow(**store, 1);
    REQUIRE((*store)->save_checkpoint({2, Instant{1}, "note"}, 0, {}));
    CHECK((*store)->last_checkpoint()->has_value());
  }
}

// The steps from the version before are undone one by one on a store of today, so that each upgrade is
// walked.
TEST_CASE("stores_of_the_versions_in_between_are_brought_up_to_date") {
  const std::string to_4 =
      "DROP TABLE answered; CREATE TABLE command_id (n INTEGER PRIMARY KEY, id TEXT NOT NULL, "
      "body_sha256 TEXT NOT NULL, seq INTEGER NOT NULL, answer TEXT NOT NULL, at_us INTEGER NOT NULL, "
      "row_check BLOB) STRICT; WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < "
      "2500) "
      "INSERT INTO command_id SELECT n, 'c' || n, '" +
      journal::to_hex(journal::sha256("b")) + "', n / 1000, '{}', n, NULL FROM c;";
  const std::string to_3 = "CREATE INDEX entry_at ON entry (at_us);";
  const std::string to_2 = "DROP TABLE erased_raw; DROP TABLE erasure; DROP INDEX raw_received;";
  for (const int version : {4, 3, 2}) {
    CAPTURE(version);
    const TemporaryFolder folder;
    {
      auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
      REQUIRE(store);
      grow(**store, 3);
    }
    run_sql(folder.path, to_4 + (version < 4 ? to_3 : "") + (version < 3 ? to_2 : "") +
                             "PRAGMA user_version = " + std::to_string(version));
    {
      auto reader = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Read);  // as it is
      REQUIRE(reader);
      CHECK((*reader)->last_seq() == 3);
      CHECK(*(*reader)->raw_erased_by("h1") == std::nullopt);
    }
    auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
    REQUIRE(store);
    CHECK((*store)->last_seq() == 3);
    CHECK(*(*store)->raw_erased_by("h1") == std::nullopt);
    grow(**store, 1);
    CHECK((*store)->last_seq() == 4);
    const auto ids = (*store)->recent_command_ids(10'000);
    REQUIRE(ids->size() == 2'500);
    CHECK(ids->front() == journal::Batch::CommandId{"c1", journal::sha256("b"), 0, "{}", Instant{1}});
    CHECK(ids->back() == journal::Batch::CommandId{"c2500", journal::sha256("b"), 2, "{}", Instant{2'500}});
    run_sql(folder.path, "CREATE INDEX entry_at ON entry (at_us)");  // it was not there any more
    run_sql(folder.path, "SELECT by_seq FROM erased_raw; DROP INDEX raw_received");
  }
}

TEST_CASE("what_was_erased_before_an_upgrade_leaves_no_hash_of_what_was_typed") {
  const TemporaryFolder folder;
  run_sql(folder.path, version_1_tables + R"sql(
    INSERT INTO entry VALUES (1, 5, CAST('{"seq":1,"sealed_commitment":"aa"}' AS BLOB), zeroblob(32), NULL, NULL),
      (2, 5, CAST('{"seq":2,"sealed_commitment":"aa"}' AS BLOB), zeroblob(32), x'01', x'02'),
      (3, 5, CAST('{"seq":3,"sealed_commitment":""}' AS BLOB), zeroblob(32), NULL, NULL),
      (4, 5, CAST('{"seq":4}' AS BLOB), zeroblob(32), NULL, NULL);
    INSERT INTO command_id VALUES (1, 'c1', 'b', 1, '{}', 7), (2, 'c2', 'b', 2, '{}', 7), (3, 'c3', 'b', 3, '{}', 7),
      (4, 'c4', 'b', 4, '{}', 7), (5, 'c5', 'b', 9, '{}', 7);
    PRAGMA user_version = 1;)sql");
  auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
  REQUIRE(store);
  const auto ids = (*store)->recent_command_ids(10);
  REQUIRE(ids->size() == 5);
  for (const auto& id : *ids) CHECK((id.body_sha256 == journal::Hash{}) == (id.id == "c1"));
}

TEST_CASE("a_store_of_a_newer_version_is_refused_and_left_as_it_is") {
  const TemporaryFolder folder;
  run_sql(folder.path, "CREATE TABLE later (n INTEGER); PRAGMA user_version = 6;");
  for (const auto access : {adapters::StoreAccess::Write, adapters::StoreAccess::Read}) {
    const auto store = adapters::open_sqlite_store(folder.path, access);
    REQUIRE(!store);
    CHECK(store.error().code == ErrorCode::StoreCorrupt);
    CHECK(store.error().detail ==
          "a newer Voorzien wrote it (version 6, this one knows 5): start that one, or restore a backup of "
          "this one");
  }
  run_sql(folder.path, "SELECT n FROM later");
  CHECK(!std::filesystem::exists(folder.path + "/journal.db-wal"));
}
