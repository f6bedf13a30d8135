#include "engine/on_threads.h"

#include <atomic>
#include <thread>
#include <vector>

namespace voorzien::engine {

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

}  // namespace voorzien::engine
