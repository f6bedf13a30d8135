// What an audit names when any kind of byte of a store is changed behind the program's back.
#include "engine/audit.h"

#include <doctest/doctest.h>

#include "adapters/sqlite/archive.h"
#include "adapters/sqlite/store.h"
#include "engine/entry_core.h"
#include "journal/entry_hash.h"
#include "journal/hash.h"
#include "journal/key_change.h"
#include "journal/notary.h"
#include "raw_sql.h"
#include "temporary_folder.h"

using namespace voorzien;
using namespace voorzien::engine;

namespace {
constexpr std::uint64_t entry_count = 600;
constexpr std::uint64_t under_checkpoint = 560;

journal::SigningKey key(std::uint8_t first = 1) {
  journal::Ed25519Bytes seed{};
  seed[0] = first;
  return {"voorzien/audit", seed};
}

std::string command_id(std::uint64_t seq) { return "command-" + std::to_string(seq); }
std::string document(std::uint64_t seq) {
  return "document of entry " + std::to_string(seq) + std::string(seq % 2 == 0 ? 3'000 : 10, 'x');
}

// In turns a document, a document of a personal source, and a command.
void add(journal::Batch& batch, std::uint64_t seq) {
  EntryCore core;
  core.seq = seq;
  core.at = Instant{static_cast<std::int64_t>(seq) * 1'000'000};
  const std::string bytes = document(seq);
  const std::string sha256 = journal::to_hex(journal::sha256(bytes));
  const bool is_personal = seq % 3 == 1;
  if (seq % 3 == 2) {
    core.kind = "command";
    core.command = Commanded{command_id(seq), "caco", "R. Terpstra", "caco", {}, {}, {}, {}};
    batch.command_ids.push_back(
        {command_id(seq), journal::sha256("body"), seq, R"({"version":1,"id":"x"})", core.at});
  } else {
    core.kind = "received";
    core.received = Received{};
    core.received->source = SourceId{"knmi"};
    batch.raws.push_back({sha256, bytes, "knmi", core.at, is_personal});
  }
  Draft draft = to_draft(std::move(core), {sha256, bytes, is_personal}, "0123456789abcdef");
  batch.entries.push_back(to_entry(draft, {}));
}

void fill(const std::string& folder) {
  auto store = adapters::open_sqlite_store(folder, adapters::StoreAccess::Write);
  REQUIRE(store);
  std::optional<journal::Notary> notary;
  for (std::uint64_t seq = 1; seq <= entry_count; seq += 20) {
    journal::Batch batch;
    for (std::uint64_t n = seq; n < seq + 20; ++n) add(batch, n);
    REQUIRE((*store)->append(batch));
    if (!notary) notary = *journal::Notary::open(**store, key());
    if ((seq + 19) % 140 == 0) REQUIRE(notary->sign(seq + 19, Instant{static_cast<std::int64_t>(seq)}));
  }
  CHECK(notary->last()->size == under_checkpoint);
}

AuditReport audit_of(const std::string& folder,
                     const std::vector<journal::PublicKey>& keys = {key().public_key()}) {
  const auto archive = adapters::open_archive(folder);
  const auto beside = adapters::open_archive(folder);
  REQUIRE(archive);
  REQUIRE(beside);
  return audit(**archive, **beside, keys);
}

// A store per case is slow; a copy of one is not.
struct Stores {
  TemporaryFolder whole, changed;
  Stores() { fill(whole.path); }
  AuditReport after(const std::string& sql) {
    std::filesystem::remove_all(changed.path);
    std::filesystem::copy(whole.path, changed.path);
    run_sql(changed.path, sql);
    return audit_of(changed.path);
  }
};

// The SQL that flips the lowest bit of byte `at` (from 1) of a blob or text.
std::string flip(const std::string& table, const std::string& column, const std::string& where, int at = 3) {
  const std::string n = std::to_string(at);
  return "UPDATE " + table + " SET " + column + " = CAST(substr(CAST(" + column + " AS BLOB), 1, " + n +
         " - 1) || " + "CASE hex(substr(CAST(" + column + " AS BLOB), " + n +
         ", 1)) WHEN '78' THEN x'79' ELSE x'78' END || " + "substr(CAST(" + column + " AS BLOB), " + n +
         " + 1) AS " +
         (column == "note" || column == "sha256" || column == "source" || column == "state_sha256" ? "TEXT"
                                                                                                   : "BLOB") +
         ") WHERE " + where;
}

bool names(const AuditReport& report, const std::string& where, bool is_derived) {
  for (const AuditFault& one : report.faults)
    if (one.where.starts_with(where) && one.is_derived == is_derived) return true;
  for (const AuditFault& one : report.faults)
    MESSAGE(one.where, ": ", one.what, one.is_derived ? " (derived)" : "");
  return false;
}
}  // namespace

TEST_CASE("a_whole_store_is_clean") {
  const TemporaryFolder folder;
  fill(folder.path);
  const AuditReport report = audit_of(folder.path);
  for (const AuditFault& one : report.faults) MESSAGE(one.where, ": ", one.what);
  CHECK(report.is_clean());
  CHECK(report.first_bad() == nullptr);
  CHECK(report.entries == entry_count);
  CHECK(report.checkpoints == 4);
  CHECK(report.under_checkpoint == under_checkpoint);
  CHECK(report.raws == 400);
  CHECK(report.commands == 200);
  CHECK(report.sealed_erased == 0);
  CHECK(report.raws_gone == 0);
}

TEST_CASE("a_flipped_byte_of_an_entry_is_named_by_its_entry") {
  Stores stores;
  for (const auto& [seq, at] :
       std::vector<std::pair<int, int>>{{1, 9}, {7, 60}, {560, 40}, {561, 50}, {600, 3}}) {
    const std::string name = "entry " + std::to_string(seq);
    const AuditReport report = stores.after(flip("entry", "core", "seq = " + std::to_string(seq), at));
    CHECK(names(report, name, false));
    REQUIRE(report.first_bad() != nullptr);
    CHECK(report.first_bad()->where == name);
  }
  const AuditReport sealed = stores.after(flip("entry", "sealed", "seq = 4"));
  CHECK(sealed.first_bad()->where == "entry 4");
  const AuditReport salt = stores.after(flip("entry", "salt", "seq = 400"));
  CHECK(salt.first_bad()->where == "entry 400");
}

TEST_CASE("entries_that_are_gone_moved_or_added_are_named") {
  Stores stores;
  CHECK(stores.after("DELETE FROM entry WHERE seq = 300").first_bad()->where == "entry 300");
  CHECK(names(stores.after("DELETE FROM entry WHERE seq > 500"), "checkpoint of 560 entries", false));
  CHECK(stores.after("UPDATE entry SET seq = 601 WHERE seq = 600").first_bad()->where == "entry 600");
  CHECK(names(stores.after(
                  "INSERT INTO entry SELECT 601, at_us, core, leaf, sealed, salt FROM entry WHERE seq = 599"),
              "entry 601", false));
}

TEST_CASE("a_forger_who_makes_the_leaf_fit_is_caught_by_the_checkpoint") {
  Stores stores;
  auto forged = adapters::open_sqlite_store(stores.whole.path, adapters::StoreAccess::Read);
  std::string core;
  REQUIRE((*forged)->read(300, 300, [&](const journal::Entry& entry) { return core = entry.core, true; }));
  core.replace(core.find("received"), 8, "receivee");
  std::string hex;
  for (const char one : core) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(one));
    hex += digits;
  }
  const AuditReport report = stores.after("UPDATE entry SET core = x'" + hex + "', leaf = x'" +
                                          journal::to_hex(journal::leaf_hash(core)) + "' WHERE seq = 300");
  REQUIRE(report.first_bad() != nullptr);
  CHECK(report.first_bad()->where == "checkpoint of 420 entries");
  CHECK(report.first_bad()->what == "entries 281 to 420 do not lead to its root: at least one was changed");
}

TEST_CASE("a_flipped_byte_of_raw_bytes_is_named_by_the_entry_that_names_them") {
  Stores stores;
  const std::string third = "sha256 = '" + journal::to_hex(journal::sha256(document(3))) + "'";
  const std::string deflated = "sha256 = '" + journal::to_hex(journal::sha256(document(6))) + "'";
  const std::string personal = "sha256 = '" + journal::to_hex(journal::sha256(document(7))) + "'";
  CHECK(stores.after(flip("raw", "bytes", third)).first_bad()->where == "entry 3");
  CHECK(stores.after(flip("raw", "bytes", deflated, 8)).first_bad()->where == "entry 6");
  CHECK(stores.after(flip("raw", "bytes", personal)).first_bad()->where == "entry 7");
  CHECK(stores.after(flip("raw", "sha256", third)).first_bad()->where == "entry 3");
  CHECK(stores.after(flip("raw", "source", third)).first_bad()->where == "entry 3");
  CHECK(stores.after("UPDATE raw SET received_us = received_us + 1 WHERE " + third).first_bad()->where ==
        "entry 3");
  CHECK(stores.after("UPDATE raw SET personal = 1 - personal WHERE " + third).first_bad()->where ==
        "entry 3");
  CHECK(
      stores.after("UPDATE raw SET deflated_from = deflated_from + 1 WHERE " + deflated).first_bad()->where ==
      "entry 6");
  const AuditReport gone = stores.after("DELETE FROM raw WHERE " + third);
  CHECK(gone.raws_gone == 1);
  CHECK(gone.is_clean());  // retention takes raw bytes away; the hash stays in the entry
}

// The answered commands of entries 2, 5, 8, 11, 14, 17 and 20 stand in the first row.
TEST_CASE("a_changed_command_id_is_named_by_its_entry") {
  Stores stores;
  const std::string first = "n = 1";
  const int record =
      64 + static_cast<int>(command_id(2).size() + std::string(R"({"version":1,"id":"x"})").size());
  for (const int at : {1, 17, 25, 33, 64, 80}) {  // check, seq, time, body, its end, answer
    CAPTURE(at);
    CHECK(names(stores.after(flip("answered", "commands", first, record + at)), "command id row of entry ",
                false));
  }
  CHECK(stores.after(flip("answered", "commands", first, record + 40)).first_bad()->where ==
        "command id row of entry 5");
  const AuditReport of_id = stores.after(flip("answered", "commands", first, record + 66));
  CHECK(of_id.first_bad()->where == "command id row of entry 5");
  CHECK(names(of_id, "entry 5", false));
  // A damaged size: what follows cannot be read, and each of its entries is named.
  const AuditReport of_size = stores.after(flip("answered", "commands", first, record + 7));
  CHECK(of_size.first_bad()->where == "command id row after entry 2");
  CHECK(of_size.fault_count == 1 + 6);
  CHECK(names(of_size, "entry 5", false));
  CHECK(names(of_size, "entry 20", false));
  CHECK(stores.after("UPDATE answered SET seq = 6 WHERE " + first).first_bad()->where ==
        "command id row of entry 20");
  CHECK(names(stores.after("DELETE FROM answered WHERE " + first), "entry 5", false));
  CHECK(names(stores.after("UPDATE answered SET commands = x'' WHERE " + first), "entry 5", false));
}

TEST_CASE("a_changed_checkpoint_or_another_key_is_named") {
  Stores stores;
  CHECK(names(stores.after(flip("checkpoint", "note", "n = 2", 2)), "checkpoint of 280 entries", false));
  CHECK(names(stores.after(flip("checkpoint", "note", "n = 2", 40)), "checkpoint of 280 entries", false));
  CHECK(names(stores.after("UPDATE checkpoint SET size = 281 WHERE n = 2"), "checkpoint of 281 entries",
              false));
  const AuditReport other = audit_of(stores.whole.path, {key(2).public_key()});
  CHECK(other.fault_count == 4);
  CHECK(other.first_bad()->what == "no known key has signed it");
}

TEST_CASE("derived_parts_are_named_as_such") {
  Stores stores;
  for (const auto& [sql, name] : std::vector<std::pair<std::string, std::string>>{
           {flip("entry", "leaf", "seq = 12"), "entry 12"},
           {"UPDATE entry SET at_us = at_us + 1 WHERE seq = 13", "entry 13"},
           {flip("tile", "root", "n = 1"), "tile 1"}}) {
    const AuditReport report = stores.after(sql);
    CHECK(names(report, name, true));
    CHECK(report.fault_count == 1);
    CHECK(report.first_bad() == nullptr);
  }
  // Beyond the last checkpoint nothing says which of the two is right.
  CHECK(names(stores.after(flip("entry", "leaf", "seq = 590")), "entry 590", false));
}

TEST_CASE("what_was_erased_is_counted_and_leaves_the_store_clean") {
  Stores stores;
  const AuditReport report = stores.after("UPDATE entry SET sealed = NULL, salt = NULL WHERE seq = 4");
  CHECK(report.is_clean());
  CHECK(report.sealed_erased == 1);
}

TEST_CASE("a_key_that_was_handed_over_to_is_trusted_and_one_that_took_over_alone_is_not") {
  for (const bool is_loss : {false, true}) {
    const TemporaryFolder folder;
    fill(folder.path);
    {
      auto store = adapters::open_sqlite_store(folder.path, adapters::StoreAccess::Write);
      const journal::SigningKey old_key = key();
      const journal::SigningKey new_key = key(2);
      const journal::KeyChange change{"voorzien/audit", entry_count, old_key.public_key(),
                                      new_key.public_key()};
      REQUIRE((*store)->save_key_change(
          Instant{1}, journal::sign_key_change(change, new_key, is_loss ? nullptr : &old_key)));
      REQUIRE(journal::Notary::open(**store, new_key)->sign(entry_count, Instant{2}));
    }
    CHECK(audit_of(folder.path).is_clean() == !is_loss);
    CHECK(audit_of(folder.path, {key().public_key(), key(2).public_key()}).is_clean());
    CHECK(names(audit_of(folder.path, {key(2).public_key()}), "checkpoint of 140 entries", false));
  }
}

TEST_CASE("a_page_of_the_file_that_is_damaged_is_named") {
  const TemporaryFolder folder;
  fill(folder.path);
  run_sql(folder.path, "PRAGMA wal_checkpoint(TRUNCATE)");
  const std::string path = folder.path + "/journal.db";
  std::FILE* file = std::fopen(path.c_str(), "r+b");
  REQUIRE(file != nullptr);
  std::fseek(file, 16'384, SEEK_SET);  // the head of page 2
  std::fputc(0x7F, file);
  std::fclose(file);
  const AuditReport report = audit_of(folder.path);
  CHECK(!report.is_clean());
}
