// `counts import`: tells every fault of a table of reports at line and column, and what it would add; --apply
// adds it, through the running server when there is one (decision 9).
#include <cstdio>
#include <filesystem>

#include "adapters/system/clock.h"
#include "commands.h"
#include "journal/hash.h"
#include "server/config.h"
#include "server/control/control.h"
#include "server/counting/import_counts.h"
#include "server/files.h"

namespace voorzien::app {
namespace {
Result<int> import(const CountsImportOptions& options) {
  ASSIGN_OR_RETURN(const std::string bytes, server::read_counts_file(options.file));
  ASSIGN_OR_RETURN(const server::Config config, server::config_of(options.config_file, options.data_dir));
  ASSIGN_OR_RETURN(const doctrine::Doctrine doctrine, server::load_doctrine(config.doctrine_dir));
  ASSIGN_OR_RETURN(const server::CountsRead read,
                   server::read_counts(bytes, doctrine.detection, adapters::machine_now()));
  for (const Error& fault : read.faults.first)
    std::fprintf(stderr, "%s:%s: %s\n", options.file.c_str(), fault.where.c_str(), fault.detail.c_str());
  if (read.faults.rows > read.faults.first.size())
    std::fprintf(stderr, "%s: ... and %zu more\n", options.file.c_str(),
                 read.faults.rows - read.faults.first.size());
  api::ControlRequest asked;
  asked.import_counts = api::ImportCounts{.file = std::filesystem::absolute(options.file).string(),
                                          .sha256 = journal::to_hex(journal::sha256(bytes)),
                                          .by = options.by.empty() ? who_types() : options.by,
                                          .apply = options.apply};
  ASSIGN_OR_RETURN(const std::string told, server::ask_or_do(asked, options.data_dir, options.config_file));
  std::fwrite(told.data(), 1, told.size(), stdout);
  return read.faults.rows > 0 ? 1 : 0;
}
}  // namespace

int counts_import(const CountsImportOptions& options) {
  const Result<int> done = import(options);
  return done ? *done : fail(done.error());
}
}  // namespace voorzien::app
