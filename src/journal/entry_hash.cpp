#include "journal/entry_hash.h"

#include "journal/hash.h"

namespace voorzien::journal {
std::string commitment_of(std::string_view salt, std::string_view sealed) {
  return to_hex(sha256(salt, sealed));
}
bool is_whole(const Entry& entry) { return entry.leaf_hash == leaf_hash(entry.core); }
}  // namespace voorzien::journal
