#include "journal/key_change.h"

#include <algorithm>
#include <charconv>

#include "base/ensure.h"

namespace voorzien::journal {
namespace {
constexpr std::string_view first_line = "voorzien key change";

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}
}  // namespace

std::string sign_key_change(const KeyChange& change, const SigningKey& new_key, const SigningKey* old_key) {
  ENSURE(new_key.public_key() == change.new_key, "the new key signs for itself");
  ENSURE(old_key == nullptr || old_key->public_key() == change.old_key, "the old key signs for itself");
  Note note{std::string(first_line) + '\n' + change.origin + '\n' + std::to_string(change.size) + "\nold " +
                change.old_key.verifier() + "\nnew " + change.new_key.verifier() + '\n',
            {}};
  note.signatures.push_back(new_key.sign(note.text));
  if (old_key != nullptr) note.signatures.push_back(old_key->sign(note.text));
  return format_note(note);
}

Result<KeyChange> parse_key_change(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  const bool has_shape = lines.size() == 5 && lines[0] == first_line && lines[3].starts_with("old ") &&
                         lines[4].starts_with("new ");
  if (!has_shape)
    return Error{ErrorCode::Malformed, "key change", "five lines as in docs/operations/keys.md"};
  KeyChange out;
  out.origin = lines[1];
  const auto [end, fault] = std::from_chars(lines[2].data(), lines[2].data() + lines[2].size(), out.size);
  if (fault != std::errc{} || end != lines[2].data() + lines[2].size())
    return Error{ErrorCode::Malformed, "key change", "its size is not a number"};
  ASSIGN_OR_RETURN(out.old_key, parse_verifier(lines[3].substr(4)));
  ASSIGN_OR_RETURN(out.new_key, parse_verifier(lines[4].substr(4)));
  return out;
}

std::vector<PublicKey> with_successors(std::vector<PublicKey> trusted,
                                       const std::vector<std::string>& key_changes) {
  for (const std::string& bytes : key_changes) {
    const Result<Note> note = parse_note(bytes);
    if (!note) continue;
    const Result<KeyChange> change = parse_key_change(note->text);
    if (!change || std::ranges::find(trusted, change->old_key) == trusted.end()) continue;
    if (change->old_key.has_signed(*note) && change->new_key.has_signed(*note))
      trusted.push_back(change->new_key);
  }
  return trusted;
}

Result<std::vector<PublicKey>> parse_key_list(std::string_view text) {
  std::vector<PublicKey> out;
  std::size_t number = 0;
  for (std::string_view line : lines_of(text)) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    Result<PublicKey> key = parse_verifier(line);
    if (!key) return Error{key.error().code, "line " + std::to_string(number), key.error().to_text()};
    out.push_back(*key);
  }
  if (out.empty()) return Error{ErrorCode::MissingField, "key file", "it holds no verifier string"};
  return out;
}
}  // namespace voorzien::journal
