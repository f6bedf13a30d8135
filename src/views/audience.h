// The same entity as those who look may see it (desk.md 7): need to know, in one place.
#pragma once

#include <compare>
#include <optional>
#include <string_view>

#include "doctrine/access.h"
#include "views/entities.h"

namespace voorzien::views {

// Which form of an entity an audience sees. Audiences of one form share what is encoded: most entities are
// whole to most, and what is left out seldom depends on all that tells audiences apart.
struct Form {
  enum class Extent { Whole, Part, Nothing } extent = Extent::Whole;
  std::string_view part;  // tells parts apart; of a partner its task, which the audience holds
  auto operator<=>(const Form&) const = default;
};

[[nodiscard]] Form form_of(const doctrine::Audience& audience, const Entity& entity);
// The entity as it is then shown, or nothing.
[[nodiscard]] std::optional<Entity> shown_to(const doctrine::Audience& audience, Entity entity);
// Does a partner with that task need a heading that is shared with those? Somebody who is no partner does.
[[nodiscard]] bool needs_heading(const doctrine::Audience& audience,
                                 const std::vector<std::string>& shared_with);

}  // namespace voorzien::views
