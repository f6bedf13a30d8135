#include "engine/entry_facts.h"

#include "codec/reader.h"

namespace voorzien::engine {
namespace {
using codec::Reader;

bool read_string(Reader& reader, std::string& out) {
  std::string_view text;
  if (!reader.read_text(text)) return false;
  out = text;
  return true;
}

// The member `name` of the object at which the reader stands, or nothing when that is null.
bool read_member(Reader& reader, std::string_view name, std::string& out) {
  if (reader.take_null()) return true;
  if (!reader.begin_object()) return false;
  for (std::string_view key; reader.next_field(key);)
    if (key == name && !read_string(reader, out)) return false;
  return !reader.failed();
}

Result<Instant> read_moment(Reader& reader) {
  std::string_view text;
  if (!reader.read_text(text)) return reader.error();
  return parse_rfc3339(text);
}
}  // namespace

Result<EntryFacts> facts_of_core(std::string_view core) {
  EntryFacts out;
  Reader reader(core);
  if (!reader.begin_object()) return reader.error();
  for (std::string_view key; reader.next_field(key);) {
    if (key == "seq") {
      (void)reader.read_unsigned(out.seq);
    } else if (key == "at") {
      ASSIGN_OR_RETURN(out.at, read_moment(reader));
    } else if (key == "received") {
      (void)read_member(reader, "raw_sha256", out.raw_sha256);
    } else if (key == "command") {
      (void)read_member(reader, "id", out.command_id);
    } else if (key == "sealed_commitment") {
      (void)read_string(reader, out.sealed_commitment);
    }
  }
  if (reader.failed() || !reader.at_end()) return reader.error();
  return out;
}

Result<std::string> raw_of_sealed(std::string_view sealed) {
  std::string out;
  Reader reader(sealed);
  if (!read_member(reader, "raw_sha256", out)) return reader.error();
  return out;
}
}  // namespace voorzien::engine
