#include "adapters/system/clock.h"

#include <sys/random.h>
#include <time.h>

#include <array>
#include <cstring>

#include "base/ensure.h"

namespace voorzien::adapters {
namespace {
constexpr std::size_t salt_bytes = 16;
}  // namespace

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

namespace {
void fill_random(char* to, std::size_t count) {
  for (std::size_t done = 0; done < count;) {
    const ssize_t got = ::getrandom(to + done, count - done, 0);
    ENSURE(got > 0, "the operating system gives random bytes");
    done += static_cast<std::size_t>(got);
  }
}
}  // namespace

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  fill_random(out.data(), count);
  return out;
}

std::string random_salt() {
  constexpr std::size_t salts_at_once = 256;
  thread_local std::array<char, salts_at_once * salt_bytes> pool;
  thread_local std::size_t left = 0;
  if (left == 0) {
    fill_random(pool.data(), pool.size());
    left = salts_at_once;
  }
  char* const taken = pool.data() + --left * salt_bytes;
  std::string out(taken, salt_bytes);
  std::memset(taken, 0, salt_bytes);
  return out;
}
}  // namespace voorzien::adapters
