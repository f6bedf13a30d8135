#include "server/film/player.h"

#include <algorithm>
#include <cmath>

#include "server/film/limits.h"

namespace voorzien::film {
namespace {
double allowed(double speed) {
  return std::isfinite(speed) ? std::clamp(speed, 0.0, limits::speed_max) : 0.0;
}
}  // namespace

PlayerClock::PlayerClock(Instant from, Instant to, double speed, Duration machine)
    : to_(std::max(from, to)), base_film_(from), base_machine_(machine), speed_(allowed(speed)) {}

Instant PlayerClock::now(Duration machine) const {
  const auto passed = static_cast<double>(std::max<std::int64_t>(0, (machine - base_machine_).us));
  const double ahead = std::min(passed * speed_, static_cast<double>((to_ - base_film_).us));
  return base_film_ + microseconds(static_cast<std::int64_t>(ahead));
}

void PlayerClock::set_speed(double speed, Duration machine) {
  base_film_ = now(machine);
  base_machine_ = machine;
  speed_ = allowed(speed);
}

void PlayerClock::jump(Instant at, Duration machine) {
  base_film_ = std::min(at, to_);
  base_machine_ = machine;
}

Duration PlayerClock::until(Instant at, Duration machine, Duration longest) const {
  const std::int64_t film_us = (at - now(machine)).us;
  if (film_us <= 0) return {0};
  if (speed_ <= 0) return longest;
  const double machine_us = std::ceil(static_cast<double>(film_us) / speed_);
  return {static_cast<std::int64_t>(std::min(machine_us, static_cast<double>(longest.us)))};
}

}  // namespace voorzien::film
