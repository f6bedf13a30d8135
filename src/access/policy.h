// Policy: may this person do that? Everything not allowed by doctrine/<region>/access.toml is denied.
// Pure; api asks it before every call.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doctrine/access.h"

namespace voorzien::access {

struct Who {
  std::string user;
  std::string name;
  std::string role;
  bool operator==(const Who&) const = default;
};

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
