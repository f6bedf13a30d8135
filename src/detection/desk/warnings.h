// From what exceeds to what an operator is shown: families on one scale, a level for the budget, one warning
// a happening, never a flood.
//
// Tails that a model gives are trusted for their order only: how often each family of groups reaches a score
// where nothing happens is counted in the warm-up, out of sample, and continued as an exponential. So a score
// on the common scale is -log10 of the expected number of warnings a shift, and the budget picks the level.
// Pure.
#pragma once

#include <array>
#include <vector>

#include "detection/desk/scan.h"

namespace voorzien::detection {

// From this score on an exceedance is kept: as many a shift, about, on a small desk as on one of 5,000
// series.
[[nodiscard]] double floor_score(std::size_t series);
// Level shifts, ends of incidents and what holidays leave cannot be counted in the warm-up: they get a sixth.
constexpr double share_of_chance = 0.88;
constexpr std::size_t quiet_ticks = 24;  // a happening that is silent for two hours is over

// Warnings a shift of one family as a function of its score: rate x exp(-slope (score - floor)).
struct FamilyTail {
  double rate = 1;  // at the floor, a shift
  double slope = 2.302585;
  double floor = 0;
};

struct Calibration {
  std::array<FamilyTail, families> tails;
  double level = 0;  // on the common scale, for the budget
};

// By tick, then score (highest first), then theme and group.
[[nodiscard]] bool shown_first(const Candidate& a, const Candidate& b);

// Which place is within two steps of which: what happens there is one happening.
using Nearness = std::vector<std::vector<std::uint8_t>>;
[[nodiscard]] Nearness two_steps(const std::vector<std::vector<std::uint32_t>>& neighbours);

// candidates: of all themes over `shifts` undisturbed shifts, by tick, from `floor` on.
[[nodiscard]] Calibration calibrate(const std::vector<Candidate>& candidates, const Nearness& near,
                                    std::size_t themes, double shifts, double floor, double budget);
// A family's score on the common scale.
[[nodiscard]] double on_scale(double score, std::uint32_t family, const Calibration& calibration);
// Puts scores on the common scale and orders by tick, then score (highest first), then theme and group.
void put_on_scale(std::vector<Candidate>& candidates, const Calibration& calibration);
// One for each happening: what exceeds `level` within two hours and two steps of a running one belongs to it.
// candidates as put_on_scale leaves them.
[[nodiscard]] std::vector<Candidate> merge(const std::vector<Candidate>& candidates, const Nearness& near,
                                           std::size_t themes, double level);
// The same as things come: to which running happening a candidate belongs, or a new one.
class Merger {
 public:
  explicit Merger(std::size_t themes) : running_(themes) {}
  struct Home {
    std::size_t happening = 0;  // counted from the first on
    bool is_new = false;
  };
  Home place(const Candidate& candidate, const Nearness& near);

 private:
  struct Running {
    std::size_t last = 0;
    std::uint32_t place = 0;
    std::size_t happening = 0;
  };
  std::vector<std::vector<Running>> running_;
  std::size_t next_ = 0;
};
// At most `most` in any two ticks: what is too much waits, and is dropped when it waits longer than an hour.
[[nodiscard]] std::vector<Candidate> without_flood(const std::vector<Candidate>& warnings, std::size_t most);

}  // namespace voorzien::detection
