// TypeInfo: a described type as a value, from which OpenAPI schemas and TypeScript types are made. One
// TypeInfo a type, made at first use, alive until the process ends.
#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace voorzien::codec {

struct TypeInfo;

struct FieldInfo {
  std::string name = {};
  const TypeInfo* type = nullptr;
  bool left_out = false;  // when it holds nothing
};

struct TypeInfo {
  enum class Kind {
    Boolean,
    Integer,
    Unsigned,
    Number,
    Text,
    Moment,    // RFC 3339, UTC, microseconds
    Length,    // microseconds
    Words,     // an enum
    Optional,  // of
    List,      // of
    Map,       // text -> of
    Object,    // fields
    Choice,    // alternatives, told apart by the member `tag`
    Geometry   // GeoJSON
  };
  Kind kind = Kind::Object;
  std::string name = {};  // of an enum, object, choice: "Signal"; empty for the others
  const TypeInfo* of = nullptr;
  std::vector<FieldInfo> fields = {};
  std::vector<std::string> words = {};
  std::string tag = {};                      // "kind" or "type"
  std::vector<FieldInfo> alternatives = {};  // name is the word of the tag
};

// Every named type reachable from `roots`, by name. Two different types of one name are a bug: the names are
// those of the outside world.
[[nodiscard]] std::vector<const TypeInfo*> named_types(std::span<const TypeInfo* const> roots);
// A use of the type: a reference for a named one, the schema itself for the others.
[[nodiscard]] std::string schema_of(const TypeInfo& type);
// The object below #/components/schemas/<name>. `required` (for bodies) replaces "all fields".
[[nodiscard]] std::string schema_definition(const TypeInfo& type);
// {"type":"object",...} of a body whose absent fields keep their default, except `required`.
[[nodiscard]] std::string body_schema(const TypeInfo& type, std::span<const std::string_view> required);
// TypeScript declarations of all named types reachable from `roots`; `bodies` get optional members.
struct BodyType {
  const TypeInfo* type = nullptr;
  std::span<const std::string_view> required;
};
[[nodiscard]] std::string typescript(std::span<const TypeInfo* const> roots,
                                     std::span<const BodyType> bodies);

}  // namespace voorzien::codec
