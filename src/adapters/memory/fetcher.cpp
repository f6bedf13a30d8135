#include "adapters/memory/fetcher.h"

namespace voorzien::adapters {

void MemoryFetcher::put(const std::string& url, Fetched answer) {
  const std::scoped_lock lock(mutex_);
  answers_[url].push_back(std::move(answer));
}

Fetched MemoryFetcher::fetch(const FetchRequest& request) {
  const std::scoped_lock lock(mutex_);
  requests_.push_back(request);
  const auto found = answers_.find(request.url);
  if (stopped_ || found == answers_.end() || found->second.empty()) {
    Fetched none;
    none.error = {ErrorCode::NetFailed, request.url, stopped_ ? "stopped" : "no such address"};
    return none;
  }
  Fetched answer = found->second.front();
  if (found->second.size() > 1) found->second.erase(found->second.begin());
  return answer;
}

void MemoryFetcher::stop() {
  const std::scoped_lock lock(mutex_);
  stopped_ = true;
}

std::vector<FetchRequest> MemoryFetcher::requests() const {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

}  // namespace voorzien::adapters
