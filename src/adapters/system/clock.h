// The only place that reads a clock and draws real randomness.
#pragma once

#include <chrono>
#include <mutex>
#include <string>

#include "adapters/system/region_time.h"
#include "engine/ports.h"

namespace voorzien::adapters {

// Machine time, UTC.
[[nodiscard]] Instant machine_now();

// Region time of production (region_time.h says what a jump of the wall clock does to it: nothing at once).
class SystemClock final : public engine::Clock {
 public:
  Instant now() override;
  void not_before(Instant least);
  [[nodiscard]] Duration wall_ahead();  // wall clock minus region time

 private:
  std::mutex mutex_;
  RegionTime time_;
};

// `count` random bytes of the operating system.
[[nodiscard]] std::string random_bytes(std::size_t count);
// 16 of them, for the commitment of one entry; drawn many at once, as each call of the system costs more than
// the hash that it salts. Each is given once and wiped.
[[nodiscard]] std::string random_salt();

}  // namespace voorzien::adapters
