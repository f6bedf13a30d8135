// Stands in for libFuzzer where that is not linked: runs a target over its corpus folder and over seeded
// mutations of each file, so that ./test replays every input that once was found.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/random.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {
constexpr int mutations_per_file = 200;

void run(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

std::string mutate(std::string bytes, voorzien::Random& random) {
  if (bytes.empty()) return bytes;
  const std::uint64_t times = 1 + random.below(8);
  for (std::uint64_t i = 0; i < times && !bytes.empty(); ++i) {
    const std::size_t at = random.below(bytes.size());
    switch (random.below(4)) {
      case 0:
        bytes[at] = static_cast<char>(random.below(256));
        break;
      case 1:
        bytes.resize(at);
        break;
      case 2:
        bytes.erase(at, 1 + random.below(16));
        break;
      default:
        bytes.insert(at, bytes.substr(at, 1 + random.below(16)));
        break;
    }
  }
  return bytes;
}
}  // namespace

int main(int argc, char** argv) {
  std::size_t files = 0;
  voorzien::Random random(1);
  run("");
  for (int i = 1; i < argc; ++i) {
    if (!std::filesystem::exists(argv[i])) continue;
    for (const auto& item : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!item.is_regular_file()) continue;
      std::ifstream in(item.path(), std::ios::binary);
      const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
      run(bytes);
      for (int n = 0; n < mutations_per_file; ++n) run(mutate(bytes, random));
      ++files;
    }
  }
  std::printf("replayed %zu files, %d mutations each\n", files, mutations_per_file);
  return files == 0 ? 1 : 0;
}
