#include "doctrine/access.h"

#include <algorithm>

namespace voorzien::doctrine {
namespace {
bool covers(const std::string& rule, std::string_view act) {
  if (rule.ends_with(".*")) return act.starts_with(std::string_view(rule).substr(0, rule.size() - 1));
  return rule == act;
}
bool may_do(const Role& role, std::string_view act) {
  return std::ranges::any_of(role.may, [&](const std::string& rule) { return covers(rule, act); });
}
}  // namespace

const Role* Access::find(std::string_view role) const {
  const auto found = std::ranges::find_if(roles, [&](const Role& one) { return one.id == role; });
  return found == roles.end() ? nullptr : &*found;
}

bool Access::may(std::string_view role, std::string_view act) const {
  const Role* found = find(role);
  return found != nullptr && may_do(*found, act);
}

std::vector<std::string> Access::who_may(std::string_view act) const {
  std::vector<std::string> out;
  for (const Role& role : roles)
    if (may_do(role, act)) out.push_back(role.name);
  return out;
}
}  // namespace voorzien::doctrine
