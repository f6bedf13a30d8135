// Watch: the detectors at work on what is counted. Derived from the picture's state, never part of it.
//
// At the end of each five minutes of local time in which something was counted it steps a
// detection::LiveDesk, and makes findings of what stands out. The desk is learnt anew each Monday at midnight
// from the weeks before, and after a restart from the same weeks: what it finds is a function of the counts
// in the state. So `findings_at` makes the same findings with the same numbers from the state at any later
// moment (rule 13). Single-threaded.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "detection/desk/live.h"
#include "doctrine/doctrine.h"
#include "picture/events.h"
#include "picture/findings/cluster_watch.h"
#include "picture/findings/counting.h"
#include "picture/findings/thresholds.h"
#include "picture/state.h"

namespace voorzien::picture {

constexpr std::int64_t least_days = 28;  // of counts, before anything is found

// Whole days since counting began.
[[nodiscard]] std::int64_t days_known(const Findings& findings, std::int64_t today);

// The counts of [first_day, tick `end_number`) as a desk whose ticks count from the first day. series: what
// each of its series is called, in order.
[[nodiscard]] detection::DeskData desk_data(const Findings& findings, const doctrine::Detection& detection,
                                            std::int64_t first_day, std::int64_t end_number,
                                            std::vector<std::string>& series);

// By theme of such a desk: whether nothing is found in it.
[[nodiscard]] std::vector<bool> unwatched_of(const Thresholds& thresholds,
                                             const doctrine::Detection& detection);

// A desk that stands somewhere in this week.
class Desk {
 public:
  explicit Desk(const doctrine::Detection& detection) : detection_(detection) {}
  Desk(const Desk& other) : detection_(other.detection_) {}  // learns for itself
  [[nodiscard]] static bool is_ready(const Findings& findings, std::int64_t number);
  // Learns anew if need be, steps up to and over tick `number`, which ends at `end`: what is found in it.
  [[nodiscard]] std::vector<Finding> close(const State& state, std::int64_t number, Instant end);

 private:
  void learn(const Findings& findings, std::int64_t monday);
  void follow(const Findings& findings);

  const doctrine::Detection& detection_;
  std::int64_t monday_ = 0;        // day that it was learnt for
  std::int64_t taken_ = 0;         // Findings::taken then
  std::int64_t first_ = 0;         // number of its first tick
  std::int64_t next_ = 0;          // number of the tick to step over next
  std::optional<Instant> set_at_;  // of the budget that it keeps to
  std::unique_ptr<detection::LiveDesk> desk_;
  std::vector<std::string> series_;
  std::vector<std::string> ids_;  // of findings, by number of the happening
};

class Watch {
 public:
  explicit Watch(const doctrine::Doctrine& doctrine)
      : doctrine_(doctrine), desk_(doctrine.detection), clusters_(doctrine.detection) {}

  // The ticks that ended up to `at` are behind us.
  void pass(Instant at);
  // When the newest tick with a count ends; nothing when it has, or too little was counted yet.
  [[nodiscard]] std::optional<Instant> next_due(const State& state) const;
  // Ends it, `at` being next_due(): what is found, as events.
  [[nodiscard]] std::vector<Event> close(const State& state, Instant at);

 private:
  const doctrine::Doctrine& doctrine_;
  Desk desk_;
  ClusterWatch clusters_;
  Instant passed_;
  std::int64_t next_ = 0;  // number of the first tick that has not ended
};

// What the detectors of counts said at `end`, the end of a tick, recomputed from the counts in a later state;
// clusters without id.
[[nodiscard]] std::vector<Finding> findings_at(const State& state, const doctrine::Doctrine& doctrine,
                                               Instant end);

}  // namespace voorzien::picture
