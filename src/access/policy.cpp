#include "access/policy.h"

namespace voorzien::access {
Who who_of(const Account& account) {
  doctrine::RoleOf of = doctrine::role_of(account.role);
  return {account.user, account.name, std::move(of.role), std::move(of.area)};
}

doctrine::Audience audience_of(const doctrine::Access& access, const Who& who) {
  return access.audience_of(who.role, who.area, who.name);
}

std::optional<Denied> check(const doctrine::Access& access, const Who& who, std::string_view act) {
  if (!act.empty() && access.may(who.role, act)) return std::nullopt;
  return Denied{std::string(act), access.who_may(act)};
}

std::optional<Denied> check_push(const doctrine::Access& access, const Who& who, std::string_view source) {
  constexpr std::string_view act = "feed.push";
  if (std::optional<Denied> denied = check(access, who, act)) return denied;
  if (who.role != "source" || who.user == source) return std::nullopt;
  return Denied{std::string(act), access.who_may(act)};
}
}  // namespace voorzien::access
