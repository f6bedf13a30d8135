// Sight: the entities that a reading call looks at: those of now, or with `?at=` those of a moment, always as
// the caller's audience may see them.
#pragma once

#include <optional>

#include "api/rest/route.h"

namespace voorzien::api {

class Sight {
 public:
  // Reads `?at=`; the entities of that moment are read once.
  [[nodiscard]] static Result<Sight> of(const Call& call);
  [[nodiscard]] std::vector<EntityPtr> list(std::string_view type) const;  // in order of id
  [[nodiscard]] EntityPtr find(std::string_view type, std::string_view id) const;
  [[nodiscard]] Instant at() const { return at_; }  // region time
  [[nodiscard]] std::uint64_t version() const { return version_; }

 private:
  Sight(Entities& entities, std::string audience) : entities_(&entities), audience_(std::move(audience)) {}
  Entities* entities_;
  std::string audience_;
  Instant at_;
  std::uint64_t version_ = 0;
  std::optional<std::vector<EntityPtr>> past_;
};

[[nodiscard]] const std::string& id_of(const views::Entity& entity);
[[nodiscard]] std::string_view type_of_entity(const views::Entity& entity);

}  // namespace voorzien::api
