// Accounts and sessions: who there is and who is logged in. A port of its own, since production keeps them in
// SQLite (adapters/sqlite/accounts.h, DIR/accounts.db) and tests in memory (access/accounts_memory.h). They
// are not in the journal: secrets do not belong in something that is kept for good.
//
// A session is known by the SHA-256 of its token, so that whoever reads the file cannot log in with it.
// Times are machine time (decision 8). Thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "base/result.h"

namespace voorzien::access {

struct Account {
  std::string user;  // log-in name: 1 to 64 of a-z 0-9 . _ -
  std::string name;  // as on screen: "R. Terpstra"
  std::string role;  // role id of doctrine/<region>/access.toml
  std::string password_hash;
  bool disabled = false;
  Instant created;
  bool operator==(const Account&) const = default;
};

struct Session {
  std::string token_sha256;  // lower-case hex
  std::string user;
  Instant created;
  Instant expires;
  bool operator==(const Session&) const = default;
};

[[nodiscard]] bool is_user_name(std::string_view user);

class Accounts {
 public:
  virtual ~Accounts() = default;
  virtual Result<std::optional<Account>> find(std::string_view user) = 0;
  virtual Result<std::vector<Account>> all() = 0;  // by user
  // Adds it, or replaces name, role, hash and whether it is disabled; `created` of a known one stays.
  virtual Done put(const Account& account) = 0;
  virtual Done open_session(const Session& session) = 0;
  virtual Result<std::optional<Session>> session(std::string_view token_sha256) = 0;
  virtual Done close_session(std::string_view token_sha256) = 0;
  virtual Done close_sessions_of(std::string_view user) = 0;
  virtual Done forget_expired(Instant now) = 0;
};

}  // namespace voorzien::access
