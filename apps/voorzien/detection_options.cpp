#include "detection_options.h"

#include <fmt/format.h>

#include <atomic>
#include <thread>
#include <vector>

namespace voorzien::app {
Result<detection::Period> period_named(const std::string& name) {
  if (name == "week") return detection::Period::Week;
  if (name == "day") return detection::Period::Day;
  if (name == "hour") return detection::Period::Hour;
  return Error{ErrorCode::BadUse, "--period", fmt::format("`{}` is none of week, day, hour.", name)};
}

detection::ForEach on_threads(std::size_t threads) {
  return [threads](std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    const auto run = [&] {
      for (std::size_t k = next++; k < count; k = next++) work(k);
    };
    std::vector<std::jthread> others;
    for (std::size_t k = 1; k < threads; ++k) others.emplace_back(run);
    run();
  };
}
}  // namespace voorzien::app
