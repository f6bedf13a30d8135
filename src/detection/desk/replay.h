// A desk from its first tick to its last: the warnings that an operator would have been shown, each at its
// tick.
//
// The warm-up is used twice: rates are learnt from its first half and tested on the second, which gives the
// tails and the level of the budget; then they are learnt from all of it. From there on everything at tick t
// depends on ticks <= t only: cutting off later data changes no earlier warning. The same bytes whoever runs
// `each`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "detection/desk/data.h"
#include "detection/desk/outages.h"
#include "detection/desk/scan.h"
#include "detection/desk/warnings.h"

namespace voorzien::detection {

struct DeskWarning {
  std::size_t tick = 0;
  std::size_t theme = 0;
  std::optional<std::uint32_t> place;  // middle of its group; none: a source is silent
  std::uint32_t family = 0;
  std::vector<std::uint32_t> series;  // of DeskData, at most 100
  double score = 0;   // -log10 of the warnings a shift that chance gives at this level or above
  std::string group;  // theme, place and family, for a person
};

struct ReplayOptions {
  double budget = 2;                 // false warnings a shift of eight hours
  ForEach each;                      // how pieces are run; empty: one after the other
  std::vector<bool> unwatched = {};  // by theme: nothing is found in it, and its chance is not counted
};

constexpr std::size_t least_warmup = 4 * ticks_a_week;
// Error: shorter than four weeks, or not of whole hours.
[[nodiscard]] Done check_warmup(std::size_t ticks);

// A desk worked through once, to be asked under one budget after another: rates and what exceeds them do not
// depend on it.
class ReplayedDesk {
 public:
  // `desk` must outlive it. Error: a warm-up shorter than four weeks, or not of whole hours.
  [[nodiscard]] static Result<ReplayedDesk> over(const DeskData& desk, const ForEach& each);
  // budget, unwatched: as in ReplayOptions.
  [[nodiscard]] std::vector<DeskWarning> warnings(double budget, const std::vector<bool>& unwatched) const;

 private:
  struct Theme {
    std::vector<std::uint32_t> series;  // the desk's number of each of its own
    std::vector<Group> groups;
    std::vector<Candidate> calm;   // what exceeded in the second half of the warm-up
    std::vector<Candidate> found;  // and behind it
  };
  explicit ReplayedDesk(const DeskData& desk) : desk_(&desk) {}
  [[nodiscard]] DeskWarning worded(const Candidate& candidate) const;
  [[nodiscard]] DeskWarning silence(const Outage& outage) const;

  const DeskData* desk_;
  std::size_t middle_ = 0;  // of the warm-up, in ticks
  double floor_ = 0;
  Nearness near_;
  std::vector<Outage> outages_;
  std::vector<Theme> themes_;
};

// Error: a warm-up shorter than four weeks, or not of whole hours.
[[nodiscard]] Result<std::vector<DeskWarning>> replay(const DeskData& desk, const ReplayOptions& options);

}  // namespace voorzien::detection
