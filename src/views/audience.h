// The same entity as those who look may see it (desk.md 7): need to know, in one place.
#pragma once

#include <optional>

#include "doctrine/access.h"
#include "views/entities.h"

namespace voorzien::views {

struct ShownAs {
  enum class Extent { Whole, Part, Nothing } extent = Extent::Whole;
  std::optional<Entity> part;
};

// Most entities are whole to most audiences, and are then encoded once for all of those.
[[nodiscard]] ShownAs shown_as(const doctrine::Audience& audience, const Entity& entity);
// The entity as it is then shown, or nothing.
[[nodiscard]] std::optional<Entity> shown_to(const doctrine::Audience& audience, Entity entity);
// Does a partner with that task need a heading that is shared with those? Somebody who is no partner does.
[[nodiscard]] bool needs_heading(const doctrine::Audience& audience,
                                 const std::vector<std::string>& shared_with);

}  // namespace voorzien::views
