// When each source is asked again: on its rhythm, later and later while it fails. Pure; time and seed are
// given.
//
// Every wait is spread by up to a tenth, so that many servers do not ask at the same second. After failures
// the wait doubles from the rhythm up to `wait_max` (or the rhythm, when that is longer), at least what the
// other side asked for.
#pragma once

#include <vector>

#include "base/instant.h"
#include "base/random.h"

namespace voorzien::adapters {

inline constexpr Duration poll_wait_max = minutes(15);
inline constexpr Duration poll_every_min = seconds(1);

class PollSchedule {
 public:
  explicit PollSchedule(std::uint64_t seed) : random_(seed) {}

  // The first asking is spread over the first tenth of the rhythm, at most 10 s.
  void add(Duration every, Instant now);
  // A source that is due and not running is marked as running and given back; nothing when none is due.
  [[nodiscard]] std::optional<std::size_t> take_due(Instant now);
  // The moment at which the next one is due; nothing when all are running.
  [[nodiscard]] std::optional<Instant> next_due() const;
  void succeeded(std::size_t source, Instant now);
  void failed(std::size_t source, Instant now, Duration asked);
  [[nodiscard]] int failures(std::size_t source) const { return sources_[source].failures; }

 private:
  struct Source {
    Duration every;
    Instant due;
    int failures = 0;
    bool running = false;
  };
  [[nodiscard]] Duration spread(Duration wait);
  std::vector<Source> sources_;
  Random random_;
};

}  // namespace voorzien::adapters
