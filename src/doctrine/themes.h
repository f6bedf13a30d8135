// Themes and the rules of signals, as data: doctrine/<region>/themes.toml.
#pragma once

#include <string>
#include <vector>

#include "base/ids.h"

namespace voorzien::doctrine {

struct Theme {
  ThemeId id;
  std::string name;  // Dutch
  std::string name_en;
  int order = 0;
};

struct Rules {};

}  // namespace voorzien::doctrine
