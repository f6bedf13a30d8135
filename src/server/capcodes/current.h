// The lists of capcodes in use, which `capcodes import` replaces while the server runs. Thread-safe.
#pragma once

#include <memory>
#include <mutex>

#include "network/capcodes/capcodes.h"

namespace voorzien::server {

class CurrentCapcodes {
 public:
  [[nodiscard]] std::shared_ptr<const network::CapcodeBook> get() const {
    const std::scoped_lock lock(mutex_);
    return book_;
  }
  void put(network::CapcodeBook book) {
    auto fresh = std::make_shared<const network::CapcodeBook>(std::move(book));
    const std::scoped_lock lock(mutex_);
    book_ = std::move(fresh);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const network::CapcodeBook> book_ = std::make_shared<const network::CapcodeBook>();
};

}  // namespace voorzien::server
