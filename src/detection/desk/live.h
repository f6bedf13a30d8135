// A desk that goes on: the same rates, scan and scale as replay(), one tick after the other.
//
// begin() learns from the warm-up (a fifth of a second for two hundred series), step() takes the counts of
// the next five minutes and tells what stands out then: a happening that is new, one that was below the level
// and now reaches it, one that grew by two decades. What it says at tick t is what replay() says at t; a desk
// begun anew from the same warm-up and stepped with the same counts says the same, bit for bit. No clock, no
// thread.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "detection/desk/data.h"
#include "detection/desk/outages.h"
#include "detection/desk/scan.h"
#include "detection/desk/warnings.h"

namespace voorzien::detection {

constexpr double held_below = 0.5;  // decades under the level from which a happening is told as held back
constexpr double grows_by = 2;      // decades at which a happening is told again

struct LiveBin {  // some ticks of a group, oldest first in a list
  std::size_t first = 0;
  std::size_t ticks = 0;
  double count = 0;
  double expected = 0;
  double low = 0;  // nine of ten usual sums lie between
  double high = 0;
};

struct LivePart {  // a series of the group, over its window
  std::uint32_t series = 0;
  double count = 0;
  double expected = 0;
};

struct Happening {
  enum class News { Held, Shown, Rose, Grew } news = News::Held;
  std::size_t number = 0;  // of the happening, from the first step on
  std::size_t tick = 0;
  std::size_t theme = 0;
  std::uint32_t family = 0;
  std::uint32_t place = 0;
  double score = 0;             // on the common scale
  double level = 0;             // that the budget asks
  LiveBin window;               // the sum that stands out most
  std::vector<LiveBin> bins;    // quarters of an hour, at most six hours
  std::vector<LivePart> parts;  // those that held anything, most striking first
};

class LiveDesk {
 public:
  // desk.ticks == desk.warmup_ticks; budget: false warnings a shift of eight hours.
  [[nodiscard]] static Result<std::unique_ptr<LiveDesk>> begin(DeskData desk, double budget);
  ~LiveDesk();
  // unwatched: themes in which nothing is found and whose chance takes nothing of the budget.
  void set_budget(double budget, std::vector<bool> unwatched = {});
  // What is known beforehand, in place of what was, from the next tick on.
  void announce(std::vector<KnownEvent> events);
  // counts: of desk.series, those that are not zero. Happenings with news, by score.
  [[nodiscard]] std::vector<Happening> step(const std::vector<DeskCount>& counts);
  [[nodiscard]] std::size_t next_tick() const { return tick_; }
  [[nodiscard]] double level() const { return calibration_.level; }

 private:
  struct Theme;
  struct Running {
    std::size_t number = 0;
    std::size_t theme = 0;
    std::size_t last = 0;
    std::uint32_t place = 0;
    double told = 0;  // score at its last news
    bool shown = false;
  };
  LiveDesk(DeskData desk, double budget);
  [[nodiscard]] std::vector<std::uint8_t> dark_of(std::size_t theme,
                                                  const std::vector<std::uint8_t>& dark_regions,
                                                  const std::vector<std::uint32_t>& pool_counts);
  [[nodiscard]] Running* running_near(const Candidate& candidate, bool shown);
  void place(const Candidate& candidate, std::vector<Happening>& out);
  [[nodiscard]] bool is_watched(std::size_t theme) const { return unwatched_.empty() || !unwatched_[theme]; }
  [[nodiscard]] Happening told(const Candidate& candidate, Happening::News news, std::size_t number) const;

  DeskData desk_;
  Nearness near_;
  double floor_ = 0;
  std::vector<std::unique_ptr<Theme>> themes_;
  std::vector<SilenceWatch> regions_;
  std::vector<SilenceWatch> pools_;  // by region and theme
  std::vector<Candidate> chance_;
  double chance_shifts_ = 0;
  std::vector<bool> unwatched_;
  Calibration calibration_;
  std::vector<Running> running_;
  std::size_t next_ = 0;
  std::size_t tick_ = 0;
};

}  // namespace voorzien::detection
