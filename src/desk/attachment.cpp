#include "desk/attachment.h"

#include <algorithm>

#include "base/utf8.h"
#include "desk/limits.h"

namespace voorzien::desk {

std::optional<std::string_view> media_type_of(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xff\xd8\xff"sv)) return "image/jpeg";
  if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return "image/png";
  if (bytes.starts_with("RIFF"sv) && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP"sv)
    return "image/webp";
  if (bytes.starts_with("%PDF-"sv)) return "application/pdf";
  return std::nullopt;
}

std::string_view extension_of(std::string_view media_type) {
  if (media_type == "image/jpeg") return ".jpg";
  if (media_type == "image/png") return ".png";
  if (media_type == "image/webp") return ".webp";
  return ".pdf";
}

bool is_file_name(std::string_view name) {
  const bool is_one_line = std::ranges::none_of(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '/' || c == '\\';
  });
  return !name.empty() && name.size() <= limits::attachment_name_max && is_one_line && is_utf8(name);
}
}  // namespace voorzien::desk
