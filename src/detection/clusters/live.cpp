#include "detection/clusters/live.h"

#include <algorithm>

namespace voorzien::detection {

LiveClusters::LiveClusters(ReadyScan scan, std::size_t most)
    : scan_(std::move(scan)),
      most_(most),
      lanes_(scan_.circles.places.size(), scan_.expectation.windows.size()),
      counts_(scan_.circles.places.size() * scan_.expectation.windows.size(), 0),
      sums_(scan_.expectation.windows.size(), 0) {}

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
  ASSIGN_OR_RETURN(Sweep sweep, Sweep::over(out->scan_.circles, out->scan_.expectation, floor, each));
  out->sweep_.push_back(std::move(sweep));
  ScanOptions all = options;
  all.stop_after = 0;
  out->chance_ = null_maxima(out->scan_, out->sweep_.front(), 0, all);
  for (const ScanCase& one : reports.cases) out->take(one);
  out->look();
  return out;
}

const std::vector<Cluster>& LiveClusters::report(ScanCase one) {
  take(one);
  look();
  return clusters_;
}

std::vector<LiveClusters::Part> LiveClusters::parts(const Cluster& cluster) const {
  std::vector<Part> out;
  const Expectation& expects = scan_.expectation;
  const std::size_t first = scan_.circles.first[cluster.centre_place];
  for (std::size_t k = first; k < first + cluster.places; ++k) {
    const std::uint32_t place = scan_.circles.order[k];
    out.push_back({place,
                   static_cast<double>(counts_[place * expects.windows.size() + cluster.window_number]),
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
      whole.observed += counts_[scan_.circles.order[k] * expects.windows.size() + w];
    const double expected = whole.expected - before.expected;
    out.push_back({expects.windows[w].first, whole.observed - before.observed, expected,
                   std::max(expected, whole.variance - before.variance)});
    before = whole;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

void LiveClusters::take(ScanCase one) {
  const auto& windows = scan_.expectation.windows;
  if (one.period < scan_.from || one.period >= scan_.periods || one.place >= scan_.circles.places.size())
    return;
  for (std::size_t w = 0; w < windows.size(); ++w) {
    if (one.period < windows[w].first || one.period > windows[w].last) continue;
    std::uint32_t& count = counts_[one.place * windows.size() + w];
    ++count;
    ++sums_[w];
    fits_ = fits_ && count <= largest_cell && sums_[w] <= largest_sum;
    if (fits_) lanes_.at(0, one.place, w) = static_cast<std::uint8_t>(count);
  }
}

void LiveClusters::look() {
  std::vector<Cylinder> strongest;
  if (fits_) {
    strongest = sweep_.front().strongest(lanes_);
  } else {
    for (std::uint32_t centre = 0; centre < scan_.circles.places.size(); ++centre)
      strongest.push_back(strongest_about(centre, scan_.circles, scan_.expectation, counts_));
    std::erase_if(strongest, [&](const Cylinder& one) { return one.ratio < sweep_.front().floor(); });
  }
  clusters_.clear();
  for (const Cylinder& cylinder : apart(std::move(strongest), scan_.circles, most_))
    clusters_.push_back(cluster_of(scan_, cylinder, chance_));
}

}  // namespace voorzien::detection
