// Entities: what reading calls need of the synchronised entities. api/push/hub fulfils it: it holds each
// entity once per audience with its encoded JSON, so that a list costs no encoding (rule 7). Thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "views/entities.h"

namespace voorzien::api {

using EntityPtr = std::shared_ptr<const views::Entity>;

struct Known {
  EntityPtr entity;                         // as this audience may see it
  std::shared_ptr<const std::string> json;  // codec::encode_entity of it
};

struct Changed {
  std::uint64_t version = 0;  // what the reader has reached with these
  bool full = false;          // `since` lies before the oldest removal that is kept: forget all first
  std::vector<Known> upserts;
  std::vector<views::Removal> removals;
};

class Entities {
 public:
  virtual ~Entities() = default;
  virtual std::uint64_t version() = 0;
  virtual std::vector<Known> list(std::string_view audience, std::string_view type) = 0;  // by id
  virtual std::optional<Known> find(std::string_view audience, std::string_view type,
                                    std::string_view id) = 0;
  virtual Changed changes(std::string_view audience, std::uint64_t since) = 0;  // by (type, id)
};

}  // namespace voorzien::api
