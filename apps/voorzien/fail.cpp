#include <cstdio>

#include "commands.h"

namespace voorzien::app {
int fail(const Error& error) {
  std::fprintf(stderr, "voorzien: %s %s\n", error.to_text().c_str(),
               std::string(remedy_of(error.code)).c_str());
  return error.code == ErrorCode::BadUse ? 2 : 1;
}
}  // namespace voorzien::app
