// Where and when a cluster may be: circles about each place x windows of time, with what is expected in them.
//
// A circle is the places nearest to its centre, in order of great-circle distance; it ends only where the
// next place is farther (places at the same distance come together), within a greatest radius and a greatest
// share of the weight (population, reports or expectation). Windows are numbered; a place's expectation in a
// window adds up over the circle. Built once, then immutable and safe to share between threads.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "detection/clusters/statistic.h"
#include "detection/desk/data.h"
#include "geo/geometry.h"

namespace voorzien::detection {

// Periods, both ends included.
struct TimeWindow {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  bool operator==(const TimeWindow&) const = default;
};

struct CircleLimits {
  double share_max = 0.5;          // of the weight of all places
  double radius_m_max = 40'100e3;  // longer than any distance
};

// The circles about every place. `order` holds, centre after centre, the places outward.
struct Circles {
  std::vector<std::size_t> first;  // of each centre in order; one more at the end
  std::vector<std::uint32_t> order;
  std::vector<float> distance_m;      // of each in order
  std::vector<std::uint8_t> may_end;  // 1: a circle ends with this place
  std::vector<geo::Point> places;
};

// weights: one a place, >= 0. Error: more places or circles than limits.h allows.
[[nodiscard]] Result<Circles> circles_about(std::vector<geo::Point> places,
                                            const std::vector<double>& weights, const CircleLimits& limits,
                                            const ForEach& each);

// What a scan expects: mostly places and windows do not depend on each other, so the expectation of a circle
// in a window is the circle's weight times the window's, and its sums are a few numbers however many windows
// there are.
struct Expectation {
  std::vector<TimeWindow> windows;
  std::vector<double> window;  // expected reports of weight 1
  std::vector<double> weight;  // of each place
  // Of each place in each window, a row a place, where places and windows do depend on each other; `window`
  // is then empty. Empty: they do not.
  std::vector<double> cells;
  std::vector<double> dispersion;  // variance over mean of a place's counts; empty: Poisson, nothing in doubt
  std::vector<double> doubt;       // squared relative doubt about a place's weight; as long as dispersion
  double common_doubt = 0;         // the same about all places together
  Statistic statistic;
};

// The sums of a circle as it grows.
struct CircleSums {
  double weight = 0;
  double spread = 0;  // of weight x dispersion
  double doubt = 0;   // of weight squared x doubt

  void add(const Expectation& expectation, std::size_t place) {
    const double one = expectation.weight[place];
    weight += one;
    if (expectation.dispersion.empty()) return;
    spread += one * expectation.dispersion[place];
    doubt += one * one * expectation.doubt[place];
  }
  [[nodiscard]] double expected(const Expectation& expectation, std::size_t window) const {
    return weight * expectation.window[window];
  }
  // Variance over mean of the circle's count in the window, at least 1.
  [[nodiscard]] double dispersion(const Expectation& expectation, std::size_t window) const {
    if (expectation.dispersion.empty() || !(weight > 0)) return 1;
    const double of_level = doubt + weight * weight * expectation.common_doubt;
    return std::max(1.0, (spread + of_level * expectation.window[window]) / weight);
  }
};

// Windows of 1..longest periods that end with the last of `periods`; or, for looking back, every window of at
// most `longest` periods, by first and then last period.
[[nodiscard]] std::vector<TimeWindow> windows_ending_now(std::size_t periods, std::size_t longest);
[[nodiscard]] std::vector<TimeWindow> windows_anywhere(std::size_t periods, std::size_t longest);

// The strongest cylinder about one centre; ratio 0: none holds more than expected.
struct Cylinder {
  std::uint32_t centre = 0;
  std::size_t end = 0;  // in Circles::order, of its last place
  std::uint32_t window = 0;
  double observed = 0;
  double expected = 0;
  double ratio = 0;
};

// counts: a row a place, a column a window. Looks at every cylinder: the reference for the quick sweep, and
// what is shown.
[[nodiscard]] Cylinder strongest_about(std::uint32_t centre, const Circles& circles,
                                       const Expectation& expectation,
                                       const std::vector<std::uint32_t>& counts);
// The strongest about each centre, then those that share no place with a stronger one: strongest first, at
// most `most`; equal ones by centre.
[[nodiscard]] std::vector<Cylinder> apart(std::vector<Cylinder> cylinders, const Circles& circles,
                                          std::size_t most);

}  // namespace voorzien::detection
