// The four levels as words, both ways: as doctrine, JSON and sources spell them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "observations/observation.h"

namespace voorzien::observations {
// "green", "yellow", "orange", "red"; nothing for any other word.
[[nodiscard]] std::optional<Level> level_of(std::string_view word);
// The same words; empty for none and for grey.
[[nodiscard]] std::string word_of(const std::optional<Level>& level);
}  // namespace voorzien::observations
