// Tables of numbers for the analysing subcommands: a file, or standard input for none or `-`.
#pragma once

#include <string>

#include "base/result.h"

namespace voorzien::app {
// The whole content.
Result<std::string> read_table(const std::string& file);
// The same error with the name of the file before its line:column.
Error at_file(Error error, const std::string& file);
}  // namespace voorzien::app
