#include "api/rest/sight.h"

#include <algorithm>

namespace voorzien::api {
const std::string& id_of(const views::Entity& entity) {
  return std::visit([](const auto& one) -> const std::string& { return one.id; }, entity);
}

std::string_view type_of_entity(const views::Entity& entity) {
  return std::visit([]<class T>(const T&) { return T::type; }, entity);
}

EntityPtr Sight::shown(views::Entity entity) const {
  std::optional<views::Entity> part = needs_->shown_to(sees_, std::move(entity));
  return part ? std::make_shared<const views::Entity>(std::move(*part)) : nullptr;
}

Result<Sight> Sight::of(const Call& call) {
  Sight out(call);
  if (!call.at) {
    out.at_ = call.needs.read.now();
    out.version_ = call.needs.entities.version();
    return out;
  }
  out.at_ = *call.at;
  ASSIGN_OR_RETURN(out.version_, call.needs.read.version_at(*call.at));
  ASSIGN_OR_RETURN(out.past_, call.needs.read.moment(out.version_));
  return out;
}

Result<Sight> Sight::after(const Call& call, std::uint64_t version) {
  Sight out(call);
  out.at_ = call.at.value_or(call.needs.read.now());
  out.version_ = version;
  ASSIGN_OR_RETURN(out.past_, call.needs.read.moment(version));
  return out;
}

std::vector<EntityPtr> Sight::list(std::string_view type) const {
  if (!past_) return needs_->entities.list(audience_, type);
  std::vector<EntityPtr> out;
  for (views::Entity& one : past_->list(type))
    if (EntityPtr part = shown(std::move(one))) out.push_back(std::move(part));
  std::ranges::sort(out, {}, [](const EntityPtr& one) { return std::string_view(id_of(*one)); });
  return out;
}

EntityPtr Sight::find(std::string_view type, std::string_view id) const {
  if (!past_) return needs_->entities.find(audience_, type, id);
  std::optional<views::Entity> found = past_->find(type, id);
  return found ? shown(std::move(*found)) : nullptr;
}
}  // namespace voorzien::api
