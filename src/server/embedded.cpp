#include "server/embedded.h"

namespace voorzien::server {
std::string_view embedded(std::string_view name) {
  for (const EmbeddedFile& file : embedded_files())
    if (file.name == name) return file.bytes;
  return {};
}
}  // namespace voorzien::server
