// Real files of the trade lie outside the project: where VOORZIEN_SHARED says, or nowhere.
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "feeds/testing.h"

namespace voorzien::feeds::testing {

std::optional<std::string> sample(const std::string& path, const char* test) {
  const char* folder = std::getenv("VOORZIEN_SHARED");
  if (folder == nullptr) {
    MESSAGE("SKIPPED: VOORZIEN_SHARED is not set");
    std::printf("SKIPPED %s: VOORZIEN_SHARED is not set\n", test);
    return std::nullopt;
  }
  std::ifstream in(std::string(folder) + "/data/feeds/" + path, std::ios::binary);
  REQUIRE_MESSAGE(in, path);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace voorzien::feeds::testing
