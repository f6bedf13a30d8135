// Words in what a source wrote: whole words, any case; templates of doctrine filled in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"
#include "observations/level_words.h"
#include "observations/observation.h"

namespace voorzien::picture {

[[nodiscard]] std::string lowered(std::string_view text);  // ASCII only; other letters stay
// `words` stands in `text` (both in lower case) with no letter or digit directly before or after it.
[[nodiscard]] bool has_words(std::string_view text, std::string_view words);
[[nodiscard]] bool has_any(std::string_view text, const std::vector<std::string>& words);
// Six-digit vehicles of regions 01-25; a pair of RD coordinates is none.
[[nodiscard]] std::vector<std::string> units_in(std::string_view text);
[[nodiscard]] std::string road_in(std::string_view text);       // "A27", or empty
[[nodiscard]] std::string direction_in(std::string_view text);  // "re", "li", "richting utrecht", or empty
// {name} of a template; unknown and empty ones vanish with the space or comma before them.
[[nodiscard]] std::string fill(std::string_view pattern, const std::map<std::string, std::string>& values);
[[nodiscard]] std::string dutch_number(double value);  // 3.100; below ten with a tenth: 3,4
[[nodiscard]] std::string in_unit(double value,
                                  std::string_view unit);            // 3,50 of what is in m; else as above
[[nodiscard]] std::string local_time(std::optional<Instant> at);     // 19:00, or empty
[[nodiscard]] std::string cut(std::string text, std::size_t bytes);  // at a character

}  // namespace voorzien::picture
