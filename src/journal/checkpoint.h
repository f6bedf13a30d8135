// Checkpoint: the head of the journal's tree at some size, as text to be signed (C2SP tlog-checkpoint):
//
//   <origin>\n<size in decimal>\n<base64 of the root>\n[more lines]
//
// The origin names this journal for ever, also when its keys change; it is the name of its keys.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "journal/entry.h"

namespace voorzien::journal {

struct Checkpoint {
  std::string origin;
  std::uint64_t size = 0;
  Hash root{};
  bool operator==(const Checkpoint&) const = default;
};
[[nodiscard]] std::string to_text(const Checkpoint& checkpoint);
// Lines after the third are allowed and passed over.
[[nodiscard]] Result<Checkpoint> parse_checkpoint(std::string_view text);

}  // namespace voorzien::journal
