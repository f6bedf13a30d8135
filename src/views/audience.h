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
  std::string part = {};  // tells parts apart; of a partner its task and the teams in which it takes part
  auto operator<=>(const Form&) const = default;
};

[[nodiscard]] Form form_of(const doctrine::Audience& audience, const Entity& entity);
// The entity as it is then shown, or nothing.
[[nodiscard]] std::optional<Entity> shown_to(const doctrine::Audience& audience, Entity entity);
// Is it a crisis of their own municipality, or do they take part in one of its teams? Of somebody who sees
// all crises: always.
[[nodiscard]] bool is_own(const doctrine::Audience& audience, const Crisis& crisis);

}  // namespace voorzien::views
