// What is expected in every series of one theme at every tick, learnt from the warm-up and then followed.
//
//   rate of a series = its level x the week of its category x the tilt of its own day x known events
//                      x what its theme and category do in its region these days
//
// fit() takes the parts that hold still from the ticks before `end`; advance() follows the others segment by
// segment: levels forget with a half-life of two weeks and jump when a day or four differ by more than
// chance; region-wide factors are Kalman filters of the logarithm that return to zero within days. A
// segment's rates use earlier segments only. Plain data; the same bits whoever runs it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "detection/desk/theme_view.h"

namespace voorzien::detection {

constexpr std::array<std::size_t, 12> desk_windows{1,  2,  3,  4,  6,  9,
                                                   12, 18, 24, 36, 54, 72};  // ticks summed by the scan

class ThemeRates {
 public:
  // Learns from ticks [0, end) of the view, walks them once for dispersion and recent levels, and stands at
  // `end`.
  ThemeRates(const ThemeView& view, std::size_t end);

  // Prepares the segment that starts at `from`, where the last ended, and is to end at `to`: sets rate, and
  // nothing of it is read.
  void expect(std::size_t from, std::size_t to);
  // Learns from the counts of that segment, which ended at `to`: sooner than was expected when something went
  // dark in it.
  void learn(std::size_t to);

  [[nodiscard]] double week(std::size_t category, std::size_t tick) const {
    return week_[category * ticks_a_week + tick % ticks_a_week];
  }

  // For the segment expected last:
  std::vector<double> rate;          // per series: expected in a tick is rate x week(category, tick)
  std::vector<double> level_doubt;   // per series: relative variance of its level
  std::vector<double> shared_doubt;  // by category and region: relative variance of what the region shares
  std::vector<double> theme_doubt;   // by region: the part of it that all categories share
  bool stormy = false;               // a known event that multiplies the counts runs in part of the theme
  // Fixed by the fit:
  std::vector<double> dispersion;  // per series, of long sums
  std::vector<double>
      dispersion_at;  // by category and window: share of (dispersion - 1) that such a sum shows

 private:
  struct Level {
    double count = 0;
    double exposure = 0;
  };
  struct Effect {  // of events of one name on one category: logarithm and its variance
    double log_factor = 0;
    double variance = 0;
  };

  void fit_shape(std::size_t end);
  void fit_tilt(const std::vector<double>& hour_counts, const std::vector<double>& hour_expected);
  void walk(std::size_t end);
  void add_dispersion(std::size_t from, std::size_t to);
  void settle_dispersion();
  void open_events();
  void learn_events(const std::vector<double>& counts, std::vector<double>& expected);
  void learn_shared(const std::vector<double>& counts, std::vector<double>& expected);
  void learn_levels(const std::vector<double>& counts, const std::vector<double>& expected);
  [[nodiscard]] Effect& effect(const KnownEvent& event, std::size_t category);

  const ThemeView* view_;
  std::size_t from_ = 0;
  std::size_t to_ = 0;
  std::vector<double> week_;      // by category and tick of the week
  std::vector<double> tilt_cos_;  // per series, of the logarithm
  std::vector<double> tilt_sin_;
  std::vector<Level> slow_;  // level = count / exposure, two weeks
  std::vector<Level> day_;   // the last day and the last four, to see jumps
  std::vector<Level> days_;
  std::vector<double> theme_log_;  // by region
  std::vector<double> theme_var_;
  std::vector<double> shared_log_;  // by category and region
  std::vector<double> shared_var_;
  std::vector<std::vector<Effect>> effects_;  // by event name and category
  std::vector<const KnownEvent*> open_;       // events of this segment
  std::vector<std::uint8_t> wild_;            // per series: a storm is on, nothing is learnt
  // Sums for dispersion, by window and series: squares of residuals, expected; by series the running sums
  // and, by window, where they stood when the last window ended.
  std::vector<double> squares_;
  std::vector<double> means_;
  std::vector<double> residual_sum_;
  std::vector<double> mean_sum_;
  std::vector<double> residual_then_;
  std::vector<double> mean_then_;
};

}  // namespace voorzien::detection
