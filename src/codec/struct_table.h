// StructTable: the fields of one described struct at run time: name, place in the object, how to write and
// read it. Made once a type by codec/describe_json.h; the loops over it stand once, in struct_table.cpp, so
// that a type costs a table and not a copy of the loops.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "codec/reader.h"
#include "codec/type_info.h"

namespace voorzien::codec {

struct StructTable {
  struct Field {
    std::string_view name;
    std::string prefix;  // "name":
    std::size_t offset = 0;
    void (*write)(const void* value, std::string& out) = nullptr;
    bool (*read)(Reader& reader, void* value) = nullptr;
    const TypeInfo& (*type)() = nullptr;
    bool is_optional = false;
    bool (*is_absent)(const void* value) = nullptr;  // of an optional: holds nothing
    bool left_out = false;                           // of an optional: not written when absent
  };
  std::vector<Field> fields;  // at most 64: which were seen is one word of bits
};

// `is_first`: no member stands before these inside the braces.
void write_fields(const StructTable& table, const void* object, std::string& out, bool is_first);
// Reads members until the end of the object that was begun, then checks that none is missing.
bool read_fields(const StructTable& table, Reader& reader, void* object);
// Reads the member `tag`, which must stand first in the object that was begun.
bool read_tag(Reader& reader, std::string_view tag, std::string_view& word);
[[nodiscard]] std::vector<FieldInfo> fields_of(const StructTable& table);

}  // namespace voorzien::codec
