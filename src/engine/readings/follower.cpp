#include "engine/readings/follower.h"

#include <chrono>
#include <vector>

#include "engine/limits.h"
#include "engine/replayed.h"

namespace voorzien::engine {
namespace {
constexpr auto looks_every = std::chrono::seconds(1);
constexpr auto waits_after_failure = std::chrono::seconds(30);

void add_points(const std::string& station, const std::vector<picture::Point>& points, std::uint64_t seq,
                bool heard, std::vector<IndexedReading>& out) {
  for (const picture::Point& one : points) out.push_back({station, one.at, one.value, seq, heard});
}

// Most entries hold none, which their bytes tell faster than decoding them.
bool may_hold_readings(const journal::Entry& entry) {
  return entry.core.find("\"readings-") != std::string::npos;
}

void add_readings(const journal::Entry& entry, std::vector<IndexedReading>& out) {
  if (!may_hold_readings(entry)) return;
  const Result<Replayed> replayed = to_replay(entry);
  if (!replayed) return;
  for (const Happened& one : replayed->happened) {
    if (!one.picture) continue;
    if (const auto* added = std::get_if<picture::ReadingsAdded>(&*one.picture))
      add_points(added->station, added->measured, entry.seq, true, out);
    if (const auto* taken = std::get_if<picture::ReadingsTaken>(&*one.picture))
      add_points(taken->station, taken->readings, entry.seq, false, out);
  }
}

Result<bool> fits(journal::Store& store, const IndexMark& mark) {
  if (mark.seq == 0) return true;
  bool out = false;
  RETURN_IF_ERROR(store.read(mark.seq, mark.seq, [&](const journal::Entry& entry) {
    out = entry.leaf_hash == mark.leaf;
    return false;
  }));
  return out;
}
}  // namespace

Result<std::uint64_t> catch_up(journal::Store& store, ReadingsIndex& index,
                               const std::function<bool()>& is_ending) {
  ASSIGN_OR_RETURN(IndexMark mark, index.mark());
  ASSIGN_OR_RETURN(const bool goes_on, fits(store, mark));
  if (!goes_on) {
    RETURN_IF_ERROR(index.begin_anew());
    mark = {};
  }
  std::uint64_t taken = 0;
  std::vector<IndexedReading> readings;
  for (const std::uint64_t last = store.last_seq(); mark.seq < last && !is_ending();) {
    readings.clear();
    const std::uint64_t before = mark.seq;
    RETURN_IF_ERROR(store.read(mark.seq + 1, last, [&](const journal::Entry& entry) {
      add_readings(entry, readings);
      mark = {entry.seq, entry.leaf_hash};
      return mark.seq - before < limits::indexed_at_once && readings.size() < limits::indexed_readings_max;
    }));
    if (mark.seq == before) break;  // a gap up to the end: a damaged journal
    RETURN_IF_ERROR(index.add(readings, mark));
    taken += readings.size();
  }
  return taken;
}

ReadingsFollower::ReadingsFollower(journal::Store& store, ReadingsIndex& index,
                                   std::function<void(const Error&)> tell)
    : store_(store), index_(index), tell_(std::move(tell)), thread_([this] { run(); }) {}

ReadingsFollower::~ReadingsFollower() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void ReadingsFollower::run() {
  const auto is_ending = [this] {
    const std::lock_guard lock(mutex_);
    return stop_;
  };
  while (!is_ending()) {
    const Result<std::uint64_t> done = catch_up(store_, index_, is_ending);
    if (!done) tell_(done.error());
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, done ? looks_every : waits_after_failure, [this] { return stop_; });
  }
}
}  // namespace voorzien::engine
