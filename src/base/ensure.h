// ENSURE(condition, why): the check for a bug, always on, also in release.
//
// A failed ENSURE stops the process: in the core a wrong state is worse than no process, since the
// supervisor restarts and the journal gives the last good state back. Bad input is never an ENSURE;
// that is a `Result` (base/result.h). Example: ENSURE(seq == last + 1, "the journal has no gaps");
#pragma once

namespace voorzien {
[[noreturn]] void ensure_failed(const char* condition, const char* why, const char* file, int line);
}  // namespace voorzien

#define ENSURE(condition, why)                                          \
  do {                                                                  \
    if (!(condition)) [[unlikely]]                                      \
      ::voorzien::ensure_failed(#condition, (why), __FILE__, __LINE__); \
  } while (false)
