#include "table_files.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace voorzien::app {
namespace {
bool is_standard_input(const std::string& file) { return file.empty() || file == "-"; }
}  // namespace

Result<std::string> read_table(const std::string& file) {
  std::FILE* const in = is_standard_input(file) ? stdin : std::fopen(file.c_str(), "rb");
  if (in == nullptr) return Error{ErrorCode::NotFound, file, std::strerror(errno)};
  std::string out;
  std::string block(1U << 20, '\0');
  while (const std::size_t n = std::fread(block.data(), 1, block.size(), in)) out.append(block.data(), n);
  const bool failed = std::ferror(in) != 0;
  if (in != stdin) std::fclose(in);
  if (failed) return Error{ErrorCode::NotFound, file, "The file cannot be read."};
  return out;
}

Error at_file(Error error, const std::string& file) {
  const std::string name = is_standard_input(file) ? "standard input" : file;
  error.where = error.where.empty() ? name : name + ":" + error.where;
  return error;
}
}  // namespace voorzien::app
