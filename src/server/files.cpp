#include "server/files.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/embedded.h"

namespace voorzien::server {
namespace {
constexpr std::string_view built_in = "doctrine/vru/";
}

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::NotFound, path, std::strerror(errno)};
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return Error{ErrorCode::NotFound, path, "cannot be read to its end"};
  return text;
}

Result<std::string> read_file(const std::string& path, std::uintmax_t bytes_max) {
  std::error_code failed;
  const std::uintmax_t bytes = std::filesystem::file_size(path, failed);
  if (!failed && bytes > bytes_max)
    return Error{ErrorCode::TooLarge, path, std::to_string(bytes_max) + " bytes at most"};
  return read_file(path);
}

Result<doctrine::Files> doctrine_files(const std::string& folder) {
  doctrine::Files out;
  if (folder.empty()) {
    for (const EmbeddedFile& file : embedded_files())
      if (file.name.starts_with(built_in)) out.emplace(file.name.substr(built_in.size()), file.bytes);
    return out;
  }
  std::error_code failed;
  for (const auto& item : std::filesystem::directory_iterator(folder, failed)) {
    if (item.path().extension() != ".toml") continue;
    ASSIGN_OR_RETURN(out[item.path().filename().string()], read_file(item.path().string()));
  }
  if (failed) return Error{ErrorCode::NotFound, folder, failed.message()};
  return out;
}

Result<doctrine::Doctrine> load_doctrine(const std::string& folder) {
  ASSIGN_OR_RETURN(const doctrine::Files files, doctrine_files(folder));
  doctrine::Loaded loaded = doctrine::load(files);
  if (!loaded.faults.empty())
    return Error{ErrorCode::BadDoctrine, loaded.faults.front().to_text(),
                 std::to_string(loaded.faults.size()) + " faults; see `voorzien doctrine check`"};
  return std::move(loaded.doctrine);
}
}  // namespace voorzien::server
