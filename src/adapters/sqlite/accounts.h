// Accounts and sessions in DIR/accounts.db: they survive a restart; synchronous=FULL. The command line may
// write the file beside a running server (decision 9): SQLite's own locking keeps both whole.
#pragma once

#include <memory>
#include <string>

#include "access/accounts.h"

namespace voorzien::adapters {

[[nodiscard]] Result<std::unique_ptr<access::Accounts>> open_accounts(const std::string& folder);

}  // namespace voorzien::adapters
