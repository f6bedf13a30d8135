// Checkpointer: moves the write-ahead log into the database file on a thread of its own, while commits go on.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "adapters/sqlite/connection.h"

namespace voorzien::adapters::sqlite {

class Checkpointer {
 public:
  explicit Checkpointer(Connection connection);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;
  // To be set as the writer's wal hook, with a Checkpointer as context.
  static int on_wal(void* context, sqlite3* connection, const char* name, int pages);

 private:
  void ask();
  void run();

  Connection connection_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  bool asked_ = false;
  std::thread thread_;  // last: it reads the members above
};

}  // namespace voorzien::adapters::sqlite
