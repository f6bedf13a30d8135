// The strongest cylinder about each centre, kept true while reports come one by one.
//
// A report only adds, and only to the circles that hold its place and the windows that hold its period.
// Circles of a centre stand in blocks of successive ones; of each block and window is kept how many reports
// its last circle holds, and the least count at which one of its circles could be news. So a report adds one
// to a row of numbers a block and compares; circles are looked at only in what passes, and what brought
// nothing is asked again only at the count that could beat the best of its centre. A storm with ten times
// what is usual costs what a quiet day costs. Exact: the same cylinders, to the bit, as `strongest_about`
// gives. Expectation models only. Single-threaded.
#pragma once

#include <cstdint>
#include <vector>

#include "detection/clusters/cylinders.h"

namespace voorzien::detection {

class StandingScan {
 public:
  // Both must outlive this. Windows end with the last period, the shortest first. What is weaker than `floor`
  // (> 0) is not kept. Error: more blocks x windows than limits.h allows.
  [[nodiscard]] static Result<StandingScan> over(const Circles& circles, const Expectation& expectation,
                                                 double floor);
  // Reports that are there already. Call it before `add`, once.
  void begin(const std::vector<std::uint32_t>& counts);  // a row a place, a column a window
  // One more report; false: no window holds it, nothing changed.
  bool add(std::uint32_t place, std::uint32_t period);

  [[nodiscard]] std::uint32_t count(std::size_t place, std::size_t window) const {
    return counts_[place * windows_ + window];
  }
  // By centre; ratio 0: nothing about it reaches the floor.
  [[nodiscard]] const std::vector<Cylinder>& strongest() const { return strongest_; }

 private:
  struct Block {            // successive circles of one centre
    std::size_t first = 0;  // in Circles::order
    std::size_t end = 0;
    CircleSums before;
  };
  struct Entry {  // where a place enters the circles of a centre
    std::uint32_t centre = 0;
    std::uint32_t block = 0;
  };

  StandingScan(const Circles& circles, const Expectation& expectation, double floor);
  void cut_into_blocks(std::size_t centre);
  void enter_places();
  [[nodiscard]] std::int32_t sum(std::size_t block, std::size_t window) const {
    return least_[block * row_ + window] - left_[block * row_ + window];
  }
  void look(std::uint32_t centre, std::size_t block, std::size_t window);

  const Circles* circles_;
  const Expectation* expectation_;
  double floor_;
  std::size_t windows_;
  std::size_t row_;                       // windows, rounded up
  std::vector<std::int32_t> came_;        // by window, of one report: 0 or 1
  std::vector<std::size_t> first_block_;  // of each centre; one more at the end
  std::vector<Block> blocks_;
  // By block and window: how many reports its last circle needs before one of its circles could be news, and
  // how many it still lacks; the difference is what it holds.
  std::vector<std::int32_t> least_;
  std::vector<std::int32_t> left_;
  std::vector<std::size_t> first_entry_;  // of each place; one more at the end
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> counts_;  // a row a place, a column a window
  std::vector<Cylinder> strongest_;
};

}  // namespace voorzien::detection
