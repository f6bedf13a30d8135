// Which files of a data folder belong in a backup, beside the journal and the accounts.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace voorzien::server {

struct KeptFiles {
  std::vector<std::string> kept;  // relative to the folder
  struct LeftOut {
    std::string path;
    std::string why;
  };
  std::vector<LeftOut> left_out;  // what an operator may miss; the lock, sockets and logs are not told
};

// The configuration, the region's geography, the lists of capcodes, the public keys, and the doctrine when it
// lies in the folder. The signing key stays out: who reads backups could else sign another history
// (docs/operations/keys.md).
[[nodiscard]] Result<KeptFiles> files_to_keep(const std::string& data_dir, const std::string& doctrine_dir);

}  // namespace voorzien::server
