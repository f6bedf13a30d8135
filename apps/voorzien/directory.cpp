// `directory import`: tells every fault of a table at row and column, and what it would change; --apply does
// it, through the running server when there is one (decision 9).
#include <cstdio>
#include <filesystem>

#include "adapters/phone_number/libphonenumber.h"
#include "commands.h"
#include "journal/hash.h"
#include "server/config.h"
#include "server/control/control.h"
#include "server/directory/import_directory.h"
#include "server/files.h"

namespace voorzien::app {
namespace {
void tell(const network::ContactsRead& read, const std::string& file) {
  for (const network::ImportFault& fault : read.faults)
    std::fprintf(stderr, "%s\n", network::to_text(fault, file).c_str());
  if (read.faults_untold > 0)
    std::fprintf(stderr, "%s: ... and %zu more\n", file.c_str(), read.faults_untold);
}

bool has_faults(const network::ContactsRead& read) {
  for (const network::ImportFault& fault : read.faults)
    if (!fault.is_remark) return true;
  return false;
}

Result<int> import(const DirectoryImportOptions& options) {
  ASSIGN_OR_RETURN(const std::string bytes, server::read_directory_file(options.file));
  ASSIGN_OR_RETURN(const server::Config config, server::config_of(options.config_file, options.data_dir));
  ASSIGN_OR_RETURN(const doctrine::Doctrine doctrine, server::load_doctrine(config.doctrine_dir));
  const auto phone_numbers = adapters::make_phone_numbers();
  const network::ContactsRead read =
      network::read_contacts(bytes, server::directory_file_name(options.file), *phone_numbers, doctrine.plan);
  tell(read, options.file);
  api::ControlRequest asked;
  asked.import_directory = api::ImportDirectory{.file = std::filesystem::absolute(options.file).string(),
                                                .sha256 = journal::to_hex(journal::sha256(bytes)),
                                                .by = options.by.empty() ? who_types() : options.by,
                                                .apply = options.apply,
                                                .remove_absent = options.remove_absent};
  ASSIGN_OR_RETURN(const std::string told, server::ask_or_do(asked, options.data_dir, options.config_file));
  std::fwrite(told.data(), 1, told.size(), stdout);
  return has_faults(read) ? 1 : 0;
}
}  // namespace

int directory_import(const DirectoryImportOptions& options) {
  const Result<int> done = import(options);
  return done ? *done : fail(done.error());
}
}  // namespace voorzien::app
