// The rules of doctrine applied: what one fact says (a Mark), and what a signal's facts say together (a
// Face).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doctrine/doctrine.h"
#include "picture/state.h"

namespace voorzien::picture {

struct Read {
  Mark mark;
  std::string theme;
  std::string rule_version;
  bool opens = false;  // may open a signal by itself; otherwise it only joins one
  std::int64_t window_s = 3'600;
};

// Nothing when no rule wants the fact. `state` gives the forecast of a station.
[[nodiscard]] std::optional<Read> read_fact(const State& state, const doctrine::Doctrine& doctrine,
                                            const Observation& observation, bool late);
// By its facts that hold now; nothing when none does.
[[nodiscard]] std::optional<Face> face_of(const State& state, const doctrine::Doctrine& doctrine,
                                          const Signal& signal, Instant now);
[[nodiscard]] std::string reason_of(const doctrine::Doctrine& doctrine, const Signal& signal);
// The level that a quantity typed by hand has by rule (E-2), with that rule's id.
struct ByRule {
  std::optional<Level> level;
  std::string rule;
};
[[nodiscard]] ByRule level_by_rule(const doctrine::Doctrine& doctrine, const std::string& theme,
                                   double quantity, const std::string& unit);

}  // namespace voorzien::picture
