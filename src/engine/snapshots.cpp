#include "engine/snapshots.h"

#include "engine/restore.h"
#include "engine/snapshot_rules.h"

namespace voorzien::engine {
void save_and_thin(journal::Store& store, const SnapshotState& state) {
  if (!keep_snapshot(store, state)) return;
  const Result<std::vector<journal::SnapshotMark>> all = store.snapshots();
  if (all) (void)store.drop_snapshots(superfluous(*all));
}

Snapshots::Snapshots(journal::Store& store) : store_(store), thread_([this] { run(); }) {}

Snapshots::~Snapshots() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Snapshots::start_from(std::uint64_t seq, Instant at) {
  newest_seq_ = seq;
  newest_at_ = at;
}

void Snapshots::consider(const SnapshotState& state) {
  if (!is_snapshot_due(state.state.seq - newest_seq_, state.state.at - newest_at_)) return;
  {
    const std::lock_guard lock(mutex_);
    if (busy_ || waiting_) return;
    waiting_ = std::make_unique<const SnapshotState>(state);
  }
  start_from(state.state.seq, state.state.at);
  changed_.notify_all();
}

void Snapshots::save_last(const SnapshotState& state) {
  if (state.state.seq == newest_seq_) return;
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !busy_ && !waiting_; });
  }
  save_and_thin(store_, state);
}

void Snapshots::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stop_ || waiting_; });
    if (!waiting_) return;
    const std::unique_ptr<const SnapshotState> state = std::move(waiting_);
    busy_ = true;
    lock.unlock();
    save_and_thin(store_, *state);
    lock.lock();
    busy_ = false;
    changed_.notify_all();
  }
}
}  // namespace voorzien::engine
