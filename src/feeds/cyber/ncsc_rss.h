// The RSS of NCSC-NL, of which the titles hold id, version and grade; see csaf.h.
#pragma once

#include <string>
#include <string_view>

#include "feeds/feed.h"

namespace voorzien::feeds::cyber {

struct Title {
  std::string id;       // NCSC-2024-0369
  std::string version;  // 1.01
  std::string grade;    // M/H: chance and damage
  std::string words;
};
// "NCSC-2024-0369 [1.01] [M/H] Kwetsbaarheden verholpen in …"; parts that are absent stay empty.
[[nodiscard]] Title read_title(std::string_view title);
[[nodiscard]] observations::Understood parse_ncsc_rss(std::string_view bytes, const Context& context);

}  // namespace voorzien::feeds::cyber
