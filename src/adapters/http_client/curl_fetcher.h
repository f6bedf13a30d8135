// Fetcher over libcurl. One easy handle a fetch, on the caller's thread; any number of threads may fetch at
// once.
#pragma once

#include <atomic>

#include "adapters/http_client/fetcher.h"

namespace voorzien::adapters {

class CurlFetcher final : public Fetcher {
 public:
  CurlFetcher();
  [[nodiscard]] Fetched fetch(const FetchRequest& request) override;
  void stop() override { stopped_ = true; }

 private:
  std::atomic<bool> stopped_ = false;
};

}  // namespace voorzien::adapters
