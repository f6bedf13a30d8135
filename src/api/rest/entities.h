// Entities: what reading calls need of the synchronised entities; api/push/hub holds them. It is a port of
// its own so that reading calls are tested without threads. Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "doctrine/access.h"
#include "views/entities.h"

namespace voorzien::api {

using EntityPtr = std::shared_ptr<const views::Entity>;

class Entities {
 public:
  virtual ~Entities() = default;
  virtual std::uint64_t version() = 0;
  // Somebody of this audience looks from now on. Those of all roles are known from the start.
  virtual void admit(const doctrine::Audience& audience) = 0;
  // As the audience may see them, in order of id.
  virtual std::vector<EntityPtr> list(std::string_view audience, std::string_view type) = 0;
  virtual EntityPtr find(std::string_view audience, std::string_view type, std::string_view id) = 0;
  // {"version":M,"upserts":[...],"removals":[...]}; `types` separated by commas, empty: all.
  virtual std::string changes(std::string_view audience, std::uint64_t since, std::string_view types) = 0;
};

}  // namespace voorzien::api
