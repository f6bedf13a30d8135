// SnapshotFile: DIR/snapshots.db, the snapshots beside the journal.
//
// A file of its own, so that writing one takes no lock of the journal and waits for no disk: it is written
// without syncing, and what a power cut or a hand leaves of it is begun anew. Without the file, or without
// a place to write it, there are no snapshots, and all that costs is replay. States are stored deflated.
// Thread-safe.
#pragma once

#include <mutex>
#include <optional>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "journal/store.h"

namespace voorzien::adapters::sqlite {

class SnapshotFile {
 public:
  void open(const std::string& path, bool for_writing);
  Done save(const journal::Snapshot& snapshot);
  Result<std::vector<journal::SnapshotMark>> marks();
  Result<std::optional<journal::Snapshot>> find(std::uint64_t seq);
  Done drop(const std::vector<std::uint64_t>& seqs);
  Done scrub();  // after a drop: the bytes are gone from file and log too

 private:
  Done try_open(const std::string& path, bool for_writing);
  std::mutex mutex_;
  std::optional<Connection> connection_;
};

}  // namespace voorzien::adapters::sqlite
