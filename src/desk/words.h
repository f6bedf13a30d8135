// Words of a typed line: its theme by doctrine's words.
#pragma once

#include <string>
#include <string_view>

#include "doctrine/doctrine.h"

namespace voorzien::desk {
[[nodiscard]] std::string lowered(std::string_view text);
// The theme whose words stand in the text: the one with the most characters of them; empty when none does.
[[nodiscard]] std::string theme_by_words(const doctrine::Doctrine& doctrine, std::string_view text);
// Level by the rule of the theme for a quantity; "" when there is none. `rule` gets its id, `next` the limit
// above.
struct RuleLevel {
  std::string level;
  std::string rule;
  std::string sentence;
  double next_limit = 0;
  std::string next_level;
};
[[nodiscard]] RuleLevel level_by_rule(const doctrine::Doctrine& doctrine, std::string_view theme,
                                      double quantity, std::string_view unit);
}  // namespace voorzien::desk
