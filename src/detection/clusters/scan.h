// The space-time scan: where and when more is reported than chance brings, and how often chance would.
//
// Called by `voorzien clusters`; live.h uses its parts. The strongest cylinder about each place, then those
// that share no place with a stronger one; p by Monte Carlo: how many null worlds hold something as strong
// anywhere. The same bits for the same arguments, whoever runs `each`. Sources and choices:
// docs/detection/clusters.md.
#pragma once

#include <memory>
#include <vector>

#include "base/result.h"
#include "detection/clusters/baseline.h"
#include "detection/clusters/cylinders.h"
#include "detection/clusters/null_worlds.h"
#include "detection/clusters/sweep.h"

namespace voorzien::detection {

enum class ScanModel { Permutation, Poisson, Expectation, ExpectationPoisson };

struct ScanOptions {
  ScanModel model = ScanModel::Permutation;
  Period period = Period::Day;  // of expectations: Day or Hour
  std::size_t window = 30;      // longest cylinder, in periods; at most half of all periods
  bool anywhere = false;        // look back: windows may end before the last period
  std::size_t baseline = 0;     // periods before the window that teach expectations; 0: all
  CircleLimits circles;
  std::size_t replicas = 999;
  std::size_t stop_after = 50;  // null worlds as strong as the strongest; 0: draw all replicas
  std::uint64_t seed = 1;
  std::size_t most = 10;  // clusters told
  ForEach each;           // how pieces are run; empty: one after the other
};

// Reports of one kind.
struct ScanReports {
  std::vector<geo::Point> places;
  std::vector<double> population;  // by place; empty but for Poisson
  std::vector<ScanCase> cases;
  std::size_t periods = 0;  // the last one is now
  // Of Poisson, when population is of more than one time or group: what to expect of each place in each
  // period, a row a place, in all as many as there are cases. Empty: by population, evenly in time.
  std::vector<double> expected = {};
};

struct Cluster {
  geo::Point centre;
  double radius_m = 0;
  std::size_t places = 0;
  TimeWindow window;
  double observed = 0;
  double expected = 0;
  double ratio = 0;          // log-likelihood ratio, over dispersion
  double relative_risk = 0;  // inside over outside; expectation-based: observed over expected
  double p = 1;              // by rank among the null worlds
  double p_gumbel =
      1;  // by a Gumbel distribution through them (Abrams et al. 2010): tells p below 1/replicas
  double variance = 0;             // of what is expected
  std::uint32_t centre_place = 0;  // of the reports' places
  std::uint32_t window_number = 0;
};

// A scan made ready: what is expected, and how its null worlds are drawn. Movable, not changed by scanning.
struct ReadyScan {
  Circles circles;
  Expectation expectation;
  std::unique_ptr<NullWorld> world;
  std::size_t from = 0;  // first period that a window holds
  std::size_t periods = 0;
};

// Errors: too few periods, a baseline too short, no population where the model needs it, or a limit of
// limits.h.
[[nodiscard]] Result<ReadyScan> ready_scan(const ScanReports& reports, const ScanOptions& options);

// How strong the strongest cylinder of each null world is; empty when none is drawn.
struct NullMaxima {
  std::vector<double> ratios;  // by number of world
  bool stopped = false;        // before all replicas: enough were as strong
  double gumbel_mode = 0;
  double gumbel_scale = 0;

  [[nodiscard]] double p(double ratio) const;
  [[nodiscard]] double p_gumbel(double ratio) const;
};

// A floor that lies under nearly every null maximum, from a few worlds looked at whole.
[[nodiscard]] double likely_floor(const ReadyScan& scan, std::uint64_t seed, const ForEach& each);
// sweep: null when places and windows depend on each other, each world is then looked at whole. strongest: of
// the reports; drawing stops after options.stop_after worlds at least as strong.
[[nodiscard]] NullMaxima null_maxima(const ReadyScan& scan, const Sweep* sweep, double strongest,
                                     const ScanOptions& options);
// Counts of the reports by place and window: a row a place.
[[nodiscard]] std::vector<std::uint32_t> window_counts(const ReadyScan& scan,
                                                       const std::vector<ScanCase>& cases);
[[nodiscard]] Cluster cluster_of(const ReadyScan& scan, const Cylinder& cylinder, const NullMaxima& chance);

[[nodiscard]] Result<std::vector<Cluster>> find_clusters(const ScanReports& reports,
                                                         const ScanOptions& options);

}  // namespace voorzien::detection
