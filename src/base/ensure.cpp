#include "base/ensure.h"

#include <cstdio>
#include <cstdlib>

namespace voorzien {
void ensure_failed(const char* condition, const char* why, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: ENSURE(%s) failed: %s\n", file, line, condition, why);
  std::abort();
}
}  // namespace voorzien
