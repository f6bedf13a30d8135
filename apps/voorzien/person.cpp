// `person export|erase`. Exporting only reads, also beside a running server; erasing goes through it
// (decision 9).
#include <cstdio>
#include <filesystem>

#include "adapters/sqlite/accounts.h"
#include "adapters/sqlite/store.h"
#include "commands.h"
#include "server/control/control.h"
#include "server/forgetting/person.h"

namespace voorzien::app {
namespace {
Result<std::string> export_person(const PersonOptions& options) {
  if (!std::filesystem::exists(options.data_dir + "/journal.db"))
    return Error{ErrorCode::NotFound, options.data_dir + "/journal.db", "there is no journal; see --data"};
  ASSIGN_OR_RETURN(const auto store,
                   adapters::open_sqlite_store(options.data_dir, adapters::StoreAccess::Read));
  ASSIGN_OR_RETURN(const std::vector<access::Account> accounts, adapters::read_accounts(options.data_dir));
  ASSIGN_OR_RETURN(const server::PersonFound found,
                   server::find_person(*store, *store, accounts, options.text));
  return server::to_json_lines(found);
}

int told(const Result<std::string>& done, std::FILE* where) {
  if (!done) return fail(done.error());
  std::fwrite(done->data(), 1, done->size(), where);
  return 0;
}
}  // namespace

int person_export(const PersonOptions& options) { return told(export_person(options), stdout); }

int person_erase(const PersonOptions& options) {
  api::ControlRequest asked;
  asked.erase_person = api::ErasePerson{options.text, options.by, options.reason};
  return told(server::ask_or_do(asked, options.data_dir, options.config_file), stderr);
}
}  // namespace voorzien::app
