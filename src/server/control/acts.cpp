#include "server/control/acts.h"

#include <fmt/format.h>

#include "server/region/region.h"

namespace voorzien::server {
namespace {
bool is_municipality(std::string_view code) {
  return code.size() == 6 && code.starts_with("GM") &&
         code.find_first_not_of("0123456789", 2) == std::string_view::npos;
}

Result<std::string> add(const api::AddUser& asked, const ActTools& tools) {
  if (!access::is_user_name(asked.user))
    return Error{ErrorCode::BadValue, "name", "1 to 64 of a-z 0-9 . _ -"};
  if (tools.roles.find(doctrine::role_of(asked.role).role) == nullptr) {
    std::string known;
    for (const doctrine::Role& role : tools.roles.roles) known += (known.empty() ? "" : ", ") + role.id;
    return Error{ErrorCode::BadValue, "--role", "no such role: " + asked.role + "; there are " + known};
  }
  const std::string area = doctrine::role_of(asked.role).area;
  if (asked.role.find(':') != std::string::npos && !is_municipality(area))
    return Error{ErrorCode::BadValue, "--role", "after the colon a municipality expected: GM0307"};
  if (asked.password.size() < password_characters_min)
    return Error{ErrorCode::BadValue, "password",
                 fmt::format("at least {} characters", password_characters_min)};
  ASSIGN_OR_RETURN(std::string hash, tools.passwords.hash(asked.password));
  RETURN_IF_ERROR(tools.accounts.put(
      {asked.user, asked.name.value_or(asked.user), asked.role, std::move(hash), false, tools.machine_now}));
  RETURN_IF_ERROR(tools.accounts.close_sessions_of(asked.user));  // of an account that was there before
  return fmt::format("account {} may log in as {}\n", asked.user, asked.role);
}

Result<std::string> disable(const api::DisableUser& asked, const ActTools& tools) {
  ASSIGN_OR_RETURN(std::optional<access::Account> account, tools.accounts.find(asked.user));
  if (!account) return Error{ErrorCode::NotFound, asked.user, "there is no such account"};
  account->disabled = true;
  RETURN_IF_ERROR(tools.accounts.put(*account));
  RETURN_IF_ERROR(tools.accounts.close_sessions_of(asked.user));
  return fmt::format("account {} is disabled and its sessions have ended\n", asked.user);
}

Result<std::string> import(const api::ImportRegion& asked, const ActTools& tools) {
  ASSIGN_OR_RETURN(const ImportedRegion imported,
                   import_region({asked.boundaries, asked.names, asked.basemap}, tools.data_dir));
  return to_text(imported);
}
}  // namespace

Result<std::string> carry_out(const api::ControlRequest& asked, const ActTools& tools) {
  if (asked.add_user) return add(*asked.add_user, tools);
  if (asked.disable_user) return disable(*asked.disable_user, tools);
  if (asked.import_region) return import(*asked.import_region, tools);
  return Error{ErrorCode::MissingField, "control", "nothing was asked"};
}
}  // namespace voorzien::server
