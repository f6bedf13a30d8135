#include "detection/clusters/live.h"

#include <algorithm>

namespace voorzien::detection {

LiveClusters::LiveClusters(ReadyScan scan, std::size_t most) : scan_(std::move(scan)), most_(most) {}

Result<std::unique_ptr<LiveClusters>> LiveClusters::begin(const ScanReports& reports,
                                                          const ScanOptions& options) {
  if (options.model != ScanModel::Expectation && options.model != ScanModel::ExpectationPoisson)
    return Error{ErrorCode::BadUse, "", "Only expectations can be scanned report by report."};
  ASSIGN_OR_RETURN(ReadyScan scan, ready_scan(reports, options));
  std::unique_ptr<LiveClusters> out(new LiveClusters(std::move(scan), options.most));
  const ForEach one_by_one = [](std::size_t count, const std::function<void(std::size_t)>& work) {
    for (std::size_t k = 0; k < count; ++k) work(k);
  };
  const ForEach& each = options.each ? options.each : one_by_one;
  const double floor = likely_floor(out->scan_, options.seed, each);
  ASSIGN_OR_RETURN(const Sweep sweep, Sweep::over(out->scan_.circles, out->scan_.expectation, floor, each));
  ScanOptions all = options;
  all.stop_after = 0;
  out->chance_ = null_maxima(out->scan_, &sweep, 0, all);
  ASSIGN_OR_RETURN(StandingScan standing,
                   StandingScan::over(out->scan_.circles, out->scan_.expectation, floor));
  out->standing_.emplace(std::move(standing)).begin(window_counts(out->scan_, reports.cases));
  out->tell();
  return out;
}

const std::vector<Cluster>& LiveClusters::report(ScanCase one) {
  if (standing_->add(one.place, one.period)) tell();
  return clusters_;
}

std::vector<LiveClusters::Part> LiveClusters::parts(const Cluster& cluster) const {
  std::vector<Part> out;
  const Expectation& expects = scan_.expectation;
  const std::size_t first = scan_.circles.first[cluster.centre_place];
  for (std::size_t k = first; k < first + cluster.places; ++k) {
    const std::uint32_t place = scan_.circles.order[k];
    out.push_back({place, static_cast<double>(standing_->count(place, cluster.window_number)),
                   expects.weight[place] * expects.window[cluster.window_number]});
  }
  return out;
}

std::vector<LiveClusters::PeriodOf> LiveClusters::periods(const Cluster& cluster) const {
  // Windows end now, one period longer each: what a period holds is what the next longer one has more.
  std::vector<PeriodOf> out;
  const Expectation& expects = scan_.expectation;
  const std::size_t first = scan_.circles.first[cluster.centre_place];
  CircleSums sums;
  for (std::size_t k = first; k < first + cluster.places; ++k) sums.add(expects, scan_.circles.order[k]);
  PeriodOf before;
  for (std::size_t w = 0; w < expects.windows.size(); ++w) {
    PeriodOf whole;
    whole.expected = sums.expected(expects, w);
    whole.variance = whole.expected * sums.dispersion(expects, w);
    for (std::size_t k = first; k < first + cluster.places; ++k)
      whole.observed += standing_->count(scan_.circles.order[k], w);
    const double expected = whole.expected - before.expected;
    out.push_back({expects.windows[w].first, whole.observed - before.observed, expected,
                   std::max(expected, whole.variance - before.variance)});
    before = whole;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

void LiveClusters::tell() {
  clusters_.clear();
  for (const Cylinder& cylinder : apart(standing_->strongest(), scan_.circles, most_))
    clusters_.push_back(cluster_of(scan_, cylinder, chance_));
}

}  // namespace voorzien::detection
