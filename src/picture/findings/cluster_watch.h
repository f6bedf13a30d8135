// ClusterWatch: the space-time scan at work on what is counted, over days. Derived from the picture's state.
//
// The desk (watch.h) sees what rises within hours; this sees what is a little too much for days in places
// that lie together. At the first count of a local day each counted theme is learnt anew from the days before
// it; each further count is scanned as it comes (detection::LiveClusters). Where and when something announced
// brings more (announced.h), reports are taken up to what is usual there and the rest is left to the desk:
// the days of a storm are no cluster, and teach none. What it tells is a function of the counts and
// announcements in the state, so it is computed again from any later state. Single-threaded.
#pragma once

#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "detection/clusters/live.h"
#include "doctrine/doctrine.h"
#include "picture/events.h"
#include "picture/findings/announced.h"
#include "picture/findings/thresholds.h"
#include "picture/findings/worded.h"
#include "picture/state.h"

namespace voorzien::picture {

class ClusterWatch {
 public:
  explicit ClusterWatch(const doctrine::Detection& detection) : detection_(detection) {}
  ClusterWatch(const ClusterWatch& other) : detection_(other.detection_) {}  // learns for itself
  // Steps up to and over tick `number`, which ends at `end`: clusters that stand out in it, with their
  // numbers but without id.
  [[nodiscard]] std::vector<Finding> close(const State& state, std::int64_t number, Instant end,
                                           const Thresholds& thresholds);

 private:
  struct Kind {
    CountedKind of;
    std::unique_ptr<detection::LiveClusters> live;  // none: too little was counted
    std::vector<double> usual;                      // by place: a tick without anything announced
  };
  struct Where {
    std::size_t kind = 0;
    std::uint32_t place = 0;
    std::int64_t tick = 0;  // since the first day
  };
  void learn(const Findings& findings, std::int64_t day, std::int64_t number);
  struct Reported {
    Where where;
    std::int64_t count = 0;
  };
  [[nodiscard]] std::vector<Reported> reported(const Findings& findings, std::int64_t day) const;
  void learn_usual(const std::vector<Reported>& past);
  // Whether one more report there is taken; those that are not are beyond what is usual.
  [[nodiscard]] bool takes(const Where& where);
  void take(const Findings& findings, std::int64_t number);
  [[nodiscard]] Finding told_of(const Kind& kind, const detection::Cluster& cluster, Instant end,
                                const Thresholds& thresholds) const;

  const doctrine::Detection& detection_;
  std::int64_t day_ = -1;
  std::int64_t first_ = 0;  // day that period 0 is
  std::int64_t taken_ = 0;
  std::int64_t next_ = 0;  // number of the tick to take next
  std::vector<Kind> kinds_;
  AnnouncedTicks announced_;                                  // as known at the tick before next_
  std::map<std::array<std::int64_t, 3>, std::int64_t> left_;  // by kind, place and day: reports still taken
};

}  // namespace voorzien::picture
