#include "codec/type_info.h"

#include <algorithm>
#include <map>

#include "base/ensure.h"

namespace voorzien::codec {
namespace {
bool is_alike(const TypeInfo& a, const TypeInfo& b) {
  return a.kind == b.kind && a.words == b.words && a.tag == b.tag &&
         std::ranges::equal(a.fields, b.fields, {}, &FieldInfo::name, &FieldInfo::name) &&
         std::ranges::equal(a.alternatives, b.alternatives, {}, &FieldInfo::name, &FieldInfo::name);
}

// gcc gives a described type one TypeInfo in each instance file, since its description is local there: the
// shape is compared, not the address.
void collect(const TypeInfo& type, std::map<std::string, const TypeInfo*>& found) {
  if (!type.name.empty()) {
    const auto [place, is_new] = found.emplace(type.name, &type);
    ENSURE(is_alike(*place->second, type), "each type of the outside world has a name of its own");
    if (!is_new) return;
  }
  if (type.of != nullptr) collect(*type.of, found);
  for (const FieldInfo& field : type.fields) collect(*field.type, found);
  for (const FieldInfo& one : type.alternatives) collect(*one.type, found);
}
}  // namespace

std::vector<const TypeInfo*> named_types(std::span<const TypeInfo* const> roots) {
  std::map<std::string, const TypeInfo*> found;
  for (const TypeInfo* root : roots) collect(*root, found);
  std::vector<const TypeInfo*> out;
  out.reserve(found.size());
  for (const auto& [name, type] : found) out.push_back(type);
  return out;
}
}  // namespace voorzien::codec
