// A screen that followed every change shows what a fresh one shows.
#include <fmt/format.h>

#include "codec/entity_json.h"
#include "simulation/checkers/checkers.h"

namespace voorzien::simulation {
namespace {
std::string where_they_part(const std::string& a, const std::string& b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  const std::size_t from = at < 50 ? 0 : at - 50;
  return fmt::format("fresh: ...{}... shown: ...{}...", a.substr(from, 100), b.substr(from, 100));
}

// The version of a thing that no entry ever touched says nothing: engine/core.cpp gives it the number of the
// answer.
std::string as_meant(const Evidence& seen, const api::EntityKey& key, const api::Known& known) {
  const auto& versions = seen.process.core().index().versions;
  if (const auto of_type = versions.find(key.first);
      of_type != versions.end() && of_type->second.contains(key.second))
    return *known.json;
  views::Entity entity = *known.entity;
  std::visit([](auto& one) { one.version = 0; }, entity);
  return codec::encode_entity(entity);
}

Mirror fresh_picture(const Evidence& seen) {
  Mirror out;
  for (views::Entity& entity : seen.process.picture().upserts) {
    const api::EntityKey key = api::key_of(entity);
    out[key] = encoded(std::move(entity))[0];
  }
  return out;
}
}  // namespace

Broken difference(const Evidence& seen, const Mirror& expected, const Mirror& is, std::string_view whose) {
  for (const auto& [key, known] : expected) {
    const auto found = is.find(key);
    if (found == is.end()) return fmt::format("{} lacks {}/{}", whose, key.first, key.second);
    if (*found->second.json == *known.json) continue;
    const std::string meant = as_meant(seen, key, known);
    const std::string shown = as_meant(seen, key, found->second);
    if (meant != shown)
      return fmt::format("{} shows {}/{} as it is not; {}", whose, key.first, key.second,
                         where_they_part(meant, shown));
  }
  for (const auto& [key, known] : is)
    if (!expected.contains(key)) return fmt::format("{} still shows {}/{}", whose, key.first, key.second);
  return std::nullopt;
}

Broken check_views_fold(const Evidence& seen) {
  const Screen& wall = seen.screens.front();
  return difference(seen, fresh_picture(seen), wall.mirror(), wall.name());
}
}  // namespace voorzien::simulation
