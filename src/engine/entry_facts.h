// EntryFacts: the few members of an entry's core that an audit compares with what stands beside it. Read
// without building the entry: most of a core is passed over.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.h"
#include "base/result.h"

namespace voorzien::engine {

struct EntryFacts {
  std::uint64_t seq = 0;
  Instant at;
  std::string raw_sha256;  // of what was received, empty when none or sealed
  std::string command_id;  // empty when it was no command
  std::string sealed_commitment;
};
[[nodiscard]] Result<EntryFacts> facts_of_core(std::string_view core);
// "raw_sha256" of a sealed part, or empty.
[[nodiscard]] Result<std::string> raw_of_sealed(std::string_view sealed);

}  // namespace voorzien::engine
