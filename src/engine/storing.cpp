#include "engine/storing.h"

#include <utility>

#include "base/ensure.h"

namespace voorzien::engine {
Storing::Storing(GroupCommit& commit, std::function<void()> ended)
    : commit_(commit), ended_(std::move(ended)), thread_([this] { run(); }) {}

Storing::~Storing() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Storing::begin(GroupCommit::Turn& turn) {
  {
    const std::lock_guard lock(mutex_);
    ENSURE(turn_ == nullptr, "one turn at a time is stored");
    turn_ = &turn;
  }
  changed_.notify_one();
}

bool Storing::is_busy() {
  const std::lock_guard lock(mutex_);
  return turn_ != nullptr && !durable_;
}

std::optional<Done> Storing::take() {
  const std::lock_guard lock(mutex_);
  if (durable_) turn_ = nullptr;
  return std::exchange(durable_, std::nullopt);
}

void Storing::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stop_ || (turn_ != nullptr && !durable_); });
    if (turn_ == nullptr || durable_) return;
    lock.unlock();
    Done durable = commit_.store(*turn_);
    lock.lock();
    durable_ = std::move(durable);
    lock.unlock();
    ended_();
    lock.lock();
  }
}
}  // namespace voorzien::engine
