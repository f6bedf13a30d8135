#include "doctrine/plan.h"

#include <algorithm>

namespace voorzien::doctrine {
namespace {
template <class T>
const T* by_id(const std::vector<T>& list, std::string_view id) {
  const auto found = std::ranges::find(list, id, &T::id);
  return found == list.end() ? nullptr : &*found;
}
}  // namespace

const PlanLevel* Plan::level(std::string_view id) const { return by_id(levels, id); }
const PlanFunction* Plan::function(std::string_view id) const { return by_id(functions, id); }
const PlanTeam* Plan::team(std::string_view id) const { return by_id(teams, id); }
const PlanPosition* Plan::position(std::string_view id) const {
  for (const PlanTeam& one : teams)
    if (const PlanPosition* found = by_id(one.positions, id)) return found;
  return nullptr;
}
const Procedure* Plan::procedure(std::string_view id) const { return by_id(procedures, id); }
const PlanTimer* Plan::timer(std::string_view id) const { return by_id(timers, id); }
const PlanHeading* Plan::heading(std::string_view id) const { return by_id(headings, id); }
const DecisionType* Plan::decision(std::string_view id) const { return by_id(decisions, id); }
const Criterion* Plan::criterion(std::string_view id) const { return by_id(criteria, id); }
}  // namespace voorzien::doctrine
