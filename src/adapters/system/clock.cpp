#include "adapters/system/clock.h"

#include <sys/random.h>

#include "base/ensure.h"

namespace voorzien::adapters {
Instant machine_now() {
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(
                     std::chrono::system_clock::now().time_since_epoch())
                     .count()};
}

Instant SystemClock::now() {
  const std::lock_guard lock(mutex_);
  last_ = std::max(last_, machine_now());
  return last_;
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got = ::getrandom(out.data() + done, count - done, 0);
    ENSURE(got > 0, "the operating system gives random bytes");
    done += static_cast<std::size_t>(got);
  }
  return out;
}
}  // namespace voorzien::adapters
