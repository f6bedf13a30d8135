// The commands that one commit answered, packed as one row of `answered` (docs/formats/journal.md): a row of
// its own for each cost a commit as much as its entry did.
//
// Each stands in it with a CRC-32 of its own, so that a flipped bit is named by its command. It finds bit
// rot, not a forger.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "adapters/sqlite/connection.h"
#include "journal/store.h"

namespace voorzien::adapters::sqlite {

void pack_onto(std::string& packed, const journal::Batch::CommandId& command);

struct Answered {
  std::string_view id, answer;
  journal::Hash body_sha256{};
  std::uint64_t seq = 0;
  Instant at;
  bool is_whole = false;  // fits its check
};
// In order. Where one is so damaged that its end is not known, it comes with nothing but `seq`, that of the
// one before it, and no other follows.
void each_answered(std::string_view packed, const std::function<void(const Answered&)>& each);

// Clears the body hashes of those with seq in the range: what a person wrote could be guessed and tried on
// them. True when any was there.
bool clear_bodies(std::string& packed, journal::SeqRange range);

// Of a store of version 4, which had a row for each: takes them over, packed.
[[nodiscard]] Done pack_command_ids(Connection& connection);

}  // namespace voorzien::adapters::sqlite
