#include "engine/snapshots.h"

#include <algorithm>
#include <set>

#include "codec/json.h"
#include "engine/restore.h"
#include "engine/snapshot_rules.h"

namespace voorzien::engine {
namespace {
struct Forgotten {
  explicit Forgotten(const EraseRequest& erased)
      : text(erased.text), raws(erased.raws.begin(), erased.raws.end()) {
    raws.insert(erased.heard_raws.begin(), erased.heard_raws.end());
    for (const ObservationId& id : erased.observations) observations.insert(id.value);
    for (const LogLineId& id : erased.log_lines) lines.insert(id.value);
    attachments.insert(erased.attachments.begin(), erased.attachments.end());
  }
  std::string text;
  std::set<std::string> raws, observations, lines, attachments;
};

bool holds(const picture::Health& health, const Forgotten& gone) {
  if (gone.raws.contains(health.last_good_sha256) || gone.raws.contains(health.last_bad_sha256)) return true;
  return !gone.text.empty() &&
         std::ranges::any_of(health.last_remarks, [&](const observations::Remark& remark) {
           return codec::encode(remark).find(gone.text) != std::string::npos;
         });
}

bool holds(const picture::State& picture, const Forgotten& gone) {
  return std::ranges::any_of(gone.observations,
                             [&](const std::string& id) { return picture.observations.contains(id); }) ||
         std::ranges::any_of(
             picture.not_counted,
             [&](const picture::NotCounted& one) { return gone.raws.contains(one.raw_sha256); }) ||
         std::ranges::any_of(picture.sources, [&](const auto& source) { return holds(source.second, gone); });
}

bool holds(const desk::State& desk, const Forgotten& gone) {
  const auto is_named = [&](const desk::Attachment& one) {
    return !one.name.empty() && gone.attachments.contains(one.sha256);
  };
  return std::ranges::any_of(desk.log,
                             [&](const desk::LogLine& line) {
                               return (!line.text.empty() && gone.lines.contains(line.id.value)) ||
                                      (line.attachments && std::ranges::any_of(*line.attachments, is_named));
                             }) ||
         std::ranges::any_of(desk.attachments, is_named) ||
         std::ranges::any_of(desk.attached, is_named, &desk::Attached::attachment);
}
}  // namespace

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

bool Snapshots::wants(const SnapshotState& state) {
  if (!is_snapshot_due(state.state.seq - newest_seq_, state.state.at - newest_at_)) return false;
  const std::lock_guard lock(mutex_);
  return !busy_ && !waiting_;
}

void Snapshots::consider(const SnapshotState& state) {
  if (!wants(state)) return;
  {
    const std::lock_guard lock(mutex_);
    waiting_ = std::make_unique<const SnapshotState>(state);
  }
  start_from(state.state.seq, state.state.at);
  changed_.notify_all();
}

void Snapshots::save_last(const SnapshotState& state) {
  if (state.state.seq == newest_seq_) return;
  wait_until_idle();
  save_and_thin(store_, state);
}

void Snapshots::wait_until_idle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !busy_ && !waiting_; });
}

Done Snapshots::drop_holding(const EraseRequest& erased) {
  wait_until_idle();  // one of before the erasure may be under way
  const Forgotten gone(erased);
  ASSIGN_OR_RETURN(const std::vector<journal::SnapshotMark> marks, store_.snapshots());
  std::vector<std::uint64_t> dropped;
  for (const journal::SnapshotMark& mark : marks) {
    const std::optional<SnapshotState> state = whole_snapshot(store_, mark.seq);
    if (!state || holds(state->state.picture, gone) || holds(state->state.desk, gone))
      dropped.push_back(mark.seq);
  }
  return store_.drop_snapshots(dropped);
}

Done Snapshots::drop_all() {
  wait_until_idle();
  ASSIGN_OR_RETURN(const std::vector<journal::SnapshotMark> marks, store_.snapshots());
  std::vector<std::uint64_t> all;
  for (const journal::SnapshotMark& mark : marks) all.push_back(mark.seq);
  return store_.drop_snapshots(all);
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
