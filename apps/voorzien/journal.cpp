// `journal verify|export|prove|checkpoint|rotate-key`: the journal before an outsider. All but the last read
// only, also beside a running server.
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "adapters/sqlite/archive.h"
#include "adapters/sqlite/store.h"
#include "adapters/system/clock.h"
#include "base/base64.h"
#include "codec/json.h"
#include "commands.h"
#include "engine/audit.h"
#include "journal/hash.h"
#include "journal/notary.h"
#include "server/proofs/journal_keys.h"

namespace voorzien::app {
namespace {
Result<std::unique_ptr<journal::Archive>> archive_of(const std::string& data_dir) {
  if (!std::filesystem::exists(data_dir + "/journal.db"))
    return Error{ErrorCode::NotFound, data_dir + "/journal.db", "there is no journal; see --data"};
  return adapters::open_archive(data_dir);
}

Result<std::unique_ptr<adapters::SqliteJournal>> reader_of(const std::string& data_dir) {
  if (!std::filesystem::exists(data_dir + "/journal.db"))
    return Error{ErrorCode::NotFound, data_dir + "/journal.db", "there is no journal; see --data"};
  return adapters::open_sqlite_store(data_dir, adapters::StoreAccess::Read);
}

// Without --key the list beside the signing key; without that none, which is enough for a journal without
// checkpoints.
Result<std::vector<journal::PublicKey>> keys_of(const JournalOptions& options) {
  if (!options.key_file.empty()) return server::load_key_list(options.key_file);
  const std::string path = server::key_list_path(options.data_dir);
  if (std::filesystem::exists(path)) return server::load_key_list(path);
  std::fprintf(stderr, "voorzien: no %s; give the public keys with --key\n", path.c_str());
  return std::vector<journal::PublicKey>{};
}

const char* rebuilt(const engine::AuditFault& fault) {
  return fault.is_derived ? " (derived: the entries are whole, it can be made again)" : "";
}

void print_report(const engine::AuditReport& report, double seconds) {
  std::printf("entries      %llu\n", static_cast<unsigned long long>(report.entries));
  std::printf("root         %s\n", journal::to_hex(report.root).c_str());
  std::printf("checkpoints  %llu, the newest good one holds %llu entries\n",
              static_cast<unsigned long long>(report.checkpoints),
              static_cast<unsigned long long>(report.under_checkpoint));
  std::printf("raw bytes    %llu documents, %.1f MB; %llu no longer kept\n",
              static_cast<unsigned long long>(report.raws), static_cast<double>(report.raw_bytes) / 1e6,
              static_cast<unsigned long long>(report.raws_gone));
  std::printf("commands     %llu answered; personal parts erased: %llu\n",
              static_cast<unsigned long long>(report.commands),
              static_cast<unsigned long long>(report.sealed_erased));
  std::printf("speed        %.0f entries/s (%.1f MB of entries, all in %.3f s)\n",
              static_cast<double>(report.entries) / seconds, static_cast<double>(report.core_bytes) / 1e6,
              seconds);
  for (const engine::AuditFault& one : report.faults)
    std::printf("%s: %s%s\n", one.where.c_str(), one.what.c_str(), rebuilt(one));
  if (report.fault_count > report.faults.size())
    std::printf("and %llu more\n",
                static_cast<unsigned long long>(report.fault_count - report.faults.size()));
  const engine::AuditFault* bad = report.first_bad();
  if (report.is_clean())
    std::printf("clean\n");
  else if (bad == nullptr)
    std::printf("the entries are whole; derived parts are not\n");
  else
    std::printf("not clean; first: %s\n", bad->where.c_str());
}

void print_json(const engine::AuditReport& report, double seconds) {
  std::string faults;
  for (const engine::AuditFault& one : report.faults) {
    faults += faults.empty() ? "{\"where\":" : ",{\"where\":";
    codec::append_string(one.where, faults);
    faults += ",\"what\":";
    codec::append_string(one.what, faults);
    faults += one.is_derived ? ",\"derived\":true}" : ",\"derived\":false}";
  }
  std::printf(
      "{\"entries\":%llu,\"root\":\"%s\",\"checkpoints\":%llu,\"under_checkpoint\":%llu,\"raws\":%llu,"
      "\"raws_gone\":%llu,\"commands\":%llu,\"sealed_erased\":%llu,\"seconds\":%.6f,"
      "\"entries_per_s\":%.0f,\"faults\":%llu,\"named\":[%s]}\n",
      static_cast<unsigned long long>(report.entries), journal::to_hex(report.root).c_str(),
      static_cast<unsigned long long>(report.checkpoints),
      static_cast<unsigned long long>(report.under_checkpoint), static_cast<unsigned long long>(report.raws),
      static_cast<unsigned long long>(report.raws_gone), static_cast<unsigned long long>(report.commands),
      static_cast<unsigned long long>(report.sealed_erased), seconds,
      static_cast<double>(report.entries) / seconds, static_cast<unsigned long long>(report.fault_count),
      faults.c_str());
}

void print_entry(const journal::EntryRow& row) {
  std::string line = "{\"seq\":" + std::to_string(row.seq) + ",\"leaf_hash\":\"" +
                     journal::to_hex(journal::leaf_hash(row.core)) + "\",\"core\":";
  codec::append_string(row.core, line);
  line += "}\n";
  std::fwrite(line.data(), 1, line.size(), stdout);
}

void print_note(const char* name, const std::string& note) {
  std::string line = std::string("{\"") + name + "\":";
  codec::append_string(note, line);
  line += "}\n";
  std::fwrite(line.data(), 1, line.size(), stdout);
}

// Checkpoints after the entries: a reader has every leaf when it meets a root.
Done export_all(const std::string& data_dir) {
  ASSIGN_OR_RETURN(const auto archive, archive_of(data_dir));
  RETURN_IF_ERROR(archive->each_entry(print_entry));
  ASSIGN_OR_RETURN(const auto changes, archive->key_changes());
  for (const std::string& one : changes) print_note("key_change", one);
  ASSIGN_OR_RETURN(const auto checkpoints, archive->checkpoints());
  for (const journal::SignedCheckpoint& one : checkpoints) print_note("checkpoint", one.note);
  return Nothing{};
}

// The core travels in the proof's extra line, so that the file is all that an outsider needs besides the key.
Done prove(const std::string& data_dir, std::uint64_t seq) {
  ASSIGN_OR_RETURN(const auto store, reader_of(data_dir));
  ASSIGN_OR_RETURN(const journal::InclusionProof proof, journal::prove_from_leaves(*store, seq));
  std::string core;
  RETURN_IF_ERROR(store->read(seq, seq, [&](const journal::Entry& entry) {
    core = entry.core;
    return true;
  }));
  std::printf("%s", journal::to_text(proof, core).c_str());
  return Nothing{};
}

// Signs what was added since the last one when no server does; beside a server, the newest that it signed.
Done checkpoint(const std::string& data_dir) {
  ASSIGN_OR_RETURN(auto store, reader_of(data_dir));
  if (auto writer = adapters::open_sqlite_store(data_dir, adapters::StoreAccess::Write)) {
    store = std::move(*writer);
    ASSIGN_OR_RETURN(
        const server::OpenedKey opened,
        server::open_signing_key(data_dir, *store, adapters::random_bytes, adapters::machine_now()));
    ASSIGN_OR_RETURN(journal::Notary notary, journal::Notary::open(*store, opened.key));
    RETURN_IF_ERROR(notary.sign(store->last_seq(), adapters::machine_now()));
  } else if (writer.error().code != ErrorCode::StoreLocked) {
    return writer.error();
  }
  ASSIGN_OR_RETURN(const auto last, store->last_checkpoint());
  if (!last) {
    return Error{ErrorCode::NotFound, data_dir,
                 "nothing is signed: the journal is empty, or its server has yet to sign its first entries"};
  }
  std::printf("%s", last->note.c_str());
  return Nothing{};
}

Done rotate_key(const std::string& data_dir) {
  ASSIGN_OR_RETURN(const auto before, reader_of(data_dir));  // a rotation does not make a journal
  ASSIGN_OR_RETURN(const auto store, adapters::open_sqlite_store(data_dir, adapters::StoreAccess::Write));
  ASSIGN_OR_RETURN(
      const journal::PublicKey key,
      server::rotate_signing_key(data_dir, *store, *store, adapters::random_bytes, adapters::machine_now()));
  std::printf("%s\n", key.verifier().c_str());
  return Nothing{};
}

int code_of(const Done& done) { return done ? 0 : fail(done.error()); }
}  // namespace

int journal_verify(const JournalOptions& options) {
  const auto keys = keys_of(options);
  if (!keys) return fail(keys.error());
  const auto archive = archive_of(options.data_dir);
  if (!archive) return fail(archive.error());
  const auto beside = archive_of(options.data_dir);
  if (!beside) return fail(beside.error());
  const auto started = std::chrono::steady_clock::now();
  const engine::AuditReport report = engine::audit(**archive, **beside, *keys);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  options.json ? print_json(report, took.count()) : print_report(report, took.count());
  return report.is_clean() ? 0 : 1;
}

int journal_export(const JournalOptions& options) { return code_of(export_all(options.data_dir)); }
int journal_prove(const JournalOptions& options) { return code_of(prove(options.data_dir, options.seq)); }
int journal_checkpoint(const JournalOptions& options) { return code_of(checkpoint(options.data_dir)); }
int journal_rotate_key(const JournalOptions& options) { return code_of(rotate_key(options.data_dir)); }
}  // namespace voorzien::app
