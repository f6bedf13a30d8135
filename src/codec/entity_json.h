// Entities on the wire: {"type":"signal","id":...,"version":...,...} (interfaces.md, HTTP). Encoded once per
// change and audience by api/push and api/rest. Instantiated for views::Entity, whose header this room may
// not see.
#pragma once

#include <string>

namespace voorzien::codec {

struct TypeInfo;

template <class Entity>
void append_entity(const Entity& entity, std::string& out);

template <class Entity>
[[nodiscard]] std::string encode_entity(const Entity& entity) {
  std::string out;
  append_entity(entity, out);
  return out;
}

// The choice of all entities by `type`, named "Entity".
[[nodiscard]] const TypeInfo& entity_type();

}  // namespace voorzien::codec
