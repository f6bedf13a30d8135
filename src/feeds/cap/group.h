// Which `info` blocks of an alert are one observation; see observe.h for the rule.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "feeds/cap/message.h"

namespace voorzien::feeds::cap {

using Group = std::vector<const Info*>;  // in the order of the document, never empty

[[nodiscard]] std::string_view language_of(const Info& info);  // "en-US" when it does not say, as CAP rules
[[nodiscard]] std::vector<Group> group_infos(std::span<const Info> infos);

}  // namespace voorzien::feeds::cap
