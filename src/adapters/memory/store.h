// MemoryStore: the Store port in memory, for tests and simulation, with faults on demand.
//
// A failing append keeps nothing of its batch, as the port promises: append returns only after durability,
// so a crash loses nothing that was appended and everything that was not.
#pragma once

#include <map>
#include <mutex>

#include "journal/proof_store.h"
#include "journal/store.h"

namespace voorzien::adapters {

class MemoryStore final : public journal::Store, public journal::ProofStore, public journal::Erasures {
 public:
  Done append(const journal::Batch& batch) override;
  std::uint64_t last_seq() override;
  Done read(std::uint64_t from, std::uint64_t to, const std::function<bool(journal::Entry&)>& each) override;
  Result<std::optional<journal::Raw>> raw(std::string_view sha256) override;
  Result<std::vector<journal::Batch::CommandId>> recent_command_ids(std::size_t limit) override;
  Result<std::uint64_t> seq_at(Instant at) override;
  Done save_snapshot(const journal::Snapshot& snapshot) override;
  Result<std::vector<journal::SnapshotMark>> snapshots() override;
  Result<std::optional<journal::Snapshot>> snapshot(std::uint64_t seq) override;
  Done drop_snapshots(const std::vector<std::uint64_t>& seqs) override;
  Result<std::vector<journal::Hash>> leaves(std::uint64_t from, std::uint64_t to) override;
  Result<std::vector<journal::Hash>> tiles() override;
  Result<std::optional<journal::SignedCheckpoint>> last_checkpoint() override;
  Done save_checkpoint(const journal::SignedCheckpoint& checkpoint, std::uint64_t tiles_before,
                       std::span<const journal::Hash> tiles) override;
  Done save_key_change(Instant at, const std::string& note) override;
  Result<std::optional<std::uint64_t>> raw_erased_by(std::string_view sha256) override;
  Result<std::vector<journal::KeptRaw>> raws_before(std::string_view source, Instant before,
                                                    std::size_t limit) override;
  Done each_personal_raw(
      const std::function<bool(const std::string& sha256, std::string_view bytes)>& each) override;
  Done scrub() override;
  Result<bool> is_scrubbed() override;

  void fail_appends(int count);                       // the next `count` appends fail: a broken disk
  void set_capacity(std::size_t entries);             // a full disk: appends beyond it fail
  void flip_byte(std::uint64_t seq, std::size_t at);  // silent corruption of a stored core
  std::size_t appends();                              // number of successful group commits

 private:
  void carry_out(const journal::Erasure& erasure);
  std::mutex mutex_;
  std::vector<journal::Entry> entries_;
  std::map<std::string, journal::Raw, std::less<>> raws_;
  std::vector<journal::Batch::CommandId> command_ids_;
  std::map<std::uint64_t, journal::Snapshot> snapshots_;
  std::vector<journal::Hash> tiles_;
  std::optional<journal::SignedCheckpoint> checkpoint_;
  std::vector<std::string> key_changes_;
  std::map<std::string, std::uint64_t, std::less<>> erased_raws_;
  bool is_scrubbed_ = true;
  int failing_ = 0;
  std::size_t capacity_ = SIZE_MAX;
  std::size_t appends_ = 0;
};

}  // namespace voorzien::adapters
