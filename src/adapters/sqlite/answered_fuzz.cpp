// A row of answered commands from a damaged store: what is whole packs to the same bytes again, and erasing
// changes nothing but the hashes that it clears.
#include <cstdlib>
#include <vector>

#include "adapters/sqlite/answered.h"

using namespace voorzien;
using namespace voorzien::adapters::sqlite;

namespace {
using Commands = std::vector<journal::Batch::CommandId>;

Commands whole_of(std::string_view packed) {
  Commands out;
  each_answered(packed, [&](const Answered& one) {
    if (one.is_whole)
      out.push_back({std::string(one.id), one.body_sha256, one.seq, std::string(one.answer), one.at});
  });
  return out;
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string packed(reinterpret_cast<const char*>(data), size);
  Commands commands = whole_of(packed);
  std::string again;
  for (const auto& one : commands) pack_onto(again, one);
  if (whole_of(again) != commands) std::abort();
  const journal::SeqRange range{2, 1'000};
  if (clear_bodies(packed, range) != (clear_bodies(again, range))) std::abort();
  for (auto& one : commands)
    if (one.seq >= range.first && one.seq <= range.last) one.body_sha256 = {};
  if (whole_of(packed) != commands || whole_of(again) != commands) std::abort();
  return 0;
}
