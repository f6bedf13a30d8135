// Who may do and see what, as data: doctrine/<region>/access.toml. The default is deny.
//
// A rule names roles and acts ("signal.verify", "read.raw-personal", "admin.users", "feed.push"). `*` stands
// for all acts of a matter ("signal.*"). What a role may read decides what is sent to it: its audience.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/describe.h"

namespace voorzien::doctrine {

struct Role {
  std::string id;                    // caco, vic, reader, admin, source, ... (desk.md 7)
  std::string name;                  // on screen, Dutch
  std::string audience = "general";  // desk: sees pager text
  std::vector<std::string> may;
  std::string task = {};  // a partner's, of headings.toml, or "none": sees of crises its own headings only
  // "all", or "own": those of the municipality that the account is of, and those in which it takes part.
  std::string crises = "all";
};
DESCRIBE(Role, id, name, audience, may, task, crises)

// What an account is: "burgemeester", or with the municipality that it is of "burgemeester:GM0307".
struct RoleOf {
  std::string role;
  std::string area;  // GM code, or empty
};
[[nodiscard]] RoleOf role_of(std::string_view account_role);

// What somebody may see, as far as it differs from others. All roles of one audience share what is encoded
// and sent. Nothing is seen by default.
struct Audience {
  bool pager_text = false;  // words of personal sources, exact places of reports
  bool log = false;
  bool crises = false;   // with their plan and who is on duty
  bool numbers = false;  // telephone numbers of people
  std::string task;      // of a partner
  bool own = false;      // only crises of this area, and those that this person or task takes part in
  std::string area;      // municipality code
  std::string person;    // name of the account, as positions in teams name people
  [[nodiscard]] bool is_partner() const { return !task.empty(); }
  [[nodiscard]] static Audience of_everything() { return {true, true, true, true, {}, false, {}, {}}; }
  // "desk" or "general" when it may see all of that, else with what it may not: "general-log-numbers"; then
  // whose own crises it is about.
  [[nodiscard]] std::string name() const;
  auto operator<=>(const Audience&) const = default;
};

struct Access {
  std::vector<Role> roles;
  [[nodiscard]] const Role* find(std::string_view role) const;
  [[nodiscard]] bool may(std::string_view role, std::string_view act) const;
  // Names of the roles that may, for "ask ..." in a refusal.
  [[nodiscard]] std::vector<std::string> who_may(std::string_view act) const;
  // Of a role that is not known: sees nothing. Area and person count for roles that see their own crises.
  [[nodiscard]] Audience audience_of(std::string_view role, std::string_view area = {},
                                     std::string_view person = {}) const;
  // Those of all roles that may look at the picture, each once, of nobody in particular; first the one that
  // sees what everybody may.
  [[nodiscard]] std::vector<Audience> audiences() const;
};
DESCRIBE(Access, roles)

}  // namespace voorzien::doctrine
