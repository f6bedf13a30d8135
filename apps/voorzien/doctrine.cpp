// `doctrine check`: every fault as file:line:column: message.
#include <cstdio>

#include "commands.h"
#include "server/files.h"

namespace voorzien::app {
int doctrine_check(const std::string& folder) {
  const Result<doctrine::Files> files = server::doctrine_files(folder);
  if (!files) {
    std::fprintf(stderr, "voorzien: %s\n", files.error().to_text().c_str());
    return 1;
  }
  const doctrine::Loaded loaded = doctrine::load(*files);
  for (const doctrine::Fault& fault : loaded.faults) std::printf("%s\n", fault.to_text().c_str());
  if (loaded.faults.empty())
    std::printf("%zu themes, %zu sources, %zu roles: no fault\n", loaded.doctrine.themes.size(),
                loaded.doctrine.sources.size(), loaded.doctrine.access.roles.size());
  return loaded.faults.empty() ? 0 : 1;
}
}  // namespace voorzien::app
