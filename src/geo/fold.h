// Names as they are compared: lower case, without diacritics, with one space between words.
//
// Apostrophes vanish ("'t Goy" = "t goy"), hyphens, full stops, brackets and slashes part words. Letters
// outside Latin-1 are dropped. Used by the gazetteer; Dutch "y" at the start of "ysselstein" is an alias
// there, not a fold.
#pragma once

#include <string>
#include <string_view>

namespace voorzien::geo {
[[nodiscard]] std::string fold(std::string_view name);
// Is the wanted text, with at most one letter wrong, missing, too many or swapped, how the name begins? Both
// folded.
[[nodiscard]] bool begins_with_one_typo(std::string_view name, std::string_view wanted);
}  // namespace voorzien::geo
