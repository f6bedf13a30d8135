#include "journal/checkpoint.h"

#include <charconv>
#include <cstring>

#include "base/base64.h"

namespace voorzien::journal {
namespace {
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}
}  // namespace

std::string to_text(const Checkpoint& checkpoint) {
  std::string out = checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n';
  append_base64({reinterpret_cast<const char*>(checkpoint.root.data()), checkpoint.root.size()}, out);
  return out + '\n';
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  Checkpoint out;
  out.origin = take_line(text);
  if (out.origin.empty()) return Error{ErrorCode::Malformed, "checkpoint", "its origin is empty"};
  const std::string_view size = take_line(text);
  const auto [end, fault] = std::from_chars(size.data(), size.data() + size.size(), out.size);
  if (fault != std::errc{} || end != size.data() + size.size() || (size.size() > 1 && size[0] == '0'))
    return Error{ErrorCode::Malformed, "checkpoint", "its size is not a number"};
  const auto root = decode_base64(take_line(text));
  if (!root || root->size() != out.root.size())
    return Error{ErrorCode::Malformed, "checkpoint", "its root is not 32 bytes in base64"};
  std::memcpy(out.root.data(), root->data(), out.root.size());
  return out;
}
}  // namespace voorzien::journal
