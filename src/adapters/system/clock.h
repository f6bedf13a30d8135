// The only place that reads a clock and draws real randomness.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "engine/ports.h"

namespace voorzien::adapters {

// Machine time, UTC. Durations use steady_clock (desk.md 4: a wall-clock jump moves no timer).
[[nodiscard]] Instant machine_now();

// Region time of production: machine time that never goes back, also when the wall clock does.
class SystemClock final : public engine::Clock {
 public:
  Instant now() override;

 private:
  std::mutex mutex_;
  Instant last_;
};

// `count` random bytes of the operating system.
[[nodiscard]] std::string random_bytes(std::size_t count);

}  // namespace voorzien::adapters
