// Tests every group of series of one theme at every tick, over sums of 1 to 72 ticks (5 minutes to 6 hours).
//
// A group is a hypothesis about where something happens: one series; a category in a place and its
// neighbours, or two steps wide; a theme in a place, or in it and its neighbours. (Kulldorff 2001's
// cylinders, with a map of neighbours in place of circles and expectations in place of population: Neill
// 2005.) Each sum has a negative binomial tail whose variance holds cluster sizes and the doubt about its
// rate. Pure; one theme needs no other.
#pragma once

#include <cstdint>
#include <vector>

#include "detection/desk/rates.h"
#include "detection/desk/theme_view.h"

namespace voorzien::detection {

constexpr std::size_t families = 5;
constexpr std::size_t most_named_series = 100;  // a warning that names more says nothing
constexpr std::size_t most_named_places = 24;

struct Group {
  std::uint32_t family = 0;
  std::uint32_t place = 0;             // its middle
  std::uint32_t category = 0;          // of families 0-2
  std::vector<std::uint32_t> members;  // series of the view, nearest places first, at most what may be named
};

struct Candidate {
  std::uint32_t tick = 0;
  std::uint32_t theme = 0;
  std::uint32_t group = 0;
  std::uint32_t family = 0;
  std::uint32_t place = 0;
  std::uint32_t window = 0;  // index of desk_windows
  double score = 0;          // -log10 p of the best window, and
  double count = 0;          // what it held,
  double expected = 0;       // what it should have held
};

class ThemeScan {
 public:
  ThemeScan(const ThemeView& view, const std::vector<std::vector<std::uint32_t>>& neighbours);

  // Walks `rates` (which must stand at `from`) to `to` and gives every group whose score is at least `floor`
  // in a tick that brought it a count.
  [[nodiscard]] std::vector<Candidate> run(ThemeRates& rates, std::size_t from, std::size_t to, double floor);

  // The same for one tick of the view: the segments follow by themselves. Calls must be of ticks in order.
  void step(ThemeRates& rates, std::size_t tick, double floor, std::vector<Candidate>& out);

  // Ends the segment that runs before `tick`, the next to be stepped: what is expected is about to change.
  void settle(ThemeRates& rates, std::size_t tick);

  // What a group held in the last `ticks` ticks and should have held, at most 72; after step(tick).
  struct Held {
    double count = 0;
    double expected = 0;
    double variance = 0;
  };
  [[nodiscard]] Held held(std::size_t group, std::size_t tick, std::size_t back, std::size_t ticks) const;
  [[nodiscard]] std::size_t filled() const { return filled_; }

  std::vector<Group> groups;

 private:
  void prepare(const ThemeRates& rates, std::size_t tick);
  void take_tick(const ThemeRates& rates, std::size_t tick);
  void flag(std::size_t tick);
  void test(std::size_t tick, double floor, std::vector<Candidate>& out);

  const ThemeView* view_;
  std::vector<std::vector<std::uint32_t>> groups_of_;  // by series
  // By group, for the segment: the rate by category it holds, dispersion by window, squared relative doubt.
  std::vector<double> rate_;
  std::vector<std::vector<float>> dispersion_;
  std::vector<float> doubt_;
  // By group, running; and rings of their last values as wrapping integers, so that sums over windows are
  // exact.
  std::vector<double> mean_sum_;
  std::vector<double> scale_;
  std::vector<float> unit_;
  std::vector<std::uint32_t> count_sum_;
  std::vector<std::uint32_t> count_ring_;
  std::vector<std::uint32_t> mean_ring_;
  std::vector<std::int32_t> flags_;
  std::vector<std::uint32_t> touched_;  // tick of the last count, by group
  std::size_t filled_ = 0;              // ticks in the rings
  std::size_t segment_end_ = 0;         // planned, of the segment that runs; 0: none does yet
};

}  // namespace voorzien::detection
