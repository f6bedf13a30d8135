// ClusterWatch: the space-time scan at work on what is counted, over days. Derived from the picture's state.
//
// The desk (watch.h) sees what rises within hours; this sees what is a little too much for days in places
// that lie together. At the first count of a local day each counted theme is learnt anew from the days before
// it; each further count is scanned as it comes (detection::LiveClusters). What it tells is a function of the
// counts in the state, so it is computed again from any later state. Single-threaded.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "detection/clusters/live.h"
#include "doctrine/doctrine.h"
#include "picture/events.h"
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
  };
  void learn(const Findings& findings, std::int64_t day);
  void take(const Findings& findings, std::int64_t number);
  [[nodiscard]] Finding told(const Kind& kind, const detection::Cluster& cluster, Instant end,
                             const Thresholds& thresholds) const;

  const doctrine::Detection& detection_;
  std::int64_t day_ = -1;
  std::int64_t first_ = 0;  // day that period 0 is
  std::int64_t taken_ = 0;
  std::int64_t next_ = 0;  // number of the tick to take next
  std::vector<Kind> kinds_;
};

}  // namespace voorzien::picture
