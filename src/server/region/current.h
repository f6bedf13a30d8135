// The geography in use: one that `region import` replaces while the server runs. Whoever works with it keeps
// the shared pointer as long as it needs it. Thread-safe.
#pragma once

#include <memory>
#include <mutex>

#include "server/region/region.h"

namespace voorzien::server {

class CurrentRegion {
 public:
  [[nodiscard]] std::shared_ptr<const LoadedRegion> get() const {
    const std::scoped_lock lock(mutex_);
    return region_;
  }
  void put(LoadedRegion region) {
    auto fresh = std::make_shared<const LoadedRegion>(std::move(region));
    const std::scoped_lock lock(mutex_);
    region_ = std::move(fresh);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const LoadedRegion> region_;
};

}  // namespace voorzien::server
