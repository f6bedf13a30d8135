// Who may do and see what, as data: doctrine/<region>/access.toml. The default is deny.
//
// A rule names roles and acts ("signal.verify", "read.raw-personal", "admin.users", "feed.push"). `*` stands
// for all acts of a matter ("signal.*"). Audiences: `desk` sees pager text, `general` does not.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

namespace voorzien::doctrine {

struct Role {
  std::string id;    // caco, vic, reader, admin, source, ... (desk.md 7)
  std::string name;  // on screen, Dutch
  std::string audience = "general";
  std::vector<std::string> may;
};
DESCRIBE(Role, id, name, audience, may)

struct Access {
  std::vector<Role> roles;
  [[nodiscard]] const Role* find(std::string_view role) const;
  [[nodiscard]] bool may(std::string_view role, std::string_view act) const;
  // Names of the roles that may, for "ask ..." in a refusal.
  [[nodiscard]] std::vector<std::string> who_may(std::string_view act) const;
};
DESCRIBE(Access, roles)

}  // namespace voorzien::doctrine
