// The compact regional crisis plan on paper, made of the same data that the crisis runs on, so that what is
// printed and what is done are one. Dutch, since people read it; no clock: a plan carries its own dates.
//
//   std::string page = print_html(loaded.doctrine);   // one file, no script, prints to A4
#pragma once

#include <string>
#include <vector>

#include "doctrine/doctrine.h"

namespace voorzien::doctrine {

// Both want a doctrine without faults and with a plan.
[[nodiscard]] std::string print_html(const Doctrine& doctrine);
[[nodiscard]] std::string print_markdown(const Doctrine& doctrine);

// What changed from one plan to the other, in words. Things are matched by id, so one that only moved is no
// change; what has no id (a step, an action) is matched by what it does.
struct Difference {
  std::string about;  // "Niveau GRIP 2"; of a part: "Team CoPI, positie Leider CoPI"
  std::string what;   // "mag afkondigen"; empty when the whole is new or gone
  std::string was;    // "Leider CoPI, Regionaal operationeel leider"
  std::string now;
};
[[nodiscard]] std::vector<Difference> differences(const Doctrine& from, const Doctrine& to);
[[nodiscard]] std::string print_differences_html(const Doctrine& from, const Doctrine& to);
[[nodiscard]] std::string print_differences_markdown(const Doctrine& from, const Doctrine& to);

}  // namespace voorzien::doctrine
