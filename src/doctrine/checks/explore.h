// explore: everything that can happen to a procedure, all of it: each phase with each combination of the
// facts that guards ask for. A few hundred combinations a phase, so nothing is sampled.
//
// The world it runs in is small and says what can be so together: a level ends only when there is one, a
// leader who begins was called, t0 belongs to a flash crisis. Facts change by the causes of steps (plan.h)
// and by themselves: somebody calls the leader, names an owner, writes the analysis.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "doctrine/plan.h"

namespace voorzien::doctrine {

// A combination of facts, one bit each.
using Facts = std::uint16_t;
inline constexpr Facts fact_t0 = 1, fact_level = 2, fact_begun = 4, fact_open = 8, fact_called = 16,
                       fact_leader = 32, fact_review = 64, fact_owned = 128, fact_analysis = 256;
inline constexpr std::size_t fact_count = 9;

// Whether the guard holds; nothing for a word that is no guard.
[[nodiscard]] std::optional<bool> guard_holds(std::string_view guard, Facts facts);

struct Clash {  // two steps that one cause makes at the same moment, to different phases
  std::size_t first = 0, second = 0;
  auto operator<=>(const Clash&) const = default;
};

struct Exploration {
  std::size_t states = 0;          // phase × facts, reached
  std::size_t moves = 0;           // from one state to another, by cause or by itself
  std::set<std::string> phases;    // reached
  std::set<std::size_t> taken;     // steps that can happen
  std::set<std::size_t> possible;  // steps whose cause and guards can hold at all, whatever the phase
  std::set<Clash> clashes;
  std::map<std::string, Facts> stuck;  // phase -> facts from which no final phase can be reached any more
};
[[nodiscard]] Exploration explore(const Procedure& procedure);

// "has-t0, leader-called": for people.
[[nodiscard]] std::string words_of(Facts facts);

}  // namespace voorzien::doctrine
