#include "doctrine/places.h"

namespace voorzien::doctrine {
Place Places::at(std::string_view path) const {
  const std::string file(path.substr(0, path.find('/')));
  for (std::string_view left = path; !left.empty();) {
    if (const auto found = spots_.find(left); found != spots_.end())
      return {file, found->second.line, found->second.column};
    const std::size_t cut = left.rfind('/');
    left = cut == std::string_view::npos ? std::string_view{} : left.substr(0, cut);
  }
  return {file, 1, 1};
}
}  // namespace voorzien::doctrine
