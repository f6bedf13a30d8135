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
// Of a folder filled from a backup: sound and not of a newer version, else BadBackup. Ends every session: one
// that was closed, or whose account was disabled, after the backup must not come back to life.
[[nodiscard]] Done end_restored_sessions(const std::string& folder);

}  // namespace voorzien::adapters
