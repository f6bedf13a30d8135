// Attachment: a photo or PDF on a log line or an entry by hand (desk.md 3), known by the hash of its bytes.
// The bytes lie in the journal's raw rows and can be erased, and the name with them; the rest stays, so that
// a line still says what hung on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/describe.h"
#include "base/instant.h"

namespace voorzien::desk {

struct Attachment {
  std::string sha256;      // lower-case hex of the bytes
  std::string name;        // as the person's device called the file
  std::string media_type;  // one of those that media_type_of gives
  std::int64_t bytes = 0;
  std::optional<Instant> erased = {};  // its bytes and its name were, then
  std::optional<std::string> erased_by = {};
  bool operator==(const Attachment&) const = default;
};
DESCRIBE(Attachment, sha256, name, media_type, bytes, erased, erased_by)

// The source that the raw rows of attachments name.
inline constexpr std::string_view attachment_source = "attachment";

// By its first bytes, whatever the sender calls it: image/jpeg, image/png, image/webp or application/pdf;
// nothing for all else.
[[nodiscard]] std::optional<std::string_view> media_type_of(std::string_view bytes);
// ".jpg" of "image/jpeg": for a file whose name is not known any more.
[[nodiscard]] std::string_view extension_of(std::string_view media_type);
// One line of valid UTF-8 without a path, at most limits::attachment_name_max bytes.
[[nodiscard]] bool is_file_name(std::string_view name);

}  // namespace voorzien::desk
