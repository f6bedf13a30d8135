#include "engine/audit.h"

#include <algorithm>
#include <deque>
#include <future>
#include <unordered_map>

#include "engine/audit_beside.h"
#include "engine/audit_examine.h"
#include "engine/limits.h"
#include "journal/checkpoint.h"
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
    const Done read = archive_.each_entry([this](const journal::EntryRow& row) { read_on(row); });
    while (!examining_.empty() || !block_.is_empty()) judge_oldest();
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

  void read_on(const journal::EntryRow& row) {
    block_.add(row);
    if (!block_.is_full()) return;
    hand_over();
    if (examining_.size() > limits::audit_blocks_ahead) judge_oldest();
  }

  void hand_over() {
    examining_.push_back(
        std::async(std::launch::async, [block = std::exchange(block_, {})] { return block.examine(); }));
  }

  void judge_oldest() {
    if (examining_.empty()) hand_over();
    const std::vector<Examined> examined = examining_.front().get();
    examining_.pop_front();
    for (const Examined& one : examined) take(one);
  }

  void take(const Examined& one) {
    for (; next_seq_ < one.seq && report_.fault_count < limits::audit_faults_max; ++next_seq_)
      fault(entry_name(next_seq_), "it is not there");
    next_seq_ = one.seq + 1;
    ++report_.entries;
    report_.core_bytes += one.core_bytes;
    check_leaf(one);
    check_core(one);
    for (; next_head_ < heads_.size() && heads_[next_head_].size <= one.seq; ++next_head_)
      if (heads_[next_head_].size == tree_.size()) compare(heads_[next_head_]);
  }

  void check_leaf(const Examined& one) {
    if (one.computed != one.kept) {
      differing_.push_back(one.seq);
      if (!stored_) stored_ = tree_;
    }
    if (stored_) stored_->add(one.kept);
    tree_.add(one.computed);
  }

  void check_core(const Examined& one) {
    if (!one.facts)
      return fault(entry_name(one.seq), "its core does not parse: " + one.facts.error().to_text());
    const EntryFacts& facts = *one.facts;
    if (facts.seq != one.seq)
      fault(entry_name(one.seq), "its core says it is entry " + std::to_string(facts.seq));
    if (facts.at != one.at) derived(entry_name(one.seq), "its column at_us is not the time in its core");
    if (!facts.command_id.empty()) {
      const auto [done, is_first] = commands_.try_emplace(facts.command_id, one.seq);
      if (!is_first)
        fault(entry_name(one.seq), "its command was already done by entry " + std::to_string(done->second));
    }
    name_raw(one.seq, facts.raw_sha256);
    if (!one.has_sealed)
      report_.sealed_erased += facts.sealed_commitment.empty() ? 0 : 1;
    else if (!one.sealed_fits)
      fault(entry_name(one.seq), "its sealed part or its salt does not fit its commitment");
    else
      name_raw(one.seq, one.sealed_raw);
  }

  void name_raw(std::uint64_t seq, const std::string& sha256) {
    if (sha256.empty()) return;
    if (const auto hash = journal::from_hex(sha256)) return raws_.add(*hash, seq);
    fault(entry_name(seq), "what it calls the hash of its raw bytes is none: " + sha256);
  }

  void finish_entries() {
    raws_.finish();
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
    for (const Hash& sha256 : scanned.good) (void)raws_.see(sha256);
    for (const ScannedRaws::Bad& one : scanned.bad) {
      const auto seen = [&](const std::string& hex) {
        const auto hash = journal::from_hex(hex);
        return hash ? raws_.see(*hash) : 0;
      };
      std::uint64_t seq = seen(one.sha256);
      if (seq == 0) seq = seen(one.computed);
      fault(seq != 0 ? entry_name(seq)
                     : "raw bytes " + one.sha256 + " of " + one.source + ", which no entry names",
            one.computed != one.sha256
                ? "its raw bytes " + one.sha256 + " do not fit their hash"
                : "the row of its raw bytes (source, receipt time, personal) does not fit its check");
    }
  }

  void take(const journal::CommandRow& row) {
    ++report_.commands;
    const std::string where = (row.id.empty() ? "command id row after entry " : "command id row of entry ") +
                              std::to_string(row.seq);
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
    report_.raws_gone = raws_.unseen();
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
  NamedRaws raws_;
  EntryBlock block_;                                          // being read
  std::deque<std::future<std::vector<Examined>>> examining_;  // oldest first
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
