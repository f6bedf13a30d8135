#include "detection/clusters/live.h"

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
