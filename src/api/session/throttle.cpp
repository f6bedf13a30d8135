#include "api/session/throttle.h"

#include <algorithm>

#include "api/session/limits.h"

namespace voorzien::api {
namespace {
std::string user_key(const std::string& user) { return "user:" + user; }
std::string address_key(const std::string& address) { return "address:" + address; }

Duration wait_after(int failures, int free) {
  Duration wait = limits::wait_first;
  for (int i = free; i < failures && wait < limits::wait_max; ++i) wait = wait + wait;
  return std::min(wait, limits::wait_max);
}
}  // namespace

std::optional<Duration> Throttle::begin(const std::string& user, const std::string& address, Instant now) {
  const Duration wait = std::max(wait_of(user_key(user), now), wait_of(address_key(address), now));
  if (wait > Duration{0}) return wait;
  make_room(now);
  book(user_key(user), limits::free_failures_account, now);
  book(address_key(address), limits::free_failures_address, now);
  return std::nullopt;
}

std::optional<Duration> Throttle::begin(const std::string& address, Instant now) {
  const Duration wait = wait_of(address_key(address), now);
  if (wait > Duration{0}) return wait;
  make_room(now);
  book(address_key(address), limits::free_failures_address, now);
  return std::nullopt;
}

void Throttle::take_back(const std::string& address) { unbook(address_key(address)); }

void Throttle::succeed(const std::string& user, const std::string& address) {
  counts_.erase(user_key(user));
  unbook(address_key(address));  // only its own: an own account must not wash an address clean
}

void Throttle::take_back(const std::string& user, const std::string& address) {
  unbook(user_key(user));
  unbook(address_key(address));
}

Duration Throttle::wait_of(const std::string& key, Instant now) const {
  const auto found = counts_.find(key);
  if (found == counts_.end()) return {0};
  return std::max(found->second.blocked_until - now, Duration{0});
}

void Throttle::book(const std::string& key, int free, Instant now) {
  Count& count = counts_[key];
  if (now - count.last > limits::failures_kept) count.failures = 0;
  ++count.failures;
  count.last = now;
  count.blocked_until = count.failures < free ? now : now + wait_after(count.failures, free);
}

void Throttle::unbook(const std::string& key) {
  const auto found = counts_.find(key);
  if (found == counts_.end()) return;
  found->second.blocked_until = found->second.last;
  if (--found->second.failures <= 0) counts_.erase(found);
}

void Throttle::make_room(Instant now) {
  if (counts_.size() + 2 <= limits::throttled_keys_max) return;
  std::erase_if(counts_, [&](const auto& one) { return now - one.second.last > limits::failures_kept; });
  while (counts_.size() + 2 > limits::throttled_keys_max)
    counts_.erase(std::ranges::min_element(counts_, {}, [](const auto& one) { return one.second.last; }));
}
}  // namespace voorzien::api
