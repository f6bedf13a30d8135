// DiskStore: the Store and ProofStore ports on a FakeDisk: a journal that can be torn, filled and flipped.
//
// One log file of records, each with its size and a check; a batch is one record, so that a torn one is as if
// it had never been. Opening reads the log: a last record that is not whole was never durable and is cut off.
// A record in the middle whose check does not fit was durable and has been damaged: it stays as it is, for
// the engine and the auditor to name; nothing is guessed. Each snapshot is a file.
//
//   record = size u64 | check u64 | kind u8 | content        (numbers little-endian)
//   text   = size u64 | bytes
//   batch  = n u64, n x (seq u64, at u64, leaf 32 bytes, core text, sealed text, salt text),
//            n u64, n x (sha256 text, source text, received u64, personal u64, bytes text),
//            n u64, n x (id text, body text, seq u64, at u64, answer text)
//   checkpoint = size u64, at u64, note text, tiles before u64, n u64, n x hash;  key change = at u64, note
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "adapters/memory/fake_disk.h"
#include "journal/archive.h"
#include "journal/proof_store.h"
#include "journal/store.h"

namespace voorzien::adapters {

class DiskStore final : public journal::Store, public journal::ProofStore, public journal::Archive {
 public:
  [[nodiscard]] static Result<std::unique_ptr<DiskStore>> open(FakeDisk& disk);

  Done append(const journal::Batch& batch) override;
  std::uint64_t last_seq() override { return entries_.size(); }
  Done read(std::uint64_t from, std::uint64_t to, const std::function<bool(journal::Entry&)>& each) override;
  Result<std::optional<journal::Raw>> raw(std::string_view sha256) override;
  Result<std::vector<journal::Batch::CommandId>> recent_command_ids(std::size_t limit) override;
  Result<std::uint64_t> seq_at(Instant at) override;
  Done save_snapshot(const journal::Snapshot& snapshot) override;
  Result<std::vector<journal::SnapshotMark>> snapshots() override;
  Result<std::optional<journal::Snapshot>> snapshot(std::uint64_t seq) override;
  Done drop_snapshots(const std::vector<std::uint64_t>& seqs) override;

  Result<std::vector<journal::Hash>> leaves(std::uint64_t from, std::uint64_t to) override;
  Result<std::vector<journal::Hash>> tiles() override { return tiles_; }
  Result<std::optional<journal::SignedCheckpoint>> last_checkpoint() override;
  Done save_checkpoint(const journal::SignedCheckpoint& checkpoint, std::uint64_t tiles_before,
                       std::span<const journal::Hash> tiles) override;
  Done save_key_change(Instant at, const std::string& note) override;

  Done each_entry(const std::function<void(const journal::EntryRow&)>& each) override;
  Done each_raw(const std::function<void(const journal::RawRow&)>& each) override;
  Done each_command(const std::function<void(const journal::CommandRow&)>& each) override;
  Result<std::vector<journal::SignedCheckpoint>> checkpoints() override { return checkpoints_; }
  Result<std::vector<std::string>> key_changes() override { return key_changes_; }
  Result<std::vector<std::string>> structure() override { return std::vector<std::string>{}; }

  // Where the bytes of an entry lie in the log, for who damages them.
  struct Span {
    std::size_t at = 0;
    std::size_t size = 0;
  };
  struct EntryPlace {
    std::uint64_t seq = 0;
    Instant at;
    Span leaf, core, sealed, salt;
  };
  [[nodiscard]] const EntryPlace& place_of(std::uint64_t seq) const { return entries_.at(seq - 1); }
  static const std::string log_file;

 private:
  explicit DiskStore(FakeDisk& disk) : disk_(disk) {}
  struct RawPlace {
    std::string sha256, source;
    Instant received;
    bool personal = false;
    Span bytes;
  };
  class Reader;

  Done scan();
  bool take_record(std::string_view record, std::size_t at);
  void take_batch(Reader& reader);
  void take_checkpoint(Reader& reader);
  Done write(char kind, const std::string& content);
  [[nodiscard]] Result<std::string_view> bytes_of(Span span);
  [[nodiscard]] Result<journal::Entry> entry_at(const EntryPlace& place);

  FakeDisk& disk_;
  std::vector<EntryPlace> entries_;
  std::vector<RawPlace> raws_;
  std::map<std::string, std::size_t, std::less<>> raw_by_hash_;
  std::vector<journal::Batch::CommandId> command_ids_;
  std::vector<journal::Hash> tiles_;
  std::vector<journal::SignedCheckpoint> checkpoints_;
  std::vector<std::string> key_changes_;
  std::map<std::uint64_t, Instant> snapshots_;
};

}  // namespace voorzien::adapters
