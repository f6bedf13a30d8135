#include "adapters/sqlite/checkpointer.h"

namespace voorzien::adapters::sqlite {
namespace {
constexpr int checkpoint_pages = 2'000;  // 16 MB of log at 8 KB a page
}

Checkpointer::Checkpointer(Connection connection)
    : connection_(std::move(connection)), thread_([this] { run(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

int Checkpointer::on_wal(void* context, sqlite3* /*connection*/, const char* /*name*/, int pages) {
  if (pages >= checkpoint_pages) static_cast<Checkpointer*>(context)->ask();
  return SQLITE_OK;
}

void Checkpointer::ask() {
  {
    const std::lock_guard lock(mutex_);
    asked_ = true;
  }
  wake_.notify_one();
}

void Checkpointer::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stop_ || asked_; });
    if (stop_) return;
    asked_ = false;
    lock.unlock();
    sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    lock.lock();
  }
}
}  // namespace voorzien::adapters::sqlite
