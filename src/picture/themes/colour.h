// The colour of a theme by rule (desk.md 2): the worst valid indicator; national colours are its floor;
// grey when all its sources are silent or it has none; green only by a living source.
#pragma once

#include <string>
#include <vector>

#include "doctrine/doctrine.h"
#include "picture/state.h"

namespace voorzien::picture {

[[nodiscard]] Colour colour_of(const State& state, const doctrine::Doctrine& doctrine,
                               const std::string& theme);
// What is shown: the rule's colour, unless a person raised or lowered it; never below the floor.
[[nodiscard]] Level shown_level(const ThemeState& theme);
// Sources that feed it, entry by hand left out.
[[nodiscard]] std::vector<std::string> sources_of(const doctrine::Doctrine& doctrine,
                                                  const std::string& theme);
[[nodiscard]] std::vector<std::string> themes_of(const doctrine::Doctrine& doctrine,
                                                 const std::string& source);
[[nodiscard]] bool is_dead(const State& state, const std::string& source);  // silent, frozen or never heard

}  // namespace voorzien::picture
