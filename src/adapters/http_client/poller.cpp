#include "adapters/http_client/poller.h"

namespace voorzien::adapters {
namespace {

// Rhythms follow the steady clock, so that setting the machine's clock makes no source fall silent.
Instant steady_now() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

}  // namespace

Poller::Poller(std::vector<PolledSource> sources, Fetcher& fetcher, PollerCallbacks callbacks,
               std::uint64_t seed, std::size_t workers)
    : sources_(std::move(sources)), fetcher_(fetcher), callbacks_(std::move(callbacks)), schedule_(seed) {
  const Instant now = steady_now();
  for (const PolledSource& source : sources_) schedule_.add(source.every, now);
  const std::size_t count = std::min(std::clamp<std::size_t>(workers, 1, 16), sources_.size());
  for (std::size_t i = 0; i < count; ++i) workers_.emplace_back([this] { work(); });
}

Poller::~Poller() {
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
  }
  fetcher_.stop();
  wake_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void Poller::work() {
  std::unique_lock lock(mutex_);
  while (!stopped_) {
    const Instant now = steady_now();
    if (const auto source = schedule_.take_due(now)) {
      lock.unlock();
      ask(*source);
      lock.lock();
      continue;
    }
    const auto next = schedule_.next_due();
    const Duration wait = next ? *next - now : seconds(60);
    wake_.wait_for(lock, std::chrono::microseconds(wait.us));
  }
}

// The source is marked as running: no other worker touches its request.
void Poller::ask(std::size_t index) {
  PolledSource& source = sources_[index];
  Fetched answer = fetcher_.fetch(source.request);
  int failures = 0;
  {
    const std::scoped_lock lock(mutex_);
    if (answer.kind == FetchKind::Failed) failures = schedule_.failures(index) + 1;
    if (stopped_ && failures > 0) return;  // cut off by our own end: not the source's failure
  }
  switch (answer.kind) {
    case FetchKind::News:
      if (!callbacks_.news(source.id, std::move(answer.bytes))) answer.etag = answer.last_modified = {};
      source.request.etag = std::move(answer.etag);
      source.request.last_modified = std::move(answer.last_modified);
      break;
    case FetchKind::NotModified:
    case FetchKind::Empty:
      callbacks_.heard(source.id);
      break;
    case FetchKind::Failed:
      callbacks_.failed(source.id, answer.error, failures);
      break;
  }
  {
    const std::scoped_lock lock(mutex_);
    if (answer.kind == FetchKind::Failed) {
      schedule_.failed(index, steady_now(), answer.retry_after);
    } else {
      schedule_.succeeded(index, steady_now());
    }
  }
  wake_.notify_one();  // a waiting worker may have to wait shorter now
}

}  // namespace voorzien::adapters
