// `capcodes import`, `list` and `remove`. Import tells every fault of a list at line and column, and what it
// would change; --apply takes it over, through the running server when there is one (decision 9).
#include <cstdio>
#include <filesystem>

#include "adapters/system/clock.h"
#include "commands.h"
#include "journal/hash.h"
#include "network/capcodes/read.h"
#include "server/capcodes/capcodes.h"
#include "server/control/control.h"

namespace voorzien::app {
namespace {
void tell(const network::CapcodesRead& read, const std::string& file) {
  for (const network::CapcodeFault& fault : read.faults)
    std::fprintf(stderr, "%s\n", network::to_text(fault, file).c_str());
  if (read.faults_untold > 0)
    std::fprintf(stderr, "%s: ... and %zu more\n", file.c_str(), read.faults_untold);
}

Result<int> import(const CapcodesImportOptions& options) {
  RETURN_IF_ERROR(server::check_capcode_list(options.source, options.date, adapters::machine_now()));
  ASSIGN_OR_RETURN(const std::string bytes, server::read_capcodes_file(options.file));
  const network::CapcodesRead read = network::read_capcodes(bytes);
  tell(read, options.file);
  api::ControlRequest asked;
  asked.import_capcodes = api::ImportCapcodes{.file = std::filesystem::absolute(options.file).string(),
                                              .sha256 = journal::to_hex(journal::sha256(bytes)),
                                              .source = options.source,
                                              .date = options.date,
                                              .by = options.by.empty() ? who_types() : options.by,
                                              .apply = options.apply};
  ASSIGN_OR_RETURN(const std::string told, server::ask_or_do(asked, options.data_dir, ""));
  std::fwrite(told.data(), 1, told.size(), stdout);
  return network::has_faults(read) ? 1 : 0;
}
}  // namespace

int capcodes_list(const CapcodesListOptions& options) {
  const server::LoadedCapcodes loaded = server::load_capcodes(options.data_dir);
  for (const Error& fault : loaded.faults) std::fprintf(stderr, "%s\n", fault.to_text().c_str());
  for (const network::CapcodeBook::Known& list : loaded.book.lists())  // source and date need no escaping
    std::printf(options.json ? "{\"source\":\"%s\",\"date\":\"%s\",\"claims\":%zu}\n" : "%-24s %s %8zu\n",
                list.source.c_str(), list.date.c_str(), list.claims);
  return loaded.faults.empty() ? 0 : 1;
}

int capcodes_remove(const CapcodesRemoveOptions& options) {
  api::ControlRequest asked;
  asked.remove_capcodes = api::RemoveCapcodes{.source = options.source,
                                              .date = options.date,
                                              .by = options.by.empty() ? who_types() : options.by,
                                              .apply = options.apply};
  const Result<std::string> told = server::ask_or_do(asked, options.data_dir, "");
  if (!told) return fail(told.error());
  std::fwrite(told->data(), 1, told->size(), stdout);
  return 0;
}

int capcodes_import(const CapcodesImportOptions& options) {
  const Result<int> done = import(options);
  return done ? *done : fail(done.error());
}
}  // namespace voorzien::app
