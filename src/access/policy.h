// Policy: may this person do that? Everything not allowed by doctrine/<region>/access.toml is denied.
// Pure; api asks it before every call.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/accounts.h"
#include "doctrine/access.h"

namespace voorzien::access {

struct Who {
  std::string user;
  std::string name;
  std::string role;
  std::string area = {};  // municipality that the account is of
  bool operator==(const Who&) const = default;
};

[[nodiscard]] Who who_of(const Account& account);
[[nodiscard]] doctrine::Audience audience_of(const doctrine::Access& access, const Who& who);

struct Denied {
  std::string act;
  std::vector<std::string> who_may;  // names of roles, to ask
  bool operator==(const Denied&) const = default;
};

[[nodiscard]] std::optional<Denied> check(const doctrine::Access& access, const Who& who,
                                          std::string_view act);
// Decision 18: an account of role `source` pushes for the source of its own name only.
[[nodiscard]] std::optional<Denied> check_push(const doctrine::Access& access, const Who& who,
                                               std::string_view source);

}  // namespace voorzien::access
