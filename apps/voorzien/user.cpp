// `user add|list|disable`: accounts from the command line, also beside a running server.
#include <cstdio>
#include <filesystem>
#include <iostream>

#include "access/policy.h"
#include "adapters/password/argon2.h"
#include "adapters/sqlite/accounts.h"
#include "adapters/system/clock.h"
#include "codec/json.h"
#include "commands.h"
#include "server/files.h"

namespace voorzien::app {
namespace {
constexpr std::size_t password_characters_min = 8;

int fail(const Error& error) {
  std::fprintf(stderr, "voorzien: %s\n", error.to_text().c_str());
  return 1;
}

Done add(const UserOptions& options) {
  if (!access::is_user_name(options.name))
    return Error{ErrorCode::BadValue, "name", "1 to 64 of a-z 0-9 . _ -"};
  ASSIGN_OR_RETURN(const doctrine::Doctrine doctrine, server::load_doctrine(""));
  if (doctrine.access.find(options.role) == nullptr)
    return Error{ErrorCode::BadValue, "--role", "no such role: " + options.role};
  std::string password;
  std::getline(std::cin, password);
  if (password.size() < password_characters_min)
    return Error{ErrorCode::BadValue, "password", "at least 8 characters"};
  std::error_code failed;
  std::filesystem::create_directories(options.data_dir, failed);
  ASSIGN_OR_RETURN(const auto accounts, adapters::open_accounts(options.data_dir));
  ASSIGN_OR_RETURN(const auto passwords, adapters::make_passwords());
  ASSIGN_OR_RETURN(std::string hash, passwords->hash(password));
  return accounts->put(
      {options.name, options.name, options.role, std::move(hash), false, adapters::machine_now()});
}

Done disable(const UserOptions& options) {
  ASSIGN_OR_RETURN(const auto accounts, adapters::open_accounts(options.data_dir));
  ASSIGN_OR_RETURN(std::optional<access::Account> account, accounts->find(options.name));
  if (!account) return Error{ErrorCode::NotFound, options.name, ""};
  account->disabled = true;
  RETURN_IF_ERROR(accounts->put(*account));
  return accounts->close_sessions_of(options.name);
}

Done list(const UserOptions& options) {
  ASSIGN_OR_RETURN(const auto accounts, adapters::open_accounts(options.data_dir));
  ASSIGN_OR_RETURN(const std::vector<access::Account> all, accounts->all());
  for (const access::Account& one : all) {
    if (!options.json) {
      std::printf("%-20s %-16s %s%s\n", one.user.c_str(), one.role.c_str(), one.name.c_str(),
                  one.disabled ? "  disabled" : "");
      continue;
    }
    std::string line = "{\"user\":";
    codec::append_string(one.user, line);
    line += ",\"name\":";
    codec::append_string(one.name, line);
    line += ",\"role\":";
    codec::append_string(one.role, line);
    std::printf("%s,\"disabled\":%s}\n", line.c_str(), one.disabled ? "true" : "false");
  }
  return Nothing{};
}

int code_of(const Done& done) { return done ? 0 : fail(done.error()); }
}  // namespace

int user_add(const UserOptions& options) { return code_of(add(options)); }
int user_list(const UserOptions& options) { return code_of(list(options)); }
int user_disable(const UserOptions& options) { return code_of(disable(options)); }
}  // namespace voorzien::app
