// JSON Schema 2020-12 as OpenAPI 3.1 takes it.
#include <algorithm>

#include "codec/json.h"
#include "codec/type_info.h"

namespace voorzien::codec {
namespace {
using Kind = TypeInfo::Kind;

// RFC 7946; written out once here, since Geometry is the one type whose JSON is not its description.
constexpr std::string_view geometry_schema =
    R"({"type":"object","description":"GeoJSON geometry (RFC 7946), WGS84, longitude first",)"
    R"("required":["type","coordinates"],"properties":{"type":{"enum":["Point","LineString","MultiLineString",)"
    R"("Polygon","MultiPolygon"]},"coordinates":{"type":"array"}}})";

std::string optional_schema(const TypeInfo& inner) {
  return R"({"anyOf":[)" + schema_of(inner) + R"(,{"type":"null"}]})";
}

std::string words_schema(const TypeInfo& type) {
  std::string out = R"({"type":"string","enum":[)";
  for (const std::string& word : type.words) {
    if (out.back() != '[') out += ',';
    append_string(word, out);
  }
  return out + "]}";
}

std::string choice_schema(const TypeInfo& type) {
  std::string out = R"({"oneOf":[)";
  for (const FieldInfo& one : type.alternatives) {
    if (out.back() != '[') out += ',';
    out += R"({"allOf":[)" + schema_of(*one.type) + R"(,{"type":"object","required":[")" + type.tag +
           R"("],"properties":{")" + type.tag + R"(":{"const":)";
    append_string(one.name, out);
    out += "}}}]}";
  }
  return out + "]}";
}

std::string object_schema(const TypeInfo& type, const std::vector<std::string_view>& required,
                          bool is_closed) {
  std::string out = R"({"type":"object")";
  if (!required.empty()) {
    out += R"(,"required":[)";
    for (const std::string_view name : required) {
      if (out.back() != '[') out += ',';
      append_string(name, out);
    }
    out += ']';
  }
  out += R"(,"properties":{)";
  for (const FieldInfo& field : type.fields) {
    if (out.back() != '{') out += ',';
    append_string(field.name, out);
    out += ':' + schema_of(*field.type);
  }
  return out + (is_closed ? R"(},"additionalProperties":false})" : "}}");
}

std::string unnamed_schema(const TypeInfo& type) {
  switch (type.kind) {
    case Kind::Boolean:
      return R"({"type":"boolean"})";
    case Kind::Integer:
      return R"({"type":"integer","format":"int64"})";
    case Kind::Unsigned:
      return R"({"type":"integer","format":"int64","minimum":0})";
    case Kind::Number:
      return R"({"type":"number"})";
    case Kind::Text:
      return R"({"type":"string"})";
    case Kind::Moment:
      return R"({"type":"string","format":"date-time"})";
    case Kind::Length:
      return R"({"type":"integer","format":"int64","description":"microseconds"})";
    case Kind::Words:
      return words_schema(type);
    case Kind::Optional:
      return optional_schema(*type.of);
    case Kind::List:
      return R"({"type":"array","items":)" + schema_of(*type.of) + "}";
    case Kind::Map:
      return R"({"type":"object","additionalProperties":)" + schema_of(*type.of) + "}";
    case Kind::Object: {
      std::vector<std::string_view> all;
      for (const FieldInfo& field : type.fields)
        if (!field.left_out) all.push_back(field.name);
      return object_schema(type, all, false);
    }
    case Kind::Choice:
      return choice_schema(type);
    case Kind::Geometry:
      return std::string(geometry_schema);
  }
  return "{}";
}
}  // namespace

std::string schema_of(const TypeInfo& type) {
  if (type.name.empty()) return unnamed_schema(type);
  return R"({"$ref":"#/components/schemas/)" + type.name + R"("})";
}

std::string schema_definition(const TypeInfo& type) { return unnamed_schema(type); }

std::string body_schema(const TypeInfo& type, std::span<const std::string_view> required) {
  return object_schema(type, {required.begin(), required.end()}, true);
}
}  // namespace voorzien::codec
