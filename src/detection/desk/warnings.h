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

// Which place is within two steps of which: what happens there is one happening.
using Nearness = std::vector<std::vector<std::uint8_t>>;
[[nodiscard]] Nearness two_steps(const std::vector<std::vector<std::uint32_t>>& neighbours);

// candidates: of all themes over `shifts` undisturbed shifts, by tick, from `floor` on.
[[nodiscard]] Calibration calibrate(const std::vector<Candidate>& candidates, const Nearness& near,
                                    std::size_t themes, double shifts, double floor, double budget);
// Puts scores on the common scale and orders by tick, then score (highest first), then theme and group.
void put_on_scale(std::vector<Candidate>& candidates, const Calibration& calibration);
// One for each happening: what exceeds `level` within two hours and two steps of a running one belongs to it.
// candidates as put_on_scale leaves them.
[[nodiscard]] std::vector<Candidate> merge(const std::vector<Candidate>& candidates, const Nearness& near,
                                           std::size_t themes, double level);
// At most `most` in any two ticks: what is too much waits, and is dropped when it waits longer than an hour.
[[nodiscard]] std::vector<Candidate> without_flood(const std::vector<Candidate>& warnings, std::size_t most);

}  // namespace voorzien::detection
