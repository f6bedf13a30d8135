// `user add|disable|list`: accounts from the command line. Writing goes through the running server when there
// is one (decision 9).
#include <cstdio>
#include <iostream>

#include "adapters/sqlite/accounts.h"
#include "codec/json.h"
#include "commands.h"
#include "server/control/control.h"

namespace voorzien::app {
namespace {
Result<std::string> add(const UserOptions& options) {
  std::string password;
  std::getline(std::cin, password);
  api::ControlRequest asked;
  asked.add_user = api::AddUser{options.name, options.role, std::move(password), {}};
  if (!options.person.empty()) asked.add_user->name = options.person;
  return server::ask_or_do(asked, options.data_dir, options.config_file);
}

Result<std::string> disable(const UserOptions& options) {
  api::ControlRequest asked;
  asked.disable_user = api::DisableUser{options.name};
  return server::ask_or_do(asked, options.data_dir, options.config_file);
}

void print(const access::Account& one, bool json) {
  if (!json) {
    std::printf("%-20s %-16s %s%s\n", one.user.c_str(), one.role.c_str(), one.name.c_str(),
                one.disabled ? "  disabled" : "");
    return;
  }
  std::string line = "{\"user\":";
  codec::append_string(one.user, line);
  line += ",\"name\":";
  codec::append_string(one.name, line);
  line += ",\"role\":";
  codec::append_string(one.role, line);
  std::printf("%s,\"disabled\":%s}\n", line.c_str(), one.disabled ? "true" : "false");
}

int told(const Result<std::string>& done) {
  if (!done) return fail(done.error());
  std::fputs(done->c_str(), stderr);
  return 0;
}
}  // namespace

int user_add(const UserOptions& options) { return told(add(options)); }
int user_disable(const UserOptions& options) { return told(disable(options)); }

int user_list(const UserOptions& options) {
  const Result<std::vector<access::Account>> all = adapters::read_accounts(options.data_dir);
  if (!all) return fail(all.error());
  for (const access::Account& one : *all) print(one, options.json);
  return 0;
}
}  // namespace voorzien::app
