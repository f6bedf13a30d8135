// Places: where each value of the doctrine stands, so that a check on the loaded types can still say
// file:line:column. A path is the file and the keys and numbers down to the value:
// "levels.toml/level/2/teams/1" is the second team of the third level.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace voorzien::doctrine {

struct Place {
  std::string file;
  int line = 1;
  int column = 1;
};

class Places {
 public:
  void note(std::string path, int line, int column) { spots_[std::move(path)] = {line, column}; }
  // An absent value stands where what encloses it stands; the last resort is the top of its file.
  [[nodiscard]] Place at(std::string_view path) const;

 private:
  struct Spot {
    int line = 1;
    int column = 1;
  };
  std::map<std::string, Spot, std::less<>> spots_;
};

}  // namespace voorzien::doctrine
