// The largest ratio over all cylinders, for many sets of counts: what Monte Carlo replicas ask.
//
// Exact, and quick by three means. For every block of successive circles and every window stands the least
// count that could reach a floor; counts only grow outward, so the circle that ends the block answers for all
// of it. A place's counts in 32 windows are 32 bytes, two sets one register of AVX-512, so walking outward is
// half an addition a circle; each block's sums are widened to 16 bits at its end. Four sets of counts share
// the reading of a block. Logarithms are taken only for the few cylinders that pass. What is below the floor
// is not seen: the caller then asks `strongest_about`. Whole numbers decide, so every processor and every
// number of threads gives the same bits. Immutable after building; thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "detection/clusters/cylinders.h"

namespace voorzien::detection {

constexpr std::size_t lanes = 32;              // windows of one vector
constexpr std::size_t sets_together = 4;       // of counts
constexpr std::uint32_t largest_cell = 255;    // reports of a place in a window; more do not fit the vectors
constexpr std::uint32_t largest_sum = 60'000;  // reports of all places in a window; likewise

// The windows (by bit) of one set of counts that pass a block's least counts; counts before and after the
// block.
struct Passed {
  std::size_t set;
  const std::uint16_t* before;
  const std::uint16_t* after;
  std::uint32_t windows;
};

// Up to four sets of counts, interleaved: vector, place, set, lane.
class LaneCounts {
 public:
  LaneCounts(std::size_t places, std::size_t windows);
  void clear();
  [[nodiscard]] std::uint8_t& at(std::size_t set, std::size_t place, std::size_t window) {
    return cells_[(((window / lanes) * places_ + place) * sets_together + set) * lanes + window % lanes];
  }
  [[nodiscard]] const std::uint8_t* vectors(std::size_t vector) const {
    return cells_.data() + vector * places_ * sets_together * lanes;
  }

 private:
  std::size_t places_;
  std::vector<std::uint8_t> cells_;
};

class Sweep {
 public:
  // Both must outlive the sweep. Error: more blocks than limits.h allows.
  [[nodiscard]] static Result<Sweep> over(const Circles& circles, const Expectation& expectation,
                                          double floor, const ForEach& each);
  // The largest ratio of each of the first `sets`; 0 where none reaches the floor.
  [[nodiscard]] std::array<double, sets_together> largest(const LaneCounts& counts, std::size_t sets) const;
  // For tests: without the vector instructions of this processor.
  bool plain = false;

 private:
  // Successive circles of one centre, and the sums before the first of them.
  struct Block {
    std::uint32_t circles = 0;
    CircleSums before;
  };
  // Of one centre and one vector of windows, while it is made.
  struct Row {
    std::vector<Block> blocks;
    std::vector<std::uint16_t> least;
  };
  // What one walk reads: a centre, a vector of windows, the counts of that vector.
  struct Place {
    std::size_t centre;
    std::size_t vector;
    const std::uint8_t* cells;
  };
  struct Span {  // of Circles::order
    std::size_t first;
    std::size_t end;
  };
  using Largest = std::array<double, sets_together>;  // by set

  Sweep(const Circles& circles, const Expectation& expectation, double floor)
      : circles_(&circles), expectation_(&expectation), floor_(floor) {}
  [[nodiscard]] Row row_of(std::size_t centre, std::size_t vector) const;
  // False: a block's sums did not fit a byte and the walk was left; then walk with `wide` false.
  template <std::size_t Sets>
  [[nodiscard]] bool walk(const LaneCounts& counts, bool wide, Largest& seen) const;
  void look(const Place& at, std::size_t block, std::size_t circle, const Passed& passed,
            Largest& seen) const;
  // The ratio that a cylinder must reach to be news.
  [[nodiscard]] double beaten(const Passed& passed, const Largest& seen) const;
  void look_in(const Place& at, std::size_t window, const Span& span, CircleSums sums, const Passed& passed,
               Largest& seen) const;

  const Circles* circles_;
  const Expectation* expectation_;
  double floor_;
  // By vector and centre: where its blocks begin; the blocks; their least counts by lane.
  std::vector<std::size_t> first_;
  std::vector<std::uint8_t> sizes_;  // circles of each block
  std::vector<Block> blocks_;
  std::vector<std::uint16_t> least_;
};

}  // namespace voorzien::detection
