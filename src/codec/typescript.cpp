// TypeScript declarations of described types: what the web app's api/ folder is generated from.
#include <algorithm>

#include "base/ensure.h"
#include "codec/type_info.h"

namespace voorzien::codec {
namespace {
using Kind = TypeInfo::Kind;

std::string use(const TypeInfo& type);

std::string quoted(std::string_view word) { return "'" + std::string(word) + "'"; }

std::string joined_words(const TypeInfo& type) {
  std::string out;
  for (const std::string& word : type.words) out += (out.empty() ? "" : " | ") + quoted(word);
  return out;
}

std::string choice(const TypeInfo& type) {
  std::string out;
  for (const FieldInfo& one : type.alternatives)
    out += (out.empty() ? "" : " | ") +
           ("({ " + type.tag + ": " + quoted(one.name) + " } & " + use(*one.type) + ")");
  return out;
}

std::string use(const TypeInfo& type) {
  if (!type.name.empty()) return type.name;
  switch (type.kind) {
    case Kind::Boolean:
      return "boolean";
    case Kind::Integer:
    case Kind::Unsigned:
    case Kind::Number:
    case Kind::Length:
      return "number";
    case Kind::Text:
    case Kind::Moment:
      return "string";
    case Kind::Words:
      return joined_words(type);
    case Kind::Optional:
      return use(*type.of) + " | null";
    case Kind::List:
      return "Array<" + use(*type.of) + ">";
    case Kind::Map:
      return "Record<string, " + use(*type.of) + ">";
    case Kind::Choice:
      return choice(type);
    case Kind::Geometry:
    case Kind::Object:
      break;
  }
  ENSURE(false, "objects and geometries have names");
}

constexpr std::string_view geometry =
    "export type Position = [number, number]; // longitude, latitude\n"
    "export type Geometry =\n"
    "  | { type: 'Point'; coordinates: Position }\n"
    "  | { type: 'LineString'; coordinates: Position[] }\n"
    "  | { type: 'MultiLineString'; coordinates: Position[][] }\n"
    "  | { type: 'Polygon'; coordinates: Position[][] }\n"
    "  | { type: 'MultiPolygon'; coordinates: Position[][][] };\n";

std::string interface_of(const TypeInfo& type, const BodyType* body) {
  std::string out = "export interface " + type.name + " {\n";
  for (const FieldInfo& field : type.fields) {
    const bool may_lack = body != nullptr
                              ? std::ranges::find(body->required, field.name) == body->required.end()
                              : field.left_out;
    out += "  " + field.name + (may_lack ? "?: " : ": ") + use(*field.type) + ";";
    if (field.type->kind == Kind::Moment) out += " // RFC 3339";
    if (field.type->kind == Kind::Length) out += " // microseconds";
    out += '\n';
  }
  return out + "}\n";
}

std::string declaration(const TypeInfo& type, const BodyType* body) {
  switch (type.kind) {
    case Kind::Words:
      return "export type " + type.name + " = " + joined_words(type) + ";\n";
    case Kind::Choice:
      return "export type " + type.name + " = " + choice(type) + ";\n";
    case Kind::Geometry:
      return std::string(geometry);
    default:
      return interface_of(type, body);
  }
}
}  // namespace

std::string typescript(std::span<const TypeInfo* const> roots, std::span<const BodyType> bodies) {
  std::vector<const TypeInfo*> all(roots.begin(), roots.end());
  for (const BodyType& body : bodies) all.push_back(body.type);
  std::string out = "// Made from the server's type descriptions by `voorzien typescript`; do not edit.\n";
  for (const TypeInfo* type : named_types(all)) {
    const auto body = std::ranges::find(bodies, type, &BodyType::type);
    out += '\n' + declaration(*type, body == bodies.end() ? nullptr : &*body);
  }
  return out;
}
}  // namespace voorzien::codec
