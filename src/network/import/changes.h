// What an import would change in the directory.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "network/network.h"

namespace voorzien::network {

struct ContactChange {
  const Contact* was;                    // null: new
  const Contact* is;                     // null: it is no longer in the file
  std::vector<std::string_view> fields;  // what differs, when it was and is
};

struct ContactChanges {
  std::vector<ContactChange> added;
  std::vector<ContactChange> changed;
  std::vector<ContactChange> absent;  // came from this file before, and is not in it now
  std::size_t same = 0;
};

// Row numbers do not count as a change. The pointers live as long as the two arguments.
[[nodiscard]] ContactChanges changes_of(std::span<const Contact> now, std::span<const Contact> read,
                                        std::string_view file);

}  // namespace voorzien::network
