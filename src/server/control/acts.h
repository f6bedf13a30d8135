// What the writing subcommands do to a data folder: accounts and the region's geography. The same function
// whether the running server carries it out (asked over DIR/control.sock) or, while none runs, the command
// line itself under the folder's lock.
#pragma once

#include <functional>
#include <string>

#include "access/accounts.h"
#include "access/passwords.h"
#include "api/control.h"
#include "base/result.h"
#include "doctrine/access.h"

namespace voorzien::server {

inline constexpr std::size_t password_characters_min = 8;

struct ActTools {
  access::Accounts& accounts;
  access::Passwords& passwords;
  const doctrine::Access& roles;  // of the doctrine in force
  std::string data_dir;
  Instant machine_now;
};

// What was done, for the operator; or why not.
[[nodiscard]] Result<std::string> carry_out(const api::ControlRequest& asked, const ActTools& tools);

}  // namespace voorzien::server
