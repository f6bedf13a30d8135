#include "codec/type_info.h"

#include <doctest/doctest.h>

#include "codec/entity_json.h"
#include "codec/json.h"
#include "picture/commands.h"
#include "views/entities.h"

using namespace voorzien;

TEST_CASE("an_entity_is_its_type_and_then_its_fields") {
  views::LogLine line;
  line.id = "l-1";
  line.version = 7;
  const std::string json = codec::encode_entity(views::Entity(line));
  CHECK(json.starts_with(R"({"type":"log","id":"l-1","version":7,"at":)"));
  CHECK(json.ends_with(
      R"("corrects":null,"moment":null,"attachments":[],"erased":null,"erased_by":null,"exercise":false})"));
}

TEST_CASE("schemas_say_what_the_codec_does") {
  CHECK(codec::schema<views::Signal>() == R"({"$ref":"#/components/schemas/Signal"})");
  const std::string removal = codec::schema_definition(codec::type_of<views::Removal>());
  CHECK(removal ==
        R"({"type":"object","required":["type","id","version"],"properties":{"type":{"type":"string"},)"
        R"("id":{"type":"string"},"version":{"type":"integer","format":"int64","minimum":0}}})");
  constexpr std::string_view required[] = {"id"};
  const std::string body = codec::body_schema(codec::type_of<picture::CloseSignal>(), required);
  CHECK(body == R"({"type":"object","required":["id"],"properties":{"id":{"type":"string"},)"
                R"("reason":{"type":"string"}},"additionalProperties":false})");
  CHECK(codec::schema_definition(codec::entity_type()).find(R"("type":{"const":"signal"})") !=
        std::string::npos);
}

TEST_CASE("every_named_type_of_the_entities_is_declared_once_in_typescript") {
  const codec::TypeInfo* roots[] = {&codec::entity_type(), &codec::type_of<views::Why>()};
  constexpr std::string_view required[] = {"id"};
  const codec::BodyType bodies[] = {{&codec::type_of<picture::CloseSignal>(), required}};
  const std::string text = codec::typescript(roots, bodies);
  CHECK(text.find("export interface Signal {\n  id: string;\n  version: number;") != std::string::npos);
  CHECK(text.find("export type Level = 'grey' | 'green' | 'yellow' | 'orange' | 'red';") !=
        std::string::npos);
  CHECK(text.find("({ type: 'log' } & LogLine)") != std::string::npos);
  CHECK(text.find("  level: Level | null;") != std::string::npos);
  CHECK(text.find("export interface CloseSignal {\n  id: string;\n  reason?: string;\n}") !=
        std::string::npos);
  for (const codec::TypeInfo* type : codec::named_types(roots)) {
    const std::string interface = "export interface " + type->name + " {";
    const std::string alias = "export type " + type->name + " =";
    const std::size_t at =
        text.find(interface) != std::string::npos ? text.find(interface) : text.find(alias);
    CHECK_MESSAGE(at != std::string::npos, type->name);
  }
}
