#include "codec/entity_json.h"
#include "codec/instances/geo_json.h"
#include "views/entities.h"

namespace voorzien::codec {
VOORZIEN_JSON(views::Region)
VOORZIEN_JSON(views::Theme)
VOORZIEN_JSON(views::Signal)
VOORZIEN_JSON(views::Source)
VOORZIEN_JSON(views::Station)
VOORZIEN_JSON(views::Fact)
VOORZIEN_JSON(views::LogLine)
VOORZIEN_JSON(views::Crisis)
VOORZIEN_JSON(views::CrisisPlan)
VOORZIEN_JSON(views::Duty)
VOORZIEN_JSON(views::DetectorFinding)
VOORZIEN_JSON(views::EarlyWarning)
VOORZIEN_JSON(views::Load)
VOORZIEN_JSON(views::Removal)
VOORZIEN_JSON(std::vector<views::Removal>)
VOORZIEN_JSON(views::Why)

template <>
void append_entity(const views::Entity& entity, std::string& out) {
  std::visit(
      [&]<class T>(const T& one) {
        out += "{\"type\":\"";
        out += T::type;
        out += '"';
        write_fields(table_of<T>(), &one, out, false);
        out += '}';
      },
      entity);
}

namespace {
template <class... Ts>
TypeInfo choice_by_type(const std::variant<Ts...>*) {
  TypeInfo out{.kind = TypeInfo::Kind::Choice, .name = "Entity", .tag = "type"};
  (out.alternatives.push_back({std::string(Ts::type), &Codec<Ts>::type()}), ...);
  return out;
}
}  // namespace

const TypeInfo& entity_type() {
  static const TypeInfo info = choice_by_type(static_cast<const views::Entity*>(nullptr));
  return info;
}
}  // namespace voorzien::codec
