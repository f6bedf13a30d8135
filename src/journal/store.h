// Store: the port to the disk (one of the four ports: Clock, Store, Fetcher, Notifier).
//
// It exists because production writes SQLite, tests write memory, and the faulty fake tears, loses unsynced
// writes and fills up. `append` is the moment of durability: when it returns success, a power cut loses
// nothing of the batch; when it fails, nothing of the batch is there. One thread appends; readers may come
// from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "journal/entry.h"
#include "journal/erasure.h"

namespace voorzien::journal {

// What one group commit writes.
struct Batch {
  std::vector<Entry> entries;
  std::vector<Raw> raws;  // raw bytes first seen in this batch (a known hash is not written again)
  // command ids answered in this batch, so that a retry after a restart is harmless (decision 19)
  struct CommandId {
    std::string id;
    Hash body_sha256{};     // zeroes: erased with the personal part of its entry
    std::uint64_t seq = 0;  // 0: refused, nothing was written for it
    std::string answer;     // the JSON that was answered
    Instant at;
    bool operator==(const CommandId&) const = default;
  };
  std::vector<CommandId> command_ids;
  std::vector<Erasure> erasures = {};  // carried out in the same commit
};

// The region's state after an entry, in a form that only the engine reads. A convenience: any of them may be
// lost, and what does not fit its hash is passed over.
struct Snapshot {
  std::uint64_t seq = 0;  // state after this entry
  Instant at;             // region time of that entry
  std::string state;
  std::string state_sha256;
};
struct SnapshotMark {  // which there are, without their bytes
  std::uint64_t seq = 0;
  Instant at;
  bool operator==(const SnapshotMark&) const = default;
};

class Store {
 public:
  virtual ~Store() = default;
  virtual Done append(const Batch& batch) = 0;
  virtual std::uint64_t last_seq() = 0;
  // Calls `each` for entries with seq in [from, to], in order, until it returns false. The entry is a copy
  // for `each`, which may take it and leave another in its place, whose memory then serves again.
  virtual Done read(std::uint64_t from, std::uint64_t to, const std::function<bool(Entry&)>& each) = 0;
  virtual Result<std::optional<Raw>> raw(std::string_view sha256) = 0;
  virtual Result<std::vector<Batch::CommandId>> recent_command_ids(std::size_t limit) = 0;
  // The last entry at or before a moment of region time; 0 when all came later.
  virtual Result<std::uint64_t> seq_at(Instant at) = 0;
  // Snapshots may be saved and dropped by another thread than the one that appends.
  virtual Done save_snapshot(const Snapshot& snapshot) = 0;
  virtual Result<std::vector<SnapshotMark>> snapshots() = 0;  // oldest first
  virtual Result<std::optional<Snapshot>> snapshot(std::uint64_t seq) = 0;
  virtual Done drop_snapshots(const std::vector<std::uint64_t>& seqs) = 0;
};

}  // namespace voorzien::journal
