#include "access/accounts.h"

#include <algorithm>

namespace voorzien::access {
bool is_user_name(std::string_view user) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  return !user.empty() && user.size() <= 64 && std::ranges::all_of(user, fits);
}
}  // namespace voorzien::access
