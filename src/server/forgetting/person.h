// What a store holds about one person: found by a name or another text, handed out (AVG article 15), or
// erased (article 17). docs/operations/forgetting.md says which values can go and which stay.
#pragma once

#include <string>
#include <vector>

#include "access/accounts.h"
#include "base/result.h"
#include "engine/erase.h"
#include "journal/store.h"

namespace voorzien::server {

inline constexpr std::size_t person_text_characters_min = 3;
inline constexpr std::size_t person_entries_max = 10'000;  // more is no person: name one more exactly

struct PersonEntry {
  std::uint64_t seq = 0;
  Instant at;
  std::string json;
};

struct PersonFound {
  std::vector<PersonEntry> sealed;  // can be erased
  std::vector<PersonEntry> cores;   // are leaves of the tree: they stay
  struct Document {
    std::string sha256;
    std::string bytes;
  };
  std::vector<Document> documents;  // can be erased
  std::vector<access::Account> accounts;
  engine::EraseRequest to_erase;  // without actor and reason
};

// Upper and lower case of A to Z are one; other letters as they are written.
[[nodiscard]] Result<PersonFound> find_person(journal::Store& store, journal::Erasures& erasures,
                                              const std::vector<access::Account>& accounts,
                                              const std::string& text);
// JSON Lines: {"kind":"entry"|"document"|"account","can_be_erased":…, …}, for the person who asked.
[[nodiscard]] std::string to_json_lines(const PersonFound& found);
// What was erased and what stays, for the operator.
[[nodiscard]] std::string to_text(const PersonFound& found, std::uint64_t by_seq);

}  // namespace voorzien::server
