#include "server/first_link.h"

#include <algorithm>

#include "access/policy.h"
#include "journal/hash.h"

namespace voorzien::server {
namespace {
std::string hash_of(std::string_view token) { return journal::to_hex(journal::sha256(token)); }
}  // namespace

Result<bool> FirstLink::has_administrator() {
  ASSIGN_OR_RETURN(const std::vector<access::Account> all, accounts_.all());
  return std::ranges::any_of(all, [this](const access::Account& one) {
    return !one.disabled && roles_.may(access::who_of(one).role, "admin.users");
  });
}

void FirstLink::open(std::string_view token, Duration valid) {
  token_sha256_ = hash_of(token);
  expires_ = machine_now_() + valid;
}

bool FirstLink::fits(std::string_view token) {
  // Hashes are compared, so that the time it takes tells nothing of the token.
  if (token_sha256_.empty() || hash_of(token) != token_sha256_ || machine_now_() >= expires_) return false;
  const Result<bool> known = has_administrator();  // one may have been added from the command line since
  return known && !*known;
}
}  // namespace voorzien::server
