// Sessions: logging in and out, and whose token this is. Machine time only (decision 8).
//
// A token is 32 random bytes in hex; what is kept is its SHA-256. Disabling an account or changing its role
// holds from the next request on, since every request asks the accounts. Thread-safe.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "access/accounts.h"
#include "access/passwords.h"
#include "api/session/throttle.h"

namespace voorzien::api {

struct SessionTools {
  access::Accounts& accounts;
  access::Passwords& passwords;
  std::function<Instant()> machine_now;
  std::function<std::string(std::size_t)> random_bytes;
};

struct LoggedIn {
  std::string token;
  access::Account account;
  Instant expires;
};
struct MustWait {
  Duration for_this_long;
};
using LogIn = std::variant<LoggedIn, MustWait, Error>;

class Sessions {
 public:
  explicit Sessions(SessionTools tools) : tools_(std::move(tools)) {}
  // Answers once, possibly from the thread that checks passwords. The error of a wrong name, a wrong password
  // and a disabled account is the same: BadLogin.
  void log_in(std::string user, std::string password, std::string address,
              std::function<void(const LogIn&)> answer);
  // Nothing when the token is unknown or expired, or its account is disabled.
  Result<std::optional<access::Account>> who(std::string_view token);
  Done log_out(std::string_view token);
  // A link is looked up by who has no account: how long its address must wait, or nothing when it may; then
  // it counts as a failure until `link_found`.
  [[nodiscard]] std::optional<Duration> try_link(const std::string& address);
  void link_found(const std::string& address);

 private:
  [[nodiscard]] LogIn finish(const Result<bool>& fits, const std::optional<access::Account>& account);

  SessionTools tools_;
  std::mutex mutex_;
  Throttle throttle_;
  Throttle links_;
};

}  // namespace voorzien::api
