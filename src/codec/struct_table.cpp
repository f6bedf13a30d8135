#include "codec/struct_table.h"

#include <algorithm>

namespace voorzien::codec {
namespace {
constexpr std::size_t unknown = SIZE_MAX;

// Members mostly come in the order of the description, some left out: looked for from `expected` on.
std::size_t find(const StructTable& table, std::string_view key, std::size_t expected) {
  for (std::size_t i = expected; i < table.fields.size(); ++i)
    if (table.fields[i].name == key) return i;
  for (std::size_t i = 0; i < std::min(expected, table.fields.size()); ++i)
    if (table.fields[i].name == key) return i;
  return unknown;
}

bool may_be_absent(const StructTable::Field& field, const Reader::Body* body) {
  if (body != nullptr) return std::ranges::find(body->required, field.name) == body->required.end();
  return field.is_optional;
}
}  // namespace

void write_fields(const StructTable& table, const void* object, std::string& out, bool is_first) {
  const char* start = static_cast<const char*>(object);
  for (const StructTable::Field& field : table.fields) {
    if (field.left_out && field.is_absent(start + field.offset)) continue;
    if (!is_first) out += ',';
    is_first = false;
    out += field.prefix;
    field.write(start + field.offset, out);
  }
}

bool read_fields(const StructTable& table, Reader& reader, void* object) {
  const Reader::Body* body = reader.depth() == 1 ? reader.body() : nullptr;
  char* start = static_cast<char*>(object);
  std::uint64_t seen = 0;
  std::size_t expected = 0;
  std::string_view key;
  while (reader.next_field(key)) {
    const std::size_t index = find(table, key, expected);
    if (index == unknown) return reader.fail(ErrorCode::UnknownField, "");
    const std::uint64_t bit = std::uint64_t{1} << index;
    if ((seen & bit) != 0) return reader.fail(ErrorCode::BadValue, "given twice");
    seen |= bit;
    const StructTable::Field& field = table.fields[index];
    if (!field.read(reader, start + field.offset)) return false;
    expected = index + 1;
  }
  if (reader.failed()) return false;
  for (std::size_t i = 0; i < table.fields.size(); ++i) {
    const bool missing = (seen >> i & 1U) == 0 && !may_be_absent(table.fields[i], body);
    if (missing) return reader.fail(ErrorCode::MissingField, "", table.fields[i].name);
  }
  return true;
}

bool read_tag(Reader& reader, std::string_view tag, std::string_view& word) {
  std::string_view key;
  if (!reader.next_field(key))
    return reader.failed() ? false : reader.fail(ErrorCode::MissingField, "must stand first", tag);
  if (key != tag) return reader.fail(ErrorCode::BadValue, "'" + std::string(tag) + "' must stand first");
  return reader.read_text(word);
}

std::vector<FieldInfo> fields_of(const StructTable& table) {
  std::vector<FieldInfo> out;
  out.reserve(table.fields.size());
  for (const StructTable::Field& field : table.fields)
    out.push_back({std::string(field.name), &field.type(), field.left_out});
  return out;
}
}  // namespace voorzien::codec
