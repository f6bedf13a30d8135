// Accounts in memory, for tests and for a demonstration that keeps nothing. Same contract as the SQLite ones:
// access/accounts_contract.h runs over both.
#pragma once

#include <map>
#include <mutex>

#include "access/accounts.h"

namespace voorzien::access {

class MemoryAccounts final : public Accounts {
 public:
  Result<std::optional<Account>> find(std::string_view user) override;
  Result<std::vector<Account>> all() override;
  Done put(const Account& account) override;
  Done open_session(const Session& session) override;
  Result<std::optional<Session>> session(std::string_view token_sha256) override;
  Done close_session(std::string_view token_sha256) override;
  Done close_sessions_of(std::string_view user) override;
  Done forget_expired(Instant now) override;

 private:
  std::mutex mutex_;
  std::map<std::string, Account, std::less<>> accounts_;
  std::map<std::string, Session, std::less<>> sessions_;
};

}  // namespace voorzien::access
