#include "adapters/system/clock.h"

#include <sys/random.h>
#include <time.h>

#include "base/ensure.h"

namespace voorzien::adapters {
Instant machine_now() {
  return Instant{std::chrono::duration_cast<std::chrono::microseconds>(
                     std::chrono::system_clock::now().time_since_epoch())
                     .count()};
}

namespace {
// Goes on while the machine sleeps: those hours have passed for a timer too.
Duration monotonic_now() {
  timespec now{};
  ENSURE(::clock_gettime(CLOCK_BOOTTIME, &now) == 0, "the kernel has a clock that counts sleep");
  return seconds(now.tv_sec) + microseconds(now.tv_nsec / 1'000);
}
}  // namespace

Instant SystemClock::now() {
  const std::lock_guard lock(mutex_);
  return time_.at(machine_now(), monotonic_now());
}

void SystemClock::not_before(Instant least) {
  const std::lock_guard lock(mutex_);
  time_.not_before(least);
}

Duration SystemClock::wall_ahead() {
  const std::lock_guard lock(mutex_);
  return time_.wall_ahead();
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
