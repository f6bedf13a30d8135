// Sight: the entities that a reading call looks at: those of now, or with `?at=` those of a moment, always as
// the caller's audience may see them.
#pragma once

#include <optional>

#include "api/rest/route.h"

namespace voorzien::api {

class Sight {
 public:
  // At `call.at` the state of that moment stands behind it and is viewed only as far as is asked.
  [[nodiscard]] static Result<Sight> of(const Call& call);
  // Of the moment after an entry.
  [[nodiscard]] static Result<Sight> after(const Call& call, std::uint64_t version);
  [[nodiscard]] std::vector<EntityPtr> list(std::string_view type) const;  // in order of id
  [[nodiscard]] EntityPtr find(std::string_view type, std::string_view id) const;
  [[nodiscard]] Instant at() const { return at_; }  // region time
  [[nodiscard]] std::uint64_t version() const { return version_; }
  // Entries up to then whose personal part was erased since; 0 for now.
  [[nodiscard]] std::uint64_t erased() const { return past_ ? past_->erased() : 0; }

 private:
  explicit Sight(const Call& call)
      : needs_(&call.needs), audience_(call.caller.audience), sees_(call.caller.sees) {}
  [[nodiscard]] EntityPtr shown(views::Entity entity) const;

  const Needs* needs_;
  std::string audience_;
  doctrine::Audience sees_;
  Instant at_;
  std::uint64_t version_ = 0;
  std::shared_ptr<const engine::Moment> past_;
};

[[nodiscard]] const std::string& id_of(const views::Entity& entity);
[[nodiscard]] std::string_view type_of_entity(const views::Entity& entity);

}  // namespace voorzien::api
