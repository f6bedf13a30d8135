// What taking over a list of capcodes would change: what is new, what its source said otherwise before, and
// where lists disagree.
#pragma once

#include <string>
#include <vector>

#include "network/capcodes/capcodes.h"

namespace voorzien::network {

struct CapcodeDifference {
  std::string code;
  std::string is;     // what the list says
  std::string other;  // what is said otherwise: "... (SOURCE, DATE)"
};

struct CapcodeChanges {
  std::size_t codes = 0;  // of the list; each is counted once below, a conflict also beside new or changed
  std::vector<std::string> added;            // codes that no list had: "0709531 CaCo, Brandweer, Utrecht"
  std::vector<CapcodeDifference> changed;    // the newest list of this source before says otherwise
  std::vector<CapcodeDifference> conflicts;  // another source, or another line of this list, says otherwise
  std::size_t same = 0;
  std::vector<std::string> gone;  // codes of the newest list of this source before that are not in this one
  std::string before;             // date of that list; empty: there is none
  bool replaces = false;          // a list of this source and date is there already, and would be replaced
};

[[nodiscard]] CapcodeChanges changes_of(const CapcodeBook& now, const CapcodeList& list);

}  // namespace voorzien::network
