// A scan that goes on: one report comes, and the strongest clusters that end now are told at once.
//
// Expectations stand for the whole current period (a day), so a report changes counts only: the null maxima
// stay as they are, and a rescan touches the circles that hold the report (standing.h). `begin` fits and
// draws, seconds for a thousand places; it is called when a period begins, away from what must be quick.
// `report` draws nothing. Expectation models only: their expectation does not depend on the total.
// Single-threaded; a copy is not needed, begin anew.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/result.h"
#include "detection/clusters/scan.h"
#include "detection/clusters/standing.h"

namespace voorzien::detection {

class LiveClusters {
 public:
  // reports.periods counts the current period; its cases so far are taken in. options.model: an expectation
  // model. options.stop_after is not used: all replicas are drawn, since what will come is not known.
  [[nodiscard]] static Result<std::unique_ptr<LiveClusters>> begin(const ScanReports& reports,
                                                                   const ScanOptions& options);
  // One more report at a place, in a period that a window holds (late ones too); others change nothing. Gives
  // the clusters that are apart, strongest first, as find_clusters would with the same expectations; those
  // weaker than nearly every null world's strongest are not told.
  const std::vector<Cluster>& report(ScanCase one);
  [[nodiscard]] const std::vector<Cluster>& clusters() const { return clusters_; }

  struct Part {  // one place of a cluster, over its window
    std::uint32_t place = 0;
    double observed = 0;
    double expected = 0;
  };
  struct PeriodOf {  // one period of a cluster's places
    std::uint32_t period = 0;
    double observed = 0;
    double expected = 0;
    double variance = 0;
  };
  [[nodiscard]] std::vector<Part> parts(const Cluster& cluster) const;        // from the centre outward
  [[nodiscard]] std::vector<PeriodOf> periods(const Cluster& cluster) const;  // all that windows hold

 private:
  LiveClusters(ReadyScan scan, std::size_t most);
  void tell();

  ReadyScan scan_;
  std::size_t most_;
  std::optional<StandingScan> standing_;  // made after scan_ has its place
  NullMaxima chance_;
  std::vector<Cluster> clusters_;
};

}  // namespace voorzien::detection
