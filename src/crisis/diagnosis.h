// The diagnosis of a crisis: which traits of the plan hold, and which procedure and level they point to.
// Advice, never more: what does not fit is shown beside what does.
#pragma once

#include <string>
#include <vector>

#include "crisis/state.h"

namespace voorzien::crisis {

struct TraitNow {
  const doctrine::Trait* trait = nullptr;
  std::string holds;    // yes, no, unknown
  std::string because;  // number of the signal, or name of the person
};

struct Advice {
  std::string procedure;   // with the largest share of its traits; empty: none holds
  std::string level;       // the highest that a trait points to
  std::int64_t holds = 0;  // of the traits of that procedure
  std::int64_t of = 0;
};

[[nodiscard]] std::vector<TraitNow> traits_of(const doctrine::Plan& plan,
                                              const std::vector<LinkedSignal>& signals,
                                              const std::vector<std::string>& municipalities,
                                              const std::vector<Answer>& answers);
[[nodiscard]] Advice advice_of(const doctrine::Plan& plan, const std::vector<TraitNow>& traits);

}  // namespace voorzien::crisis
