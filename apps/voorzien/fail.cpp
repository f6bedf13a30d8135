#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "commands.h"

namespace voorzien::app {
int fail(const Error& error) {
  std::fprintf(stderr, "voorzien: %s %s\n", error.to_text().c_str(),
               std::string(remedy_of(error.code)).c_str());
  return error.code == ErrorCode::BadUse ? 2 : 1;
}

std::string who_types() {
  const char* const name = std::getenv("USER");
  return name != nullptr && *name != '\0' ? name : "uid " + std::to_string(::getuid());
}
}  // namespace voorzien::app
