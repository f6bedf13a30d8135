// Checker: what the checks of the plan share: the doctrine, where its values stand, and how a fault is told.
// Only the files of this folder use it. A message says what is wrong and what to do about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doctrine/checks/check_plan.h"

namespace voorzien::doctrine {

using Names = std::vector<std::string_view>;

// "levels.toml/level/2/teams" from its parts, which are words and numbers.
inline std::string part_of(std::size_t number) { return std::to_string(number); }
inline std::string part_of(std::string_view word) { return std::string(word); }
template <class... Parts>
std::string path_of(std::string_view file, const Parts&... parts) {
  std::string out(file);
  ((out += "/" + part_of(parts)), ...);
  return out;
}

template <class T>
Names names_of(const std::vector<T>& list) {
  Names out;
  for (const T& one : list) out.push_back(one.id);
  return out;
}

class Checker {
 public:
  Checker(const Doctrine& all, const Places& places, std::vector<Fault>& faults);

  const Doctrine& doctrine;
  const Plan& plan;
  // What there is to name.
  Names levels, teams, positions, functions, procedures, roles, themes;

  void fault(const std::string& path, std::string message);
  [[nodiscard]] int line_of(const std::string& path) const { return places_.at(path).line; }
  // A name that must be one of `known`; `what` is its kind and `where` the file to add it to.
  bool known(const std::string& path, std::string_view what, const std::string& name, const Names& known,
             std::string_view where);
  // The same of each in a list, which may name nothing twice.
  void known_all(const std::string& path, std::string_view what, const std::vector<std::string>& names,
                 const Names& known, std::string_view where);
  // Ids of one list: letters, digits and hyphens, each once.
  void unique(const std::string& path, std::string_view what, const Names& ids);
  // A team that something brings about: a level, t0, or a person.
  [[nodiscard]] bool activated(const PlanTeam& team) const;
  [[nodiscard]] bool activated(std::string_view team) const;

 private:
  const Places& places_;
  std::vector<Fault>& faults_;
};

void check_overall(Checker& checker);     // plan.toml
void check_levels(Checker& checker);      // levels.toml
void check_teams(Checker& checker);       // teams.toml
void check_procedures(Checker& checker);  // procedures.toml, explored whole
void check_traits(Checker& checker);      // of the diagnosis
void check_timers(Checker& checker);      // timers.toml, against law.h
void check_headings(Checker& checker);    // headings.toml, against law.h
void check_partners(Checker& checker);    // tasks of roles in access.toml
void check_decisions(Checker& checker);   // decisions.toml
void check_cards(Checker& checker);       // cards.toml
}  // namespace voorzien::doctrine
