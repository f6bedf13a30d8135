// `backup FILE` and `restore FILE`.
#include <cstdio>

#include "adapters/system/clock.h"
#include "commands.h"
#include "server/backup/backup.h"
#include "server/config.h"

namespace voorzien::app {
int backup(const BackupOptions& options) {
  // A configuration that cannot be read keeps nobody from a backup.
  const Result<server::Config> config = server::config_of(options.config_file, options.data_dir);
  if (!config) (void)fail(config.error());
  const Result<server::BackupReport> done = server::back_up(
      options.data_dir, config ? config->doctrine_dir : "", options.file, adapters::machine_now());
  if (!done) return fail(done.error());
  std::printf("%s: %llu entries, %zu files beside them, %.1f MB\n", options.file.c_str(),
              static_cast<unsigned long long>(done->entries), done->files,
              static_cast<double>(done->bytes) / 1e6);
  for (const auto& [path, why] : done->left_out) std::printf("left out %s (%s)\n", path.c_str(), why.c_str());
  return 0;
}

int restore(const BackupOptions& options) {
  const Result<server::RestoreReport> done =
      server::restore_backup({options.file, options.data_dir, options.key_file});
  if (!done) return fail(done.error());
  std::printf("%s: %llu entries as of %s, %zu files beside them; every hash and checkpoint is right\n",
              options.data_dir.c_str(), static_cast<unsigned long long>(done->audit.entries),
              format_rfc3339(done->made).c_str(), done->files);
  for (const engine::AuditFault& one : done->audit.faults)
    std::printf("%s: %s (derived: it can be made again)\n", one.where.c_str(), one.what.c_str());
  std::printf(
      "all sessions have ended; without its old signing key in keys/journal.key the journal goes on with a "
      "new "
      "one\n");
  return 0;
}
}  // namespace voorzien::app
