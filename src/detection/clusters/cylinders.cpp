#include "detection/clusters/cylinders.h"

#include <algorithm>
#include <atomic>
#include <numeric>

#include <fmt/format.h>

#include "detection/clusters/limits.h"

namespace voorzien::detection {
namespace {
struct Ring {
  std::vector<std::uint32_t> order;
  std::vector<float> distance_m;
};

// Places outward from one centre up to the greatest radius and share; equal distances by number of place.
Ring ring_about(std::uint32_t centre, const std::vector<geo::Point>& places,
                const std::vector<double>& weights, double weight_max, double radius_m_max) {
  std::vector<std::pair<float, std::uint32_t>> near;
  near.reserve(places.size());
  for (std::uint32_t p = 0; p < places.size(); ++p) {
    const double distance = p == centre ? 0 : geo::distance_m(places[centre], places[p]);
    if (distance <= radius_m_max) near.emplace_back(static_cast<float>(distance), p);
  }
  std::sort(near.begin(), near.end());
  Ring out;
  double weight = 0;
  std::size_t ended = 0;
  for (std::size_t k = 0; k < near.size(); ++k) {
    weight += weights[near[k].second];
    if (weight > weight_max) break;
    out.order.push_back(near[k].second);
    out.distance_m.push_back(near[k].first);
    if (k + 1 == near.size() || near[k + 1].first > near[k].first) ended = k + 1;
  }
  out.order.resize(ended);  // places at one distance come together or not at all
  out.distance_m.resize(ended);
  return out;
}

// Could any window of a circle beat `ratio`, by the bound of Statistic::at_most? Without branches, so that
// windows are tested side by side; a thousandth of slack covers the short floats.
bool may_beat(const std::vector<std::int32_t>& counts, double weight, const Expectation& expectation,
              double ratio) {
  const auto goal = static_cast<float>(2 * ratio * (1 - 1e-3));
  const auto total = static_cast<float>(expectation.statistic.total);
  const bool conditional = expectation.statistic.total > 0;
  int out = 0;
  for (std::size_t w = 0; w < counts.size(); ++w) {
    const auto count = static_cast<float>(counts[w]);
    const auto mean = static_cast<float>(weight * expectation.window[w]);
    const float excess = count - mean;
    const float rest = conditional ? total - mean : 1.0F;
    // excess^2 C >= 2 ratio m (C - m), or c > C - m where that bound is doubled; else excess^2 >= 2 ratio m.
    const float square = excess * excess * (conditional ? total : 1.0F);
    const int enough = static_cast<int>(square >= goal * mean * rest);
    const int most = static_cast<int>(conditional) & static_cast<int>(count * 1.001F >= rest);
    out |= static_cast<int>(count * 1.001F >= mean) & (enough | most);
  }
  return out != 0;
}
}  // namespace

Result<Circles> circles_about(std::vector<geo::Point> places, const std::vector<double>& weights,
                              const CircleLimits& limits, const ForEach& each) {
  if (places.size() > most_scan_places)
    return Error{ErrorCode::TooLarge, "",
                 fmt::format("{} places where a scan takes {}: round the coordinates, or use districts.",
                             places.size(), most_scan_places)};
  const double weight = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<Ring> rings(places.size());
  std::atomic<std::size_t> zones = 0;
  each(places.size(), [&](std::size_t centre) {
    if (zones > most_scan_zones) return;
    rings[centre] = ring_about(static_cast<std::uint32_t>(centre), places, weights,
                               weight * limits.share_max * (1 + 1e-12), limits.radius_m_max);
    zones += rings[centre].order.size();
  });
  if (zones > most_scan_zones)
    return Error{ErrorCode::TooLarge, "",
                 fmt::format("More than {} circles: lower --max-share or --max-radius.", most_scan_zones)};
  Circles out;
  out.places = std::move(places);
  out.first.push_back(0);
  for (Ring& ring : rings) {
    out.order.insert(out.order.end(), ring.order.begin(), ring.order.end());
    out.distance_m.insert(out.distance_m.end(), ring.distance_m.begin(), ring.distance_m.end());
    out.first.push_back(out.order.size());
    ring = {};
  }
  out.may_end.assign(out.order.size(), 1);
  for (std::size_t centre = 0; centre + 1 < out.first.size(); ++centre)
    for (std::size_t k = out.first[centre]; k + 1 < out.first[centre + 1]; ++k)
      out.may_end[k] = out.distance_m[k + 1] > out.distance_m[k] ? 1 : 0;
  return out;
}

std::vector<TimeWindow> windows_ending_now(std::size_t periods, std::size_t longest) {
  std::vector<TimeWindow> out;
  for (std::size_t length = 1; length <= std::min(longest, periods); ++length)
    out.push_back({static_cast<std::uint32_t>(periods - length), static_cast<std::uint32_t>(periods - 1)});
  return out;
}

std::vector<TimeWindow> windows_anywhere(std::size_t periods, std::size_t longest) {
  std::vector<TimeWindow> out;
  for (std::size_t first = 0; first < periods; ++first)
    for (std::size_t last = first; last < std::min(periods, first + longest); ++last)
      out.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)});
  return out;
}

Cylinder strongest_about(std::uint32_t centre, const Circles& circles, const Expectation& expectation,
                         const std::vector<std::uint32_t>& counts) {
  const std::size_t windows = expectation.windows.size();
  std::vector<std::int32_t> count(windows, 0);
  const bool by_cell = !expectation.cells.empty();
  std::vector<double> means(by_cell ? windows : 0, 0);
  CircleSums sums;
  Cylinder best;
  best.centre = centre;
  for (std::size_t k = circles.first[centre]; k < circles.first[centre + 1]; ++k) {
    const std::uint32_t* row = counts.data() + circles.order[k] * windows;
    for (std::size_t w = 0; w < windows; ++w) count[w] += static_cast<std::int32_t>(row[w]);
    sums.add(expectation, circles.order[k]);
    for (std::size_t w = 0; w < means.size(); ++w)
      means[w] += expectation.cells[circles.order[k] * windows + w];
    if (circles.may_end[k] == 0) continue;
    if (!by_cell && expectation.dispersion.empty() && !may_beat(count, sums.weight, expectation, best.ratio))
      continue;
    for (std::size_t w = 0; w < windows; ++w) {
      const double mean = by_cell ? means[w] : sums.expected(expectation, w);
      if (!(count[w] > mean)) continue;
      const double dispersion = sums.dispersion(expectation, w);
      if (expectation.statistic.at_most(count[w], mean, dispersion) <= best.ratio) continue;
      const double ratio = expectation.statistic(count[w], mean, dispersion);
      if (ratio > best.ratio)
        best = {centre, k, static_cast<std::uint32_t>(w), static_cast<double>(count[w]), mean, ratio};
    }
  }
  return best;
}

std::vector<Cylinder> apart(std::vector<Cylinder> cylinders, const Circles& circles, std::size_t most) {
  std::stable_sort(cylinders.begin(), cylinders.end(),
                   [](const Cylinder& a, const Cylinder& b) { return a.ratio > b.ratio; });
  std::vector<bool> taken(circles.places.size(), false);
  std::vector<Cylinder> out;
  for (const Cylinder& one : cylinders) {
    if (out.size() >= most || !(one.ratio > 0)) break;
    const std::size_t first = circles.first[one.centre];
    bool free = true;
    for (std::size_t k = first; k <= one.end && free; ++k) free = !taken[circles.order[k]];
    if (!free) continue;
    for (std::size_t k = first; k <= one.end; ++k) taken[circles.order[k]] = true;
    out.push_back(one);
  }
  return out;
}

}  // namespace voorzien::detection
