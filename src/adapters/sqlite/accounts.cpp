#include "adapters/sqlite/accounts.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <mutex>

#include "adapters/sqlite/connection.h"

namespace voorzien::adapters {
namespace {
using access::Account;
using access::Session;
using sqlite::Connection;
using sqlite::Statement;

constexpr std::int64_t accounts_version = 1;
constexpr std::size_t unsaved_max = 1'000;
// user_version is accounts_version. A session goes with its account.
constexpr const char* schema = R"(
PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
CREATE TABLE IF NOT EXISTS account (
  user TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, password_hash TEXT NOT NULL,
  disabled INTEGER NOT NULL, created_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session (
  token_sha256 TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES account(user) ON DELETE CASCADE,
  created_us INTEGER NOT NULL, expires_us INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_user ON session(user);
CREATE INDEX IF NOT EXISTS session_expires ON session(expires_us);
PRAGMA user_version = 1;
)";

Account account_of(const Statement& row) {
  return {std::string(row.bytes(0)), std::string(row.bytes(1)), std::string(row.bytes(2)),
          std::string(row.bytes(3)), row.integer(4) != 0,       Instant{row.integer(5)}};
}

Session session_of(const Statement& row) {
  return {std::string(row.bytes(0)), std::string(row.bytes(1)), Instant{row.integer(2)},
          Instant{row.integer(3)}};
}

constexpr const char* select_all =
    "SELECT user, name, role, password_hash, disabled, created_us FROM account ORDER BY user";

Result<std::vector<Account>> rows_of(Statement& all) {
  std::vector<Account> out;
  Result<bool> row = all.step();
  for (; row && *row; row = all.step()) out.push_back(account_of(all));
  all.reset();
  if (!row) return row.error();
  return out;
}

class SqliteAccounts final : public access::Accounts {
 public:
  Done open(const std::string& path) {
    ASSIGN_OR_RETURN(connection_, Connection::open(path, Connection::Mode::ReadWrite));
    if (::chmod(path.c_str(), 0600) != 0) return Error{ErrorCode::StoreFailed, path, "chmod"};
    RETURN_IF_ERROR(connection_.execute(schema));
    const std::pair<Statement*, const char*> statements[] = {
        {&find_, "SELECT user, name, role, password_hash, disabled, created_us FROM account WHERE user = ?1"},
        {&all_, select_all},
        {&put_,
         "INSERT INTO account VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(user) DO UPDATE SET name = ?2, "
         "role = ?3, password_hash = ?4, disabled = ?5"},
        {&open_,
         "INSERT OR REPLACE INTO session SELECT ?1, user, ?3, ?4 FROM account WHERE user = ?2 "
         "RETURNING 1"},
        {&session_, "SELECT token_sha256, user, created_us, expires_us FROM session WHERE token_sha256 = ?1"},
        {&close_, "DELETE FROM session WHERE token_sha256 = ?1"},
        {&close_of_, "DELETE FROM session WHERE user = ?1"},
        {&expire_, "DELETE FROM session WHERE expires_us <= ?1"}};
    for (const auto& [statement, sql] : statements) {
      ASSIGN_OR_RETURN(*statement, connection_.prepare(sql));
    }
    return Nothing{};
  }

  Result<std::optional<Account>> find(std::string_view user) override {
    const std::lock_guard lock(mutex_);
    find_.bind_text(1, user);
    return one<Account>(find_, account_of);
  }

  Result<std::vector<Account>> all() override {
    const std::lock_guard lock(mutex_);
    return rows_of(all_);
  }

  Done put(const Account& account) override {
    if (!access::is_user_name(account.user)) return Error{ErrorCode::BadValue, "user", account.user};
    const std::lock_guard lock(mutex_);
    put_.bind_text(1, account.user);
    put_.bind_text(2, account.name);
    put_.bind_text(3, account.role);
    put_.bind_text(4, account.password_hash);
    put_.bind(5, account.disabled ? 1 : 0);
    put_.bind(6, account.created.us);
    return put_.run();
  }

  Done open_session(const Session& session) override {
    const std::lock_guard lock(mutex_);
    open_.bind_text(1, session.token_sha256);
    open_.bind_text(2, session.user);
    open_.bind(3, session.created.us);
    open_.bind(4, session.expires.us);
    const Result<bool> written = open_.step();
    const Done done = written && *written ? open_.run() : (open_.reset(), Done(Nothing{}));
    if (!written) return keep_unsaved(session, written.error());
    if (!*written) return Error{ErrorCode::NotFound, "user", session.user};
    return done ? done : keep_unsaved(session, done.error());
  }

  Result<std::optional<Session>> session(std::string_view token_sha256) override {
    const std::lock_guard lock(mutex_);
    for (const Session& one : unsaved_)
      if (one.token_sha256 == token_sha256) return std::optional(one);
    session_.bind_text(1, token_sha256);
    return one<Session>(session_, session_of);
  }

  Done close_session(std::string_view token_sha256) override {
    const std::lock_guard lock(mutex_);
    if (forget_unsaved([&](const Session& one) { return one.token_sha256 == token_sha256; }))
      return Nothing{};
    return run(close_, token_sha256);
  }
  Done close_sessions_of(std::string_view user) override {
    const std::lock_guard lock(mutex_);
    forget_unsaved([&](const Session& one) { return one.user == user; });
    return run(close_of_, user);
  }

  Done forget_expired(Instant now) override {
    const std::lock_guard lock(mutex_);
    forget_unsaved([&](const Session& one) { return one.expires <= now; });
    expire_.bind(1, now.us);
    return expire_.run();
  }

 private:
  template <class T>
  static Result<std::optional<T>> one(Statement& statement, T (*read)(const Statement&)) {
    const Result<bool> row = statement.step();
    std::optional<T> out;
    if (row && *row) out = read(statement);
    statement.reset();
    if (!row) return row.error();
    return out;
  }

  // A disk that takes nothing keeps nobody from reading: the session holds as long as this process does. It
  // is no act; who was logged in before a restart logs in again.
  Done keep_unsaved(const Session& session, const Error& because) {
    if (because.code != ErrorCode::StoreFull && because.code != ErrorCode::StoreFailed) return because;
    if (unsaved_.size() >= unsaved_max) unsaved_.erase(unsaved_.begin());
    unsaved_.push_back(session);
    return Nothing{};
  }

  template <class Goes>
  bool forget_unsaved(const Goes& goes) {
    return std::erase_if(unsaved_, goes) > 0;
  }

  Done run(Statement& statement, std::string_view key) {
    statement.bind_text(1, key);
    return statement.run();
  }

  std::mutex mutex_;
  std::vector<Session> unsaved_;  // oldest first
  Connection connection_;         // before its statements
  Statement find_, all_, put_, open_, session_, close_, close_of_, expire_;
};
}  // namespace

Result<std::unique_ptr<access::Accounts>> open_accounts(const std::string& folder) {
  auto out = std::make_unique<SqliteAccounts>();
  RETURN_IF_ERROR(out->open(folder + "/accounts.db"));
  return Result<std::unique_ptr<access::Accounts>>(std::move(out));
}

Result<std::vector<access::Account>> read_accounts(const std::string& folder) {
  const std::string path = folder + "/accounts.db";
  if (::access(folder.c_str(), X_OK) != 0) return Error{ErrorCode::NotFound, folder, std::strerror(errno)};
  if (::access(path.c_str(), F_OK) != 0) return std::vector<Account>{};
  ASSIGN_OR_RETURN(Connection connection, Connection::open(path, Connection::Mode::ReadOnly));
  ASSIGN_OR_RETURN(Statement all, connection.prepare(select_all));
  return rows_of(all);
}

Done end_restored_sessions(const std::string& folder) {
  const std::string path = folder + "/accounts.db";
  if (::access(path.c_str(), F_OK) != 0) return Nothing{};
  ASSIGN_OR_RETURN(Connection connection, Connection::open(path, Connection::Mode::ReadWrite));
  const auto bad = [](std::string why) { return Error{ErrorCode::BadBackup, "accounts.db", std::move(why)}; };
  {
    Result<Statement> check = connection.prepare(
        "SELECT user_version, quick_check FROM pragma_user_version, "
        "pragma_quick_check(1)");
    if (!check) return bad(check.error().detail);
    const Result<bool> found = check->step();
    if (!found) return bad(found.error().detail);
    if (check->integer(0) > accounts_version) return bad("a newer Voorzien wrote it: restore with that one");
    if (check->bytes(1) != "ok") return bad("it is damaged: " + std::string(check->bytes(1)));
  }
  // The log goes into the file, and the file is all that there is.
  return connection.execute("PRAGMA secure_delete = ON; DELETE FROM session; PRAGMA journal_mode = DELETE;");
}
}  // namespace voorzien::adapters
