// Storing: a thread that makes a closed turn durable while the loop decides into the next one. What a disk
// and its file system take of a second is then not taken from deciding, nor the other way round.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "engine/group_commit.h"

namespace voorzien::engine {

class Storing {
 public:
  // `ended` is called on the thread, each time it has stored a turn or the store refused it.
  Storing(GroupCommit& commit, std::function<void()> ended);
  ~Storing();
  Storing(const Storing&) = delete;
  Storing& operator=(const Storing&) = delete;

  // When the one before was taken. `turn` stays where it is until then; of it this thread touches what was
  // decided, the caller may look at what is published of it.
  void begin(GroupCommit::Turn& turn);
  [[nodiscard]] bool is_busy();              // from `begin` until it has ended
  [[nodiscard]] std::optional<Done> take();  // what the store said, once it has ended

 private:
  void run();

  GroupCommit& commit_;
  std::function<void()> ended_;
  std::mutex mutex_;
  std::condition_variable changed_;
  GroupCommit::Turn* turn_ = nullptr;
  std::optional<Done> durable_;
  bool stop_ = false;
  std::thread thread_;  // last: it reads the members above
};

}  // namespace voorzien::engine
