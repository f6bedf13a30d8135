#include "observations/level_words.h"

#include <array>
#include <utility>

namespace voorzien::observations {
namespace {
constexpr std::array<std::pair<std::string_view, Level>, 4> words = {
    {{"green", Level::Green}, {"yellow", Level::Yellow}, {"orange", Level::Orange}, {"red", Level::Red}}};
}  // namespace

std::optional<Level> level_of(std::string_view word) {
  for (const auto& [each, level] : words)
    if (each == word) return level;
  return std::nullopt;
}

std::string word_of(const std::optional<Level>& level) {
  for (const auto& [each, one] : words)
    if (level == one) return std::string(each);
  return {};
}
}  // namespace voorzien::observations
