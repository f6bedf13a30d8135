// Snapshots: makes them of the live state while the loop goes on. The loop only copies the state when one is
// due; packing, hashing, deflating and writing run on a thread of its own, one at a time. One that cannot be
// written is not missed: the next start or look back replays more.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/erase.h"
#include "engine/state.h"
#include "journal/store.h"

namespace voorzien::engine {

// Saves one and drops what is superfluous then. A failure costs nothing but a longer replay.
void save_and_thin(journal::Store& store, const SnapshotState& state);

class Snapshots {
 public:
  explicit Snapshots(journal::Store& store);
  ~Snapshots();  // finishes the one under way
  Snapshots(const Snapshots&) = delete;
  Snapshots& operator=(const Snapshots&) = delete;

  void start_from(std::uint64_t seq, Instant at);  // of the newest there is
  // One is due and none is under way.
  [[nodiscard]] bool wants(const SnapshotState& state);
  void consider(const SnapshotState& state);  // by the loop, when all of it is durable
  // Drops every snapshot that holds what was erased, or that cannot be read; after the erasing commit.
  Done drop_holding(const EraseRequest& erased);
  Done drop_all();
  void save_last(const SnapshotState& state);  // at a clean stop, on the caller's thread

 private:
  void run();
  void wait_until_idle();

  journal::Store& store_;
  std::uint64_t newest_seq_ = 0;  // the loop's
  Instant newest_at_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::unique_ptr<const SnapshotState> waiting_;
  bool busy_ = false;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};

}  // namespace voorzien::engine
