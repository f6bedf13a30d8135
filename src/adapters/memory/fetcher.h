// MemoryFetcher: the Fetcher port in memory, for tests: answers that were put there, request after request.
#pragma once

#include <map>
#include <mutex>

#include "adapters/http_client/fetcher.h"

namespace voorzien::adapters {

class MemoryFetcher final : public Fetcher {
 public:
  // The next answer for this address; the last one stays and is given again.
  void put(const std::string& url, Fetched answer);
  [[nodiscard]] Fetched fetch(const FetchRequest& request) override;
  void stop() override;
  [[nodiscard]] std::vector<FetchRequest> requests() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::vector<Fetched>> answers_;  // first is next
  std::vector<FetchRequest> requests_;
  bool stopped_ = false;
};

}  // namespace voorzien::adapters
