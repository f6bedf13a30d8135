// Accounts and sessions in DIR/accounts.db: they survive a restart; synchronous=FULL. Who opens it for
// writing holds the folder's lock (decision 9); the command line may read it beside a running server.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "access/accounts.h"

namespace voorzien::adapters {

[[nodiscard]] Result<std::unique_ptr<access::Accounts>> open_accounts(const std::string& folder);
// All accounts, by user; none when no account was ever made there. Writes nothing.
[[nodiscard]] Result<std::vector<access::Account>> read_accounts(const std::string& folder);

}  // namespace voorzien::adapters
