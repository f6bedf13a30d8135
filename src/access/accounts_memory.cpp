#include "access/accounts_memory.h"

namespace voorzien::access {
namespace {
template <class T>
std::optional<T> found_in(const std::map<std::string, T, std::less<>>& items, std::string_view key) {
  const auto place = items.find(key);
  return place == items.end() ? std::nullopt : std::optional<T>(place->second);
}
}  // namespace

Result<std::optional<Account>> MemoryAccounts::find(std::string_view user) {
  const std::lock_guard lock(mutex_);
  return found_in(accounts_, user);
}

Result<std::vector<Account>> MemoryAccounts::all() {
  const std::lock_guard lock(mutex_);
  std::vector<Account> out;
  out.reserve(accounts_.size());
  for (const auto& [user, account] : accounts_) out.push_back(account);
  return out;
}

Done MemoryAccounts::put(const Account& account) {
  if (!is_user_name(account.user)) return Error{ErrorCode::BadValue, "user", account.user};
  const std::lock_guard lock(mutex_);
  const auto [place, is_new] = accounts_.emplace(account.user, account);
  if (is_new) return Nothing{};
  const Instant created = place->second.created;
  place->second = account;
  place->second.created = created;
  return Nothing{};
}

Done MemoryAccounts::open_session(const Session& session) {
  const std::lock_guard lock(mutex_);
  if (!accounts_.contains(session.user)) return Error{ErrorCode::NotFound, "user", session.user};
  sessions_[session.token_sha256] = session;
  return Nothing{};
}

Result<std::optional<Session>> MemoryAccounts::session(std::string_view token_sha256) {
  const std::lock_guard lock(mutex_);
  return found_in(sessions_, token_sha256);
}

Done MemoryAccounts::close_session(std::string_view token_sha256) {
  const std::lock_guard lock(mutex_);
  const auto place = sessions_.find(token_sha256);
  if (place != sessions_.end()) sessions_.erase(place);
  return Nothing{};
}

Done MemoryAccounts::close_sessions_of(std::string_view user) {
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](const auto& one) { return one.second.user == user; });
  return Nothing{};
}

Done MemoryAccounts::forget_expired(Instant now) {
  const std::lock_guard lock(mutex_);
  std::erase_if(sessions_, [&](const auto& one) { return one.second.expires <= now; });
  return Nothing{};
}
}  // namespace voorzien::access
