// What is known beforehand and changes what is usual: a storm of code orange, a festival ([[announced]] of
// detection.toml).
//
// A fact that is of such a kind, or no longer is, becomes an EventAnnounced; what is known of it at a tick is
// what the desk counts in from that tick on, and what later weeks learn from. So a storm neither looks like
// many incidents nor becomes usual. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "detection/desk/data.h"
#include "picture/picture.h"

namespace voorzien::picture {

// What follows from a fact that came in or changed, and from one that ended.
[[nodiscard]] std::vector<Event> announced_anew(const State& state, const Observation& o,
                                                const Context& context);
[[nodiscard]] std::vector<Event> announced_end(const State& state, const std::string& observation,
                                               const Context& context);
void keep_announcement(Findings& findings, const Announcement& announcement, std::int64_t keep_days);

// What was known when tick `number` ended, each as it was told last. An end before its beginning leaves it
// out.
[[nodiscard]] std::vector<Announcement> known_at(const Findings& findings, std::int64_t number);
// The same as it was known at a moment.
[[nodiscard]] std::vector<Announcement> known_until(const Findings& findings, Instant at);
// As known_at for a desk whose ticks count from `first`.
[[nodiscard]] std::vector<detection::KnownEvent> known_events(const Findings& findings,
                                                              const doctrine::Detection& detection,
                                                              std::int64_t first, std::int64_t number);
// The ticks in which something announced brings more, by counted kind and place: spans that do not meet.
class AnnouncedTicks {
 public:
  AnnouncedTicks() = default;
  // Of those events alone whose factor is above 1.
  AnnouncedTicks(const std::vector<detection::KnownEvent>& events, std::size_t kinds, std::size_t places);
  [[nodiscard]] bool none() const { return spans_.empty(); }
  [[nodiscard]] bool hold(std::size_t kind, std::size_t place, std::int64_t tick) const {
    return ticks(kind, place, tick, tick + 1) > 0;
  }
  // How many of the ticks [from, end).
  [[nodiscard]] std::int64_t ticks(std::size_t kind, std::size_t place, std::int64_t from,
                                   std::int64_t end) const;

 private:
  struct Span {
    std::int64_t first;
    std::int64_t end;
  };
  std::size_t places_ = 0;
  std::vector<std::vector<Span>> spans_;  // by kind and place, in order; empty when nothing is announced
};

// What of it was counted in where and when this was found, in words; nothing when none was.
[[nodiscard]] std::optional<std::vector<std::string>> announced_in(const Findings& findings,
                                                                   const Finding& finding,
                                                                   std::int64_t number);

}  // namespace voorzien::picture
