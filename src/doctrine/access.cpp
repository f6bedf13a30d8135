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

std::string Audience::name() const {
  std::string out = pager_text ? "desk" : "general";
  if (!log) out += "-log";
  if (!crises) out += "-crises";
  if (!numbers) out += "-numbers";
  if (is_partner()) out += ":" + task;
  if (own) out += "@" + area + "/" + person;
  return out;
}

RoleOf role_of(std::string_view account_role) {
  const std::size_t colon = account_role.find(':');
  if (colon == std::string_view::npos) return {std::string(account_role), {}};
  return {std::string(account_role.substr(0, colon)), std::string(account_role.substr(colon + 1))};
}

Audience Access::audience_of(std::string_view role, std::string_view area, std::string_view person) const {
  const Role* found = find(role);
  if (found == nullptr) return {};
  Audience out{.pager_text = found->audience == "desk",
               .log = may_do(*found, "read.log"),
               .crises = may_do(*found, "read.crisis"),
               .numbers = may_do(*found, "read.directory"),
               .task = found->task,
               .own = found->crises == "own",
               .area = {},
               .person = {}};
  if (out.own) {
    out.area = area;
    out.person = person;
  }
  return out;
}

std::vector<Audience> Access::audiences() const {
  std::vector<Audience> out = {Audience{}};
  for (const Role& role : roles) {
    if (!may_do(role, "read.picture")) continue;
    Audience one = audience_of(role.id);
    if (std::ranges::find(out, one) == out.end()) out.push_back(std::move(one));
  }
  return out;
}
}  // namespace voorzien::doctrine
