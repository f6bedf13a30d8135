// FirstLink: the one-time link that makes the first administrator, printed by `serve` while there is none.
//
// It fits once, until it expires, and only while no account in use may administer accounts. The token is kept
// as its hash; it stands in no log. Machine time (decision 8). After `open`, used by the request loop's
// thread only.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "access/accounts.h"
#include "base/instant.h"
#include "doctrine/access.h"

namespace voorzien::server {

class FirstLink {
 public:
  FirstLink(access::Accounts& accounts, const doctrine::Access& roles, std::function<Instant()> machine_now)
      : accounts_(accounts), roles_(roles), machine_now_(std::move(machine_now)) {}

  // An account in use whose role may administer accounts.
  [[nodiscard]] Result<bool> has_administrator();
  // From now on this token fits, for `valid`.
  void open(std::string_view token, Duration valid);
  [[nodiscard]] bool fits(std::string_view token);
  void close() { token_sha256_.clear(); }

 private:
  access::Accounts& accounts_;
  const doctrine::Access& roles_;
  std::function<Instant()> machine_now_;
  std::string token_sha256_;  // empty: no token fits
  Instant expires_;
};

}  // namespace voorzien::server
