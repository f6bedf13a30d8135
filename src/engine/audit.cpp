#include "engine/audit.h"

#include <algorithm>
#include <cstring>
#include <future>
#include <unordered_map>

#include "engine/audit_beside.h"
#include "engine/entry_facts.h"
#include "engine/limits.h"
#include "journal/checkpoint.h"
#include "journal/entry_hash.h"
#include "journal/hash.h"
#include "journal/key_change.h"
#include "journal/tree.h"

namespace voorzien::engine {
namespace {
using journal::Hash;

std::string entry_name(std::uint64_t seq) { return "entry " + std::to_string(seq); }
std::string checkpoint_name(std::uint64_t size) {
  return "checkpoint of " + std::to_string(size) + " entries";
}

Hash hash_of(std::string_view bytes) {
  Hash out{};
  if (bytes.size() == out.size()) std::memcpy(out.data(), bytes.data(), out.size());
  return out;
}

// A checkpoint whose signature fits.
struct Head {
  std::uint64_t size = 0;
  Hash root{};
};

class Auditor {
 public:
  Auditor(journal::Archive& archive, journal::Archive& beside) : archive_(archive), beside_(beside) {}

  AuditReport run(const std::vector<journal::PublicKey>& keys) {
    std::future<Beside> scanned = std::async(std::launch::async, [this] { return scan_beside(); });
    note_failure("checkpoints", check_signatures(keys));
    const Done read = archive_.each_entry([this](const journal::EntryRow& row) { take(row); });
    if (!read) fault(entry_name(next_seq_), "it cannot be read: " + read.error().detail);
    finish_entries();
    const Beside found = scanned.get();
    if (found.raws)
      take(*found.raws);
    else
      fault("raw bytes", "cannot be read: " + found.raws.error().to_text());
    note_failure("command ids", archive_.each_command([this](const journal::CommandRow& row) { take(row); }));
    finish_references();
    note_failure("tiles", check_tiles());
    if (found.structure)
      for (const std::string& one : *found.structure) derived("structure of the file", one);
    else
      fault("structure of the file", "cannot be read: " + found.structure.error().to_text());
    return std::move(report_);
  }

 private:
  struct Beside {
    Result<ScannedRaws> raws;
    Result<std::vector<std::string>> structure;
  };
  Beside scan_beside() {
    Result<ScannedRaws> raws = scan_raws(beside_);
    return {std::move(raws), beside_.structure()};
  }

  void fault(std::string where, std::string what, bool is_derived = false) {
    if (report_.fault_count++ < limits::audit_faults_max)
      report_.faults.push_back({std::move(where), std::move(what), is_derived});
  }
  void derived(std::string where, std::string what) { fault(std::move(where), std::move(what), true); }
  void note_failure(const char* what, const Done& done) {
    if (!done) fault(what, "cannot be read: " + done.error().to_text());
  }

  // ---- checkpoints

  Done check_signatures(const std::vector<journal::PublicKey>& keys) {
    ASSIGN_OR_RETURN(const std::vector<std::string> changes, archive_.key_changes());
    const std::vector<journal::PublicKey> trusted = journal::with_successors(keys, changes);
    ASSIGN_OR_RETURN(const std::vector<journal::SignedCheckpoint> all, archive_.checkpoints());
    std::string origin;
    for (const journal::SignedCheckpoint& one : all) {
      const Result<journal::Checkpoint> read = signed_checkpoint(one, trusted, origin);
      if (!read) {
        fault(checkpoint_name(one.size), read.error().detail);
        continue;
      }
      origin = read->origin;
      if (!heads_.empty() && read->size < heads_.back().size)
        fault(checkpoint_name(one.size), "it comes after one of more entries");
      else
        heads_.push_back({read->size, read->root});
    }
    report_.checkpoints = all.size();
    return Nothing{};
  }

  static Result<journal::Checkpoint> signed_checkpoint(const journal::SignedCheckpoint& stored,
                                                       const std::vector<journal::PublicKey>& trusted,
                                                       const std::string& origin) {
    const auto bad = [](std::string why) { return Error{ErrorCode::StoreCorrupt, "", std::move(why)}; };
    const Result<journal::Note> note = journal::parse_note(stored.note);
    if (!note) return bad("it is not a signed note: " + note.error().to_text());
    const Result<journal::Checkpoint> read = journal::parse_checkpoint(note->text);
    if (!read) return bad("it is not a checkpoint: " + read.error().to_text());
    if (read->size != stored.size) return bad("its column size is not the signed one");
    if (!origin.empty() && read->origin != origin) return bad("it is of another journal: " + read->origin);
    const bool is_signed =
        std::ranges::any_of(trusted, [&](const journal::PublicKey& key) { return key.has_signed(*note); });
    if (!is_signed) return bad("no known key has signed it");
    return read;
  }

  // All leaves up to this checkpoint have been seen.
  void compare(const Head& head) {
    if (roots_differ_) return;  // said once: every later root differs too
    const bool fits_cores = tree_.root() == head.root;
    if (!fits_cores && (!stored_ || stored_->root() != head.root)) {
      roots_differ_ = true;
      const std::uint64_t from = report_.under_checkpoint + 1;
      blame(false);
      fault(checkpoint_name(head.size), "entries " + std::to_string(from) + " to " +
                                            std::to_string(head.size) +
                                            " do not lead to its root: at least one was changed");
      return;
    }
    blame(fits_cores);
    if (!fits_cores) tree_ = *stored_;  // the signed one goes on
    stored_.reset();
    report_.under_checkpoint = head.size;
  }

  // Entries whose core does not fit their leaf column: the signed root, when there is one, says which is
  // right.
  void blame(bool leaf_column) {
    for (const std::uint64_t seq : differing_) {
      if (leaf_column)
        derived(entry_name(seq), "its leaf column does not fit its core, which the next checkpoint confirms");
      else
        fault(entry_name(seq), "its bytes do not fit its leaf hash");
    }
    differing_.clear();
  }

  // ---- entries

  void take(const journal::EntryRow& row) {
    for (; next_seq_ < row.seq && report_.fault_count < limits::audit_faults_max; ++next_seq_)
      fault(entry_name(next_seq_), "it is not there");
    next_seq_ = row.seq + 1;
    ++report_.entries;
    report_.core_bytes += row.core.size();
    check_leaf(row);
    check_core(row);
    for (; next_head_ < heads_.size() && heads_[next_head_].size <= row.seq; ++next_head_)
      if (heads_[next_head_].size == tree_.size()) compare(heads_[next_head_]);
  }

  void check_leaf(const journal::EntryRow& row) {
    const Hash computed = journal::leaf_hash(row.core);
    const Hash kept = hash_of(row.leaf);
    if (computed != kept) {
      differing_.push_back(row.seq);
      if (!stored_) stored_ = tree_;
    }
    if (stored_) stored_->add(kept);
    tree_.add(computed);
  }

  void check_core(const journal::EntryRow& row) {
    const Result<EntryFacts> facts = facts_of_core(row.core);
    if (!facts) return fault(entry_name(row.seq), "its core does not parse: " + facts.error().to_text());
    if (facts->seq != row.seq)
      fault(entry_name(row.seq), "its core says it is entry " + std::to_string(facts->seq));
    if (facts->at != row.at) derived(entry_name(row.seq), "its column at_us is not the time in its core");
    if (!facts->command_id.empty()) {
      const auto [done, is_first] = commands_.try_emplace(facts->command_id, row.seq);
      if (!is_first)
        fault(entry_name(row.seq), "its command was already done by entry " + std::to_string(done->second));
    }
    if (!facts->raw_sha256.empty()) raws_.try_emplace(facts->raw_sha256, row.seq);
    check_sealed(row, facts->sealed_commitment);
  }

  void check_sealed(const journal::EntryRow& row, const std::string& commitment) {
    if (row.sealed.empty()) {
      report_.sealed_erased += commitment.empty() ? 0 : 1;
      return;
    }
    if (journal::commitment_of(row.salt, row.sealed) != commitment)
      return fault(entry_name(row.seq), "its sealed part or its salt does not fit its commitment");
    const Result<std::string> raw = raw_of_sealed(row.sealed);
    if (raw && !raw->empty()) raws_.try_emplace(*raw, row.seq);
  }

  void finish_entries() {
    blame(false);  // no checkpoint after them to say which is right
    report_.root = tree_.root();
    for (; next_head_ < heads_.size(); ++next_head_)
      fault(checkpoint_name(heads_[next_head_].size),
            "the journal holds only " + std::to_string(report_.entries) + " entries");
  }

  // ---- beside the entries

  void take(const ScannedRaws& scanned) {
    report_.raws = scanned.good.size() + scanned.bad.size();
    report_.raw_bytes = scanned.bytes;
    for (const std::string& sha256 : scanned.good)
      if (const auto named = raws_.find(sha256); named != raws_.end()) named->second = 0;  // seen
    for (const ScannedRaws::Bad& one : scanned.bad) {
      auto named = raws_.find(one.sha256);
      if (named == raws_.end()) named = raws_.find(one.computed);
      const bool is_named = named != raws_.end();
      fault(is_named ? entry_name(named->second)
                     : "raw bytes " + one.sha256 + " of " + one.source + ", which no entry names",
            one.computed != one.sha256
                ? "its raw bytes " + one.sha256 + " do not fit their hash"
                : "the row of its raw bytes (source, receipt time, personal) does not fit its check");
      if (is_named) named->second = 0;
    }
  }

  void take(const journal::CommandRow& row) {
    ++report_.commands;
    const std::string where = "command id row of entry " + std::to_string(row.seq);
    if (!row.is_whole) fault(where, "does not fit its check");
    const auto done = commands_.find(std::string(row.id));
    if (done == commands_.end()) return;  // it changed nothing and has no entry
    if (row.is_whole && done->second != row.seq && done->second != 0)
      fault(where, "its command was done by entry " + std::to_string(done->second));
    done->second = 0;  // seen
  }

  void finish_references() {
    std::vector<std::uint64_t> unanswered;
    for (const auto& [id, seq] : commands_)
      if (seq != 0) unanswered.push_back(seq);
    std::ranges::sort(unanswered);
    for (const std::uint64_t seq : unanswered)
      fault(entry_name(seq), "its command id is not among the answered ones");
    for (const auto& [sha256, seq] : raws_) report_.raws_gone += seq != 0 ? 1 : 0;
  }

  Done check_tiles() {
    ASSIGN_OR_RETURN(const std::vector<Hash> kept, archive_.tiles());
    const std::span<const Hash> computed = tree_.tiles();
    for (std::size_t n = 0; n < kept.size(); ++n)
      if (n >= computed.size() || kept[n] != computed[n])
        derived("tile " + std::to_string(n), "it is not the root of entries " +
                                                 std::to_string(n * journal::Tree::tile_leaves + 1) + " to " +
                                                 std::to_string((n + 1) * journal::Tree::tile_leaves));
    return Nothing{};
  }

  journal::Archive& archive_;
  journal::Archive& beside_;  // for the other thread
  AuditReport report_;
  std::vector<Head> heads_;
  std::size_t next_head_ = 0;
  std::uint64_t next_seq_ = 1;
  journal::Tree tree_;                   // over the cores
  std::optional<journal::Tree> stored_;  // over the leaf column, from where it first differs
  std::vector<std::uint64_t> differing_;
  bool roots_differ_ = false;
  std::unordered_map<std::string, std::uint64_t> commands_;  // id -> entry, 0 once its row was seen
  std::unordered_map<std::string, std::uint64_t> raws_;      // hash -> first entry that names it, 0 once seen
};
}  // namespace

const AuditFault* AuditReport::first_bad() const {
  const auto found = std::ranges::find(faults, false, &AuditFault::is_derived);
  return found == faults.end() ? nullptr : &*found;
}

AuditReport audit(journal::Archive& archive, journal::Archive& beside,
                  const std::vector<journal::PublicKey>& keys) {
  return Auditor(archive, beside).run(keys);
}
}  // namespace voorzien::engine
