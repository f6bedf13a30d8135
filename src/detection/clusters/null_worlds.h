// Worlds in which nothing happens: sets of counts as chance would bring them, for each model of a scan.
//
// Permutation: the same reports, their places and periods joined anew at random (both margins stay). Poisson:
// as many reports, spread by weight over places and evenly over periods, or by what is expected of each place
// in each period. Expectation: negative binomial about
// what was expected; doubt about a place's level is drawn once a world, doubt about the whole region
// likewise. A world is a function of seed and number alone.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/random.h"
#include "detection/clusters/draws.h"

namespace voorzien::detection {

struct ScanCase {
  std::uint32_t place = 0;
  std::uint32_t period = 0;
  bool operator==(const ScanCase&) const = default;
};

// Counts by place and period, of the periods from `from` on.
struct PeriodCounts {
  std::size_t places = 0;
  std::size_t from = 0;
  std::size_t periods = 0;  // from `from` to the end
  std::vector<std::uint32_t> cells;

  [[nodiscard]] std::uint32_t& at(std::size_t place, std::size_t period) {
    return cells[place * periods + period - from];
  }
};

// What is expected where nothing happens, for counts that are forecast (baseline.h makes it).
struct Forecast {
  std::vector<double> share;       // of each place in the region's counts
  std::vector<double> dispersion;  // of a period's count at each place, variance over mean, >= 1
  std::vector<double> doubt;       // squared relative doubt about each share
  std::vector<double> periods;     // the region's expected count, of each period forecast
  double common_doubt = 0;         // squared relative doubt about the region's level
};

class NullWorld {
 public:
  virtual ~NullWorld() = default;
  // `out` has its size already and is overwritten.
  virtual void draw(Random& random, PeriodCounts& out) const = 0;
};

[[nodiscard]] std::unique_ptr<NullWorld> permuted(std::vector<ScanCase> cases, std::size_t from);
// weights: of the places; cases over `periods` in all.
[[nodiscard]] std::unique_ptr<NullWorld> spread_by_weight(const std::vector<double>& weights,
                                                          std::size_t cases, std::size_t periods,
                                                          std::size_t from);
// expected: of each place in each of `periods`, a row a place; cases in all of them.
[[nodiscard]] std::unique_ptr<NullWorld> spread_by_cell(const std::vector<double>& expected,
                                                        std::size_t cases, std::size_t periods,
                                                        std::size_t from);
[[nodiscard]] std::unique_ptr<NullWorld> forecast_world(Forecast forecast);

// The generator of one world: far from those of its neighbours.
[[nodiscard]] Random world_random(std::uint64_t seed, std::uint64_t number);

}  // namespace voorzien::detection
