#include "api/rest/sight.h"

#include <algorithm>

#include "api/rest/parameters.h"

namespace voorzien::api {
const std::string& id_of(const views::Entity& entity) {
  return std::visit([](const auto& one) -> const std::string& { return one.id; }, entity);
}

std::string_view type_of_entity(const views::Entity& entity) {
  return std::visit([]<class T>(const T&) { return T::type; }, entity);
}

Result<Sight> Sight::of(const Call& call) {
  Sight out(call.needs.entities, call.caller.audience);
  ASSIGN_OR_RETURN(const std::optional<Instant> at, moment(call.request, "at"));
  if (!at) {
    out.at_ = call.needs.read.now();
    out.version_ = call.needs.entities.version();
    return out;
  }
  if (*at > call.needs.read.now()) return Error{ErrorCode::BadTime, "at", "lies in the future"};
  ASSIGN_OR_RETURN(std::vector<views::Entity> then, call.needs.read.entities_at(*at));
  out.at_ = *at;
  std::vector<EntityPtr> past;
  past.reserve(then.size());
  for (views::Entity& one : then) {
    out.version_ = std::max(out.version_, std::visit([](const auto& e) { return e.version; }, one));
    if (out.audience_ != "desk") one = call.needs.for_general(std::move(one));
    past.push_back(std::make_shared<const views::Entity>(std::move(one)));
  }
  std::ranges::sort(past, {}, [](const EntityPtr& one) { return std::string_view(id_of(*one)); });
  out.past_ = std::move(past);
  return out;
}

std::vector<EntityPtr> Sight::list(std::string_view type) const {
  if (!past_) return entities_->list(audience_, type);
  std::vector<EntityPtr> out;
  for (const EntityPtr& one : *past_)
    if (type_of_entity(*one) == type) out.push_back(one);
  return out;
}

EntityPtr Sight::find(std::string_view type, std::string_view id) const {
  if (!past_) return entities_->find(audience_, type, id);
  for (const EntityPtr& one : *past_)
    if (type_of_entity(*one) == type && id_of(*one) == id) return one;
  return nullptr;
}
}  // namespace voorzien::api
