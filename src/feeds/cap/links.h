// Links of a feed to the CAP messages behind it: Atom links of type application/cap+xml, else what the items
// of a feed that holds no alerts itself link to. In the order of the feed, each once, at most links_max.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace voorzien::feeds::cap {
inline constexpr std::size_t links_max = 64;
inline constexpr std::size_t link_bytes_max = 2'048;
[[nodiscard]] std::vector<std::string> links_behind(std::string_view bytes);
}  // namespace voorzien::feeds::cap
