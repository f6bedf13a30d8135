#include "api/session/sessions.h"

#include "api/session/limits.h"
#include "journal/hash.h"

namespace voorzien::api {
namespace {
std::string hash_of(std::string_view token) { return journal::to_hex(journal::sha256(token)); }

std::string to_hex(std::string_view bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}
}  // namespace

void Sessions::log_in(std::string user, std::string password, std::string address,
                      std::function<void(const LogIn&)> answer) {
  const Result<std::optional<access::Account>> found = tools_.accounts.find(user);
  if (!found) return answer(found.error());
  {
    const std::lock_guard lock(mutex_);
    const std::optional<Duration> wait = throttle_.begin(user, address, tools_.machine_now());
    if (wait) return answer(MustWait{*wait});
  }
  const bool usable = found->has_value() && !(*found)->disabled;
  std::string hash = usable ? (*found)->password_hash : std::string();
  tools_.passwords.check(
      std::move(password), std::move(hash),
      [this, account = *found, user, address, answer = std::move(answer)](const Result<bool>& fits) {
        const LogIn outcome = finish(fits, account);
        {
          const std::lock_guard lock(mutex_);
          if (std::holds_alternative<LoggedIn>(outcome))
            throttle_.succeed(user, address);
          else if (!fits)
            throttle_.take_back(user, address);
        }
        answer(outcome);
      });
}

LogIn Sessions::finish(const Result<bool>& fits, const std::optional<access::Account>& account) {
  if (!fits) return fits.error();
  if (!*fits || !account) return Error{ErrorCode::BadLogin, "", ""};
  const Instant now = tools_.machine_now();
  LoggedIn out{to_hex(tools_.random_bytes(limits::token_bytes)), *account, now + limits::session_lasts};
  (void)tools_.accounts.forget_expired(now);  // housekeeping: who() checks the time itself
  const Done opened = tools_.accounts.open_session({hash_of(out.token), account->user, now, out.expires});
  if (!opened) return opened.error();
  return out;
}

Result<std::optional<access::Account>> Sessions::who(std::string_view token) {
  using Found = std::optional<access::Account>;
  ASSIGN_OR_RETURN(const std::optional<access::Session> session, tools_.accounts.session(hash_of(token)));
  if (!session || session->expires <= tools_.machine_now()) return Found{};
  ASSIGN_OR_RETURN(Found account, tools_.accounts.find(session->user));
  if (!account || account->disabled) return Found{};
  return account;
}

Done Sessions::log_out(std::string_view token) { return tools_.accounts.close_session(hash_of(token)); }

std::optional<Duration> Sessions::try_link(const std::string& address) {
  const std::lock_guard lock(mutex_);
  return links_.begin(address, tools_.machine_now());
}

void Sessions::link_found(const std::string& address) {
  const std::lock_guard lock(mutex_);
  links_.take_back(address);
}
}  // namespace voorzien::api
