// Reading whole files, and the doctrine of a folder or of the binary.
#pragma once

#include <string>

#include "base/result.h"
#include "doctrine/doctrine.h"

namespace voorzien::server {

[[nodiscard]] Result<std::string> read_file(const std::string& path);
// An error when it is larger than `bytes_max`.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::uintmax_t bytes_max);
// The .toml files of `folder`, or of doctrine/vru in the binary when it is empty.
[[nodiscard]] Result<doctrine::Files> doctrine_files(const std::string& folder);
// Loaded whole, or the first fault as an error (`doctrine check` prints them all).
[[nodiscard]] Result<doctrine::Doctrine> load_doctrine(const std::string& folder);

}  // namespace voorzien::server
