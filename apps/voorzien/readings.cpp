// `readings import`: what a table of a station's past readings would add; --apply adds it, through the
// running server when there is one (decision 9).
#include <cstdio>
#include <filesystem>

#include "adapters/system/clock.h"
#include "commands.h"
#include "journal/hash.h"
#include "server/control/control.h"
#include "server/readings/import_readings.h"

namespace voorzien::app {
namespace {
Done import(const ReadingsImportOptions& options) {
  ASSIGN_OR_RETURN(const std::string bytes, server::read_readings_file(options.file));
  if (const auto read = server::read_readings(bytes, adapters::machine_now()); !read)
    return Error{read.error().code, options.file + ":" + read.error().where, read.error().detail};
  api::ControlRequest asked;
  asked.import_readings = api::ImportReadings{.file = std::filesystem::absolute(options.file).string(),
                                              .sha256 = journal::to_hex(journal::sha256(bytes)),
                                              .station = options.station,
                                              .by = options.by.empty() ? who_types() : options.by,
                                              .apply = options.apply};
  ASSIGN_OR_RETURN(const std::string told, server::ask_or_do(asked, options.data_dir, options.config_file));
  std::fwrite(told.data(), 1, told.size(), stdout);
  return Nothing{};
}
}  // namespace

int readings_import(const ReadingsImportOptions& options) {
  const Done done = import(options);
  return done ? 0 : fail(done.error());
}
}  // namespace voorzien::app
