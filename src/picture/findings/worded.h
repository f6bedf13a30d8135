// From a happening in numbers to a finding in words, and what of it the picture already knows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "detection/desk/live.h"
#include "doctrine/detection.h"
#include "picture/state.h"

namespace voorzien::picture {

struct WordedWith {
  const doctrine::Detection& detection;
  const std::vector<std::string>& series;  // of the desk
  std::int64_t number = 0;                 // of the tick that ended
  Instant end;
};

// What is counted apart, in the order of doctrine: each is a theme of the desk.
struct CountedKind {
  const doctrine::Count& count;
  const doctrine::CountedTheme& theme;
};
[[nodiscard]] std::vector<CountedKind> counted_kinds(const doctrine::Detection& detection);

// The same for the same happening whoever computes it: from its first tick, family, place and theme.
[[nodiscard]] std::string finding_id(std::int64_t number, const detection::Happening& happening);
[[nodiscard]] Finding worded(const detection::Happening& happening, const std::string& id,
                             const WordedWith& with);
// The reports that were counted in it, newest last.
void add_facts(const State& state, const doctrine::Detection& detection, Finding& finding);
// What people did with it goes on when its numbers grow.
void keep_hands(const Finding& known, Finding& grown);
// As it enters the picture at `now`, when it is shown.
[[nodiscard]] Observation observation_of(const Finding& finding, Instant now);

}  // namespace voorzien::picture
